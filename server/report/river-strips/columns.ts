/** Columns of the report river by river. */
import type { Mode } from '../../district/load-register.ts';
import type { Column } from '../report.ts';
import { PREFIX } from './river-coverage.ts';

const PLACE: Column[] = [
  { key: 'key', zh: '编号', en: 'key' },
  { key: 'name', zh: '河道', en: 'river' },
  {
    key: 'level',
    zh: '等级',
    en: 'level',
    words: { municipal: '市管', district: '区管', town: '镇管', village: '村级' },
  },
  { key: 'length_km', zh: '河道长度 km', en: 'river length km', decimals: 6 },
  { key: 'river_km', zh: '全河 km', en: 'whole river km', decimals: 6 },
];

const MODE_WORDS = { above_water: { zh: '水上', en: 'above' }, under_water: { zh: '水下', en: 'under' } };

function modeColumns(mode: Mode): Column[] {
  const { zh, en } = MODE_WORDS[mode];
  const prefix = PREFIX[mode];
  return [
    { key: `${prefix}_covered_km`, zh: `${zh}已排查 km`, en: `${en}, covered km`, decimals: 6 },
    { key: `${prefix}_gap_km`, zh: `${zh}缺口 km`, en: `${en}, gap km`, decimals: 6 },
    { key: `${prefix}_bridged_km`, zh: `${zh}其中桥接 km`, en: `${en}, of it bridged km`, decimals: 6 },
    { key: `${prefix}_duplicate_km`, zh: `${zh}其中重复 km`, en: `${en}, of it duplicate km`, decimals: 6 },
    { key: `${prefix}_percent`, zh: `${zh}占河道长度 %`, en: `${en}, of river length %`, decimals: 2 },
    { key: `${prefix}_gaps`, zh: `${zh}缺口段数（按街镇）`, en: `${en}, stretches of gap by town` },
    {
      key: `${prefix}_longest_gap_m`,
      zh: `${zh}最长缺口段（按街镇）m`,
      en: `${en}, longest stretch by town m`,
      decimals: 3,
    },
  ];
}

export function riverCoverageColumns(modes: readonly Mode[]): Column[] {
  return [...PLACE, ...modes.flatMap(modeColumns), { key: 'outfalls', zh: '排污口数', en: 'outfalls' }];
}

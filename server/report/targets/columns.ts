/** Columns of the reports on targets. */
import { MODE } from '../columns.ts';
import type { Column } from '../report.ts';
import { chinese, METRIC_WORDS, SCOPE_WORDS, STATUS_WORDS, UNIT_WORDS } from './words.ts';

const ID: Column = { key: 'id', zh: '指标', en: 'target id' };
const DUE: Column = { key: 'due', zh: '期限', en: 'due' };
const METRIC: Column = { key: 'metric', zh: '计量', en: 'metric', words: chinese(METRIC_WORDS) };
const UNIT: Column = { key: 'unit', zh: '单位', en: 'unit', words: chinese(UNIT_WORDS) };
const SCOPE: Column = { key: 'scope', zh: '范围', en: 'scope', words: chinese(SCOPE_WORDS) };
const NAMES: Column = { key: 'scope_names', zh: '范围名称', en: 'scope names' };
const BEYOND: Column = { key: 'beyond_km', zh: '超出台账总长 km', en: 'asked beyond the ledger km' };
const HEDGE: Column = { key: 'hedge', zh: '原文限定词', en: 'hedge' };
const WORDS: Column = { key: 'words', zh: '原文', en: 'words of the plan' };
const CLAUSE: Column = { key: 'clause', zh: '条款', en: 'clause' };

export const TARGET_COLUMNS: Column[] = [
  ...[ID, CLAUSE, DUE],
  { key: 'status', zh: '状态', en: 'status', words: chinese(STATUS_WORDS) },
  { key: 'late_days', zh: '逾期天数', en: 'days late' },
  ...[METRIC, UNIT],
  { key: 'target', zh: '目标', en: 'target' },
  { key: 'reached', zh: '达到', en: 'reached' },
  { key: 'reached_when_due', zh: '到期时达到', en: 'reached when due' },
  { key: 'missing', zh: '尚缺', en: 'missing' },
  { key: 'counted_in', zh: '计数单位', en: 'counted in' },
  { key: 'part', zh: '分子', en: 'part' },
  { key: 'whole', zh: '分母', en: 'whole' },
  { key: 'other_part', zh: '另一分子', en: 'other part' },
  { key: 'other_whole', zh: '另一分母', en: 'other whole' },
  { key: 'other_reached', zh: '按另一分母 %', en: 'by the other whole %' },
  { key: 'in_period_km', zh: '本期首次排查 km', en: 'first covered in its period km' },
  { key: 'covered_drawn_km', zh: '累计已排查（图上）km', en: 'covered, drawn km' },
  { key: 'covered_ledger_km', zh: '累计已排查（台账）km', en: 'covered, ledger km' },
  { key: 'register_km', zh: '台账总长 km', en: 'length of the ledger km' },
  BEYOND,
  { key: 'unsurveyed_km', zh: '其中未排查且无排污口 km', en: 'of it without outfalls and not surveyed km' },
  { key: 'undated', zh: '状态无日期', en: 'states without a day' },
  { key: 'unplaced', zh: '无法定位', en: 'cannot be placed' },
  { key: 'found_undated', zh: '确认无日期', en: 'confirmed without a day' },
  ...[SCOPE, NAMES, HEDGE, WORDS],
  { key: 'reason', zh: '无法计算的原因', en: 'why not computable' },
];

/** What fits on a screen. */
const SHOWN = [
  ...['id', 'due', 'status', 'late_days', 'metric', 'unit', 'target', 'reached', 'missing', 'counted_in'],
  ...['beyond_km', 'undated', 'hedge', 'reason'],
];
export const TARGET_TABLE_COLUMNS = TARGET_COLUMNS.filter(({ key }) => SHOWN.includes(key));

export const TOWN_COLUMNS: Column[] = [
  ...[ID, DUE],
  { key: 'town', zh: '街镇', en: 'town' },
  { key: 'name', zh: '名称', en: 'name' },
  { key: 'behind', zh: '落后', en: 'behind' },
  ...[METRIC, UNIT],
  { key: 'asked', zh: '全区要求 %', en: 'asked of the district %' },
  BEYOND,
  { key: 'reached', zh: '达到 %', en: 'reached %', decimals: 2 },
  { key: 'counted_in', zh: '计数单位', en: 'counted in' },
  { key: 'part', zh: '分子', en: 'part' },
  { key: 'whole', zh: '分母', en: 'whole' },
  { key: 'other_part', zh: '另一分子', en: 'other part' },
  { key: 'other_whole', zh: '另一分母', en: 'other whole' },
  { key: 'other_reached', zh: '按另一分母 %', en: 'by the other whole %', decimals: 2 },
  { key: 'ledger_km', zh: '台账口径 km', en: 'ledger km', decimals: 6 },
  { key: 'undated', zh: '状态无日期', en: 'states without a day' },
  { key: 'unplaced', zh: '无法定位', en: 'cannot be placed' },
  HEDGE,
];

export const RIVER_LEDGER_COLUMNS: Column[] = [
  { key: 'key', zh: '编号', en: 'key' },
  { key: 'name', zh: '河道', en: 'river' },
  MODE,
  { key: 'length_km', zh: '图上长度 km', en: 'drawn length km', decimals: 6 },
  { key: 'official_length_km', zh: '登记长度 km', en: 'official length km', decimals: 6 },
  { key: 'covered_km', zh: '已排查（图上）km', en: 'covered, drawn km', decimals: 6 },
  { key: 'ledger_km', zh: '已排查（台账）km', en: 'covered, ledger km', decimals: 6 },
  { key: 'difference_km', zh: '差 km', en: 'difference km', decimals: 6 },
];

export const TARGET_LIST_COLUMNS: Column[] = [
  ...[ID, CLAUSE, DUE],
  { key: 'from', zh: '起始', en: 'from' },
  ...[SCOPE, NAMES],
  { key: 'within_m', zh: '周边 m', en: 'within m' },
  { key: 'outfalls', zh: '排污口', en: 'outfalls' },
  METRIC,
  { key: 'target', zh: '目标', en: 'target' },
  { key: 'after_km', zh: '先前指标 km', en: 'after km' },
  ...[HEDGE, WORDS],
  { key: 'reason', zh: '无法计算的原因', en: 'why not computable' },
];

/** Columns of the reports on rivers, with the labels people read. */
import type { Groups } from './groups.ts';
import type { Column } from './report.ts';

/** As options and files have it; in Chinese on paper. */
export const MODE: Column = {
  key: 'mode',
  zh: '方式',
  en: 'mode',
  paperWords: { above_water: '水上', under_water: '水下' },
};

const PLACE: Column[] = [
  { key: 'key', zh: '编号', en: 'key' },
  { key: 'name', zh: '名称', en: 'name' },
];

const CROSSED_PLACE: Column[] = [
  ...PLACE,
  { key: 'key_2', zh: '编号 2', en: 'key 2' },
  { key: 'name_2', zh: '名称 2', en: 'name 2' },
];

const placeColumns = ({ crossed }: Groups) => (crossed === undefined ? PLACE : CROSSED_PLACE);

const RIVER_FIGURES: Column[] = [
  { key: 'length_km', zh: '图上长度 km', en: 'drawn length km', decimals: 6 },
  { key: 'official_length_km', zh: '登记长度 km', en: 'official length km', decimals: 6 },
  { key: 'main_km', zh: '主线 km', en: 'main km', decimals: 6 },
  { key: 'branch_km', zh: '支线 km', en: 'branch km', decimals: 6 },
  { key: 'shore_km', zh: '湖岸 km', en: 'shore km', decimals: 6 },
  { key: 'outfalls', zh: '排污口数', en: 'outfalls' },
  { key: 'outfalls_per_km', zh: '每 km 排污口', en: 'outfalls per km', decimals: 3 },
];

export function riverColumns(groups: Groups): Column[] {
  return [...placeColumns(groups), ...RIVER_FIGURES];
}

const COVERAGE_FIGURES: Column[] = [
  MODE,
  { key: 'length_km', zh: '河道长度 km', en: 'river length km', decimals: 6 },
  { key: 'covered_km', zh: '已排查 km', en: 'covered km', decimals: 6 },
  { key: 'gap_km', zh: '缺口 km', en: 'gap km', decimals: 6 },
  { key: 'bridged_km', zh: '其中桥接 km', en: 'of it bridged km', decimals: 6 },
  { key: 'duplicate_km', zh: '其中重复 km', en: 'of it duplicate km', decimals: 6 },
  { key: 'overlap_km', zh: '重复工作量 km', en: 'overlap effort km', decimals: 6 },
  { key: 'ledger_km', zh: '台账口径已排查 km', en: 'covered, ledger km', decimals: 6 },
  { key: 'drawn_only_km', zh: '其中无登记长度 km', en: 'of it drawn only km', decimals: 6 },
  { key: 'covered_percent', zh: '占河道长度 %', en: 'of river length %', decimals: 2 },
  { key: 'bank_covered_km', zh: '已排查岸线 km', en: 'covered bank km', decimals: 6 },
  { key: 'stale_km', zh: '另注：过期 km（不计合计）', en: 'overlay: stale km (adds to nothing)', decimals: 6 },
  {
    key: 'above_not_under_km',
    zh: '另注：仅水上 km（不计合计）',
    en: 'overlay: above, not under water km (adds to nothing)',
    decimals: 6,
  },
  {
    key: 'record_only_km',
    zh: '另注：仅有记录 km（不计合计）',
    en: 'overlay: on records only km (adds to nothing)',
    decimals: 6,
  },
];

const FIRST_COVERED: Column = { key: 'first_covered_km', zh: '当年首次排查 km', en: 'first covered km', decimals: 6 };

export function coverageColumns(groups: Groups): Column[] {
  const byYear = groups.group === 'year' || groups.crossed === 'year';
  return [...placeColumns(groups), ...COVERAGE_FIGURES, ...(byYear ? [FIRST_COVERED] : [])];
}

const RANGE_PLACE: Column[] = [
  { key: 'river', zh: '河道', en: 'river' },
  { key: 'route', zh: '线路', en: 'route' },
  MODE,
];

const RANGE: Column[] = [
  { key: 'from_m', zh: '起 m', en: 'from m', decimals: 3 },
  { key: 'to_m', zh: '止 m', en: 'to m', decimals: 3 },
];

export const GAP_COLUMNS: Column[] = [
  { key: 'number', zh: '编号', en: 'number' },
  ...RANGE_PLACE,
  { key: 'town', zh: '街镇', en: 'town' },
  ...RANGE,
  { key: 'length_m', zh: '长度 m', en: 'length m', decimals: 3 },
  { key: 'shared_m', zh: '其中界河段 m', en: 'of it shared m', decimals: 3 },
  { key: 'shared_with', zh: '共有街镇', en: 'shared with' },
];

export const ZONE_GAP_COLUMNS: Column[] = [
  { key: 'zone', zh: '区域', en: 'zone' },
  { key: 'zone_name', zh: '区域名称', en: 'zone name' },
  ...GAP_COLUMNS,
];

export const COVERAGE_RANGE_COLUMNS: Column[] = [
  ...RANGE_PLACE,
  { key: 'bank', zh: '岸', en: 'bank' },
  { key: 'state', zh: '状态', en: 'state' },
  ...RANGE,
  { key: 'surveys', zh: '次数', en: 'surveys' },
  { key: 'tracks', zh: '轨迹', en: 'tracks' },
  { key: 'records', zh: '记录', en: 'records' },
];

export const LINK_COLUMNS: Column[] = [
  { key: 'id', zh: '序号', en: 'id' },
  { key: 'code', zh: '编码', en: 'code' },
  { key: 'route', zh: '线路', en: 'route' },
  { key: 'river', zh: '河道', en: 'river' },
  { key: 'measure_m', zh: '桩号 m', en: 'measure m', decimals: 3 },
  { key: 'offset_m', zh: '偏距 m', en: 'offset m', decimals: 3 },
  { key: 'bank', zh: '岸', en: 'bank' },
  { key: 'confidence', zh: '可信度', en: 'confidence' },
  { key: 'status', zh: '状态', en: 'status' },
  { key: 'reason', zh: '待核原因', en: 'reason' },
  { key: 'candidates', zh: '候选', en: 'candidates' },
];

export const DISTRICT_COLUMNS: Column[] = [
  ...PLACE,
  { key: 'plane_srid', zh: '平面坐标系 EPSG', en: 'plane EPSG' },
  { key: 'version', zh: '数据版本', en: 'data version' },
  { key: 'synthetic', zh: '合成数据', en: 'synthetic' },
  { key: 'pack', zh: '适用方案', en: 'plan' },
];

/** Columns of the answer on outfalls and protected zones. */
import type { Column } from '../report.ts';

export const FLAG_COLUMNS: Column[] = [
  { key: 'id', zh: '序号', en: 'id' },
  { key: 'code', zh: '编码', en: 'code' },
  { key: 'name', zh: '名称', en: 'name' },
  { key: 'zone', zh: '保护区', en: 'zone' },
  { key: 'level', zh: '级别', en: 'level' },
  { key: 'relation', zh: '关系', en: 'relation' },
  { key: 'distance_m', zh: '距边界 m（内为负）', en: 'to the boundary m', decimals: 3 },
  { key: 'river_distance_m', zh: '沿河距离 m', en: 'along the river m', decimals: 3 },
  { key: 'layer_date', zh: '图层日期', en: 'layer date' },
  { key: 'kind', zh: '类别', en: 'kind' },
  { key: 'river_up_m', zh: '保护区在上游 m', en: 'zone upstream m', decimals: 3 },
  { key: 'river_down_m', zh: '保护区在下游 m', en: 'zone downstream m', decimals: 3 },
  { key: 'reason', zh: '未核原因', en: 'why not checked' },
  { key: 'decision', zh: '核查决定', en: 'decision' },
  { key: 'decided_on', zh: '决定日期', en: 'decided on' },
  { key: 'layer_date_from', zh: '图层日期来源', en: 'layer date from' },
  { key: 'doubts', zh: '存疑', en: 'doubts' },
  { key: 'zone_id', zh: '保护区序号', en: 'zone id' },
];

/** For those who may know. */
export const REVEALED_FLAG_COLUMNS: Column[] = [
  { key: 'reviewer', zh: '核查人', en: 'reviewer' },
  { key: 'why', zh: '核查理由', en: 'why' },
];

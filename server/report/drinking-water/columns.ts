/** Columns of the answer on drinking-water protection areas. */
import type { Column } from '../report.ts';

export const LEVEL_COLUMNS: Column[] = [
  { key: 'level', zh: '级别', en: 'level' },
  { key: 'zones', zh: '保护区数', en: 'zones' },
  { key: 'checked', zh: '已核查', en: 'checked' },
  { key: 'outfalls', zh: '排污口数', en: 'outfalls' },
  { key: 'closed', zh: '期限内销号', en: 'closed in time' },
  { key: 'closed_percent', zh: '占排污口数 %', en: 'of outfalls %', decimals: 2 },
  { key: 'to_remediate', zh: '需整治', en: 'to remediate' },
  { key: 'to_remediate_closed', zh: '其中期限内销号', en: 'of these closed in time' },
  { key: 'to_remediate_percent', zh: '占需整治 %', en: 'of these %', decimals: 2 },
  { key: 'inside', zh: '口门在区内', en: 'inside' },
  { key: 'by_water_or_conduit', zh: '仅受纳水体或通道', en: 'by water or conduit only' },
  { key: 'suspect', zh: '另有疑似', en: 'suspected besides' },
  { key: 'edge_only', zh: '另有区外近边界', en: 'outside, on the edge' },
  { key: 'dismissed', zh: '另有核查排除', en: 'dismissed on review' },
  { key: 'legacy', zh: '其中历史遗留', en: 'of outfalls legacy' },
  { key: 'level_unknown', zh: '另有级别不明', en: 'of unknown level' },
];

/** Everything a file holds. */
export const DRINKING_COLUMNS: Column[] = [
  { key: 'id', zh: '序号', en: 'id' },
  { key: 'code', zh: '编码', en: 'code' },
  { key: 'name', zh: '名称', en: 'name' },
  { key: 'level', zh: '级别', en: 'level' },
  { key: 'town', zh: '街镇', en: 'town' },
  { key: 'type', zh: '类型', en: 'type' },
  { key: 'subtype', zh: '细类', en: 'subtype' },
  { key: 'status', zh: '认定', en: 'status' },
  { key: 'in_zone', zh: '在区内', en: 'in the zone' },
  { key: 'counted', zh: '计入', en: 'counted' },
  { key: 'closed', zh: '期限内销号', en: 'closed in time' },
  { key: 'closed_out_on', zh: '销号日期', en: 'closed out on' },
  { key: 'handle_type', zh: '整治方式', en: 'handle type' },
  { key: 'handle_stage', zh: '整治阶段', en: 'handle stage' },
  { key: 'deadline', zh: '完成时限', en: 'deadline' },
  { key: 'legacy', zh: '历史遗留', en: 'legacy' },
  { key: 'proposal', zh: '建议', en: 'proposal' },
  { key: 'doubts', zh: '须研究', en: 'doubts' },
  { key: 'clauses', zh: '条款', en: 'clauses' },
  { key: 'zone', zh: '保护区', en: 'zone' },
  { key: 'relation', zh: '关系', en: 'relation' },
  { key: 'decision', zh: '核查决定', en: 'decision' },
  { key: 'decided_on', zh: '决定日期', en: 'decided on' },
  { key: 'relations', zh: '全部关系', en: 'relations' },
  { key: 'distance_m', zh: '距边界 m（内为负）', en: 'to the boundary m', decimals: 3 },
  { key: 'river_distance_m', zh: '沿河距离 m', en: 'along the river m', decimals: 3 },
  { key: 'layer_date', zh: '图层日期', en: 'layer date' },
  { key: 'layer_date_from', zh: '图层日期来源', en: 'layer date from' },
  { key: 'document', zh: '划定文件', en: 'document' },
  { key: 'authority', zh: '批复机关', en: 'authority' },
  { key: 'river', zh: '河道', en: 'river' },
  { key: 'measure_m', zh: '桩号 m', en: 'measure m', decimals: 3 },
  { key: 'bank', zh: '岸', en: 'bank' },
  { key: 'link_status', zh: '挂接状态', en: 'link status' },
  { key: 'not_checked', zh: '未核查', en: 'not checked' },
  { key: 'zones', zh: '各保护区证据', en: 'zones' },
  { key: 'lon', zh: '经度', en: 'lon' },
  { key: 'lat', zh: '纬度', en: 'lat' },
];

const SHOWN = [
  ...['id', 'code', 'name', 'level', 'town', 'type', 'status', 'closed', 'closed_out_on'],
  ...['proposal', 'zone', 'relation', 'decision', 'distance_m', 'not_checked'],
];

/** What fits on a screen. */
export const DRINKING_TABLE_COLUMNS: Column[] = DRINKING_COLUMNS.filter(({ key }) => SHOWN.includes(key));

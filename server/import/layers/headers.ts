/** Headers and units that several layers share. */
import { date, text } from '../field.ts';

/** Stored as millimetres. */
export const KM = 1_000_000;
/** Stored as millimetres. */
export const M = 1_000;
export const sourceId = text('source_id', ['编号', '序号编码', '源编号', '要素编号']);
export const riverName = ['河道名称', '河流名称', '河湖名称', '水体名称', '河名', '名称', 'HDMC', 'HLMC'];
export const riverKey = ['河道编码', '河流编码', '河道代码', '河湖编码', '河道编号', 'HDBM'];
/** The river a thing lies at, as written: a code, key or name. */
export const riverOf = text('river', [
  '所在河流',
  '所在河道',
  '所在水体',
  ...riverName.filter((name) => name !== '名称'),
  '河流',
  '河道',
  '水体',
  ...riverKey,
]);
/** Of when a layer is: boundaries of law change. */
export const layerDate = date('layer_date', ['图层日期', '数据日期', '制作日期', '更新日期', '成果日期']);

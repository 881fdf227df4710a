/** Headers and units that several layers share. */
import { text } from '../field.ts';

/** Stored as millimetres. */
export const KM = 1_000_000;
/** Stored as millimetres. */
export const M = 1_000;
export const sourceId = text('source_id', ['编号', '序号编码', '源编号', '要素编号']);
export const riverName = ['河道名称', '河流名称', '河湖名称', '水体名称', '河名', '名称', 'HDMC', 'HLMC'];
export const riverKey = ['河道编码', '河流编码', '河道代码', '河湖编码', '河道编号', 'HDBM'];

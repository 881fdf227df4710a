/** What lies between a discharger and its outfall. */
import { choice, type Layer, number, text } from '../field.ts';
import * as values from '../values.ts';
import { sourceId } from './headers.ts';

export const SEWER_LAYERS = {
  sewers: {
    table: 'sewer_pipe',
    geometry: 'line',
    unique: ['source_id'],
    fields: [
      { ...sourceId },
      choice('kind', values.SEWER_KIND, ['管道类型', '管线类型', '类型', '排水类型']),
      text('from_node', ['起点编号', '起点井号', '上游井号']),
      text('to_node', ['终点编号', '终点井号', '下游井号']),
      number('invert_up_m', ['起点管底高程', '上游管底标高', '起点管底标高'], { stored: 'float8' }),
      number('invert_down_m', ['终点管底高程', '下游管底标高', '终点管底标高'], { stored: 'float8' }),
      text('outfall', ['排放口编号', '所属排口', '排口编号']),
    ],
  },
  manholes: {
    table: 'manhole',
    geometry: 'point',
    unique: ['source_id'],
    fields: [
      { ...sourceId, headers: [...sourceId.headers, '井号', '检查井编号'] },
      text('kind', ['井类型', '类型', '附属物']),
    ],
  },
  dischargers: {
    table: 'discharger',
    geometry: 'point',
    unique: ['source_id'],
    fields: [
      { ...sourceId },
      text('name', ['单位名称', '企业名称', '排污单位', '排污单位名称', '名称']),
      text('credit_code', ['统一社会信用代码', '信用代码']),
      text('outfall', ['排污口编码', '排放口编号', '所属排口']),
    ],
  },
} as const satisfies Record<string, Layer>;

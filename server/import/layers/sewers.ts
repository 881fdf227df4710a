/** What lies between a discharger and its outfall. */
import { choice, type Layer, number, text } from '../field.ts';
import * as values from '../values.ts';
import { CONDUIT_KIND } from '../values-around.ts';
import { layerDate, sourceId } from './headers.ts';

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
      text('size', ['管径', '管径(mm)', '断面尺寸', '管径或断面尺寸', '规格']),
      text('material', ['材质', '管材', '管道材质']),
    ],
  },
  manholes: {
    table: 'manhole',
    geometry: 'point',
    unique: ['source_id'],
    fields: [
      { ...sourceId, headers: [...sourceId.headers, '井号', '检查井编号', 'manhole_id'] },
      text('kind', ['井类型', '类型', '附属物', 'node_type', 'manhole_type', 'type']),
      number('ground_m', ['地面高程', '井口高程', '地面标高', '井盖高程']),
      number('depth_m', ['井深', '井深(m)', '埋深'], { min: 0 }),
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
      text('permit', ['排污许可证编号', '排污许可证号', '许可证编号', '许可证号']),
      text('industry', ['行业类别', '行业', '所属行业']),
    ],
  },
  conduits: {
    table: 'conduit',
    geometry: 'line',
    unique: ['source_id'],
    fields: [
      { ...sourceId },
      text('name', ['通道名称', '排污通道', '排污通道名称', '名称']),
      choice('kind', CONDUIT_KIND, ['通道类型', '排污通道类型', '排污通道形式', '类型']),
      text('outfall', ['排污口编码', '排口编码', '排放口编号', '所属排口', '排口编号', 'outfall_code']),
      text('from_node', ['起点', '起点编号', '起点名称']),
      text('to_node', ['终点', '终点编号', '终点名称']),
    ],
  },
  'sewer-service-areas': {
    table: 'sewer_service_area',
    geometry: 'polygon',
    unique: ['source_id', 'key'],
    fields: [
      text('key', ['服务区编码', '纳管区编码', '片区编码']),
      { ...sourceId },
      text('name', ['服务区名称', '纳管区名称', '片区名称', '名称']),
      text('plant', ['污水处理厂', '污水处理厂名称', '所属污水处理厂', '收集去向']),
      layerDate,
    ],
  },
} as const satisfies Record<string, Layer>;

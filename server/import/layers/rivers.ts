/** Rivers as rulers, and the water that lies around them. */
import { choice, type Layer, number, text } from '../field.ts';
import * as values from '../values.ts';
import { KM, riverKey, riverName, sourceId } from './headers.ts';

const levelNames = ['河道等级', '管理等级', '河道级别', '管理级别', '级别'];
const lengthNames = ['河道长度', '长度', '河长', '岸线长度', '长度km', '长度(公里)', '河道长度(km)'];

export const RIVER_LAYERS = {
  rivers: {
    table: 'source_segment',
    geometry: 'line',
    unique: ['source_id'],
    fields: [
      text('key', [...riverKey, 'river_key'], { column: undefined }),
      { ...sourceId },
      text('code', ['国家编码', '水系编码'], { column: undefined }),
      text('name', [...riverName, 'river_name'], { column: undefined }),
      choice('level', values.LEVEL, levelNames, { column: undefined }),
      // a bare 河长 may be the length: map chief=河长 where it is the person
      text('chief', ['河长姓名', '责任河长', '河长名字', '湖长', '湖长姓名', '镇级河长', '村级河长'], {
        column: undefined,
      }),
      number('official_length_km', lengthNames, {
        column: undefined,
        scale: KM,
      }),
      text('from_node', ['起点节点', '上游节点', 'FromNode']),
      text('to_node', ['终点节点', '下游节点', 'ToNode']),
      choice('direction', values.DIRECTION, ['流向'], { stored: 'int4' }),
    ],
  },
  'water-bodies': {
    table: 'water_body',
    geometry: 'polygon',
    unique: ['source_id', 'key'],
    fields: [
      text('key', ['水体编码', '湖泊编码', '湖泊代码']),
      { ...sourceId },
      text('name', riverName),
      choice('kind', values.WATER_KIND, ['水体类型', '类型', '水体类别'], { required: true }),
      text('river', [...riverKey, 'river_key'], { column: 'river_key' }),
      choice('level', values.LEVEL, levelNames),
      number('official_length_km', lengthNames, { column: 'official_length_mm', scale: KM }),
    ],
  },
} as const satisfies Record<string, Layer>;

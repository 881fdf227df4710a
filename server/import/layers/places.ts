/** Who governs where, and what else lies around the water. */
import { type Layer, text } from '../field.ts';
import { sourceId } from './headers.ts';

export const PLACE_LAYERS = {
  towns: {
    table: 'town',
    geometry: 'polygon',
    unique: ['source_id', 'key'],
    fields: [
      text('key', ['街镇代码', '行政区划代码', '区划代码', '乡镇代码', '街镇编码', 'XZQDM']),
      { ...sourceId },
      text('name', ['街镇', '街镇名称', '乡镇', '乡镇名称', '行政区名称', '名称', 'XZQMC']),
    ],
  },
  parks: {
    table: 'park',
    geometry: 'polygon',
    unique: ['source_id'],
    fields: [{ ...sourceId }, text('name', ['园区名称', '工业园区', '名称'])],
  },
  venues: {
    table: 'venue',
    geometry: 'point',
    unique: ['source_id'],
    fields: [{ ...sourceId }, text('name', ['场馆名称', '名称'])],
  },
} as const satisfies Record<string, Layer>;

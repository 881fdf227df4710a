/** Who governs where, and what else lies around the water. */
import { choice, date, type Layer, number, text } from '../field.ts';
import { GOVERNMENT_LEVEL, RESIDENTIAL_KIND, SITE_KIND, SITE_STAGE, VENUE_KIND } from '../values-around.ts';
import { layerDate, sourceId } from './headers.ts';

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
    unique: ['source_id', 'key'],
    fields: [
      text('key', ['园区编码', '园区代码']),
      { ...sourceId },
      text('name', ['园区名称', '工业园区', '名称']),
      choice('level', GOVERNMENT_LEVEL, ['园区级别', '级别']),
      layerDate,
    ],
  },
  venues: {
    table: 'venue',
    geometry: 'point',
    unique: ['source_id', 'key'],
    fields: [
      text('key', ['场馆编码', '场馆代码']),
      { ...sourceId },
      text('name', ['场馆名称', '饭店名称', '名称']),
      choice('kind', VENUE_KIND, ['场馆类型', '类别', '类型']),
      date('deadline', ['完成时限', '整治时限', '截止日期']),
    ],
  },
  residential: {
    table: 'residential_area',
    geometry: 'polygon',
    unique: ['source_id', 'key'],
    fields: [
      text('key', ['小区编码', '小区代码', '村庄代码']),
      { ...sourceId },
      text('name', ['小区名称', '居住区名称', '村庄名称', '名称']),
      choice('kind', RESIDENTIAL_KIND, ['居住区类型', '类型']),
      number('population', ['人口', '常住人口', '人口数', '人口(人)'], { type: 'integer', stored: 'int4', min: 0 }),
    ],
  },
  sites: {
    table: 'site',
    geometry: 'point',
    unique: ['source_id', 'key'],
    fields: [
      text('key', ['场所编码', '设施编码', '工地编号']),
      { ...sourceId },
      text('name', ['场所名称', '设施名称', '工地名称', '项目名称', '名称']),
      choice('kind', SITE_KIND, ['场所类型', '设施类型', '类型', '类别'], { required: true }),
      choice('stage', SITE_STAGE, ['建设状态', '建设阶段', '状态']),
    ],
  },
} as const satisfies Record<string, Layer>;

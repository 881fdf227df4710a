/** What keeps the water in and where the sea begins; the basins all of it drains to. */
import { choice, type Layer, text } from '../field.ts';
import { BASIN_LEVEL, LEVEE_KIND, SEA_SIDE } from '../values-around.ts';
import { layerDate, riverOf, sourceId } from './headers.ts';

export const COAST_LAYERS = {
  coastline: {
    table: 'coastline',
    geometry: 'line',
    unique: ['source_id'],
    fields: [
      { ...sourceId },
      text('name', ['岸线名称', '海岸线名称', '岸段名称', '名称']),
      text('authority', ['批复机关', '批准机关', '发布机关']),
      choice('sea_side', SEA_SIDE, ['海侧', '海域侧', '临海侧'], { fallback: 'right' }),
      layerDate,
    ],
  },
  levees: {
    table: 'levee',
    geometry: 'line',
    unique: ['source_id', 'code'],
    fields: [
      text('code', ['堤防编码', '堤防代码', '工程编码']),
      { ...sourceId },
      text('name', ['堤防名称', '堤段名称', '工程名称', '名称']),
      choice('kind', LEVEE_KIND, ['堤防类型', '工程类型', '类型']),
      text('grade', ['堤防级别', '工程等级', '堤防等级', '防洪标准', '级别']),
      riverOf,
    ],
  },
  basins: {
    table: 'basin',
    geometry: 'polygon',
    unique: ['source_id', 'key'],
    fields: [
      text('key', ['流域编码', '流域代码', '水系代码', '分区代码']),
      { ...sourceId },
      text('name', ['流域名称', '水系名称', '流域', '分区名称', '名称']),
      choice('level', BASIN_LEVEL, ['流域级别', '流域等级', '分区级别', '级别'], { stored: 'int4' }),
    ],
  },
} as const satisfies Record<string, Layer>;

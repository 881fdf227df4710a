/** What the law says of places and of stretches of river. */
import { choice, date, type Layer, number, text } from '../field.ts';
import * as values from '../values.ts';
import { INTAKE_LEVEL } from '../values-around.ts';
import { layerDate, M, riverOf, sourceId } from './headers.ts';

/** Protection areas of drinking water are drawn in two parts (HJ 338). */
const ZONE_PART: values.Values = {
  land: ['陆域', '陆域保护区', '陆域范围', '陆'],
  water: ['水域', '水域保护区', '水域范围', '水'],
};
const zoneNames = ['保护区名称', '名称', '水源地名称'];
const validity = [date('valid_from', ['生效日期', '批复日期']), date('valid_to', ['失效日期', '废止日期'])];

/** The river by key, #id or a name that only one has; metres along its main route. A line may stand instead. */
const stretch = [
  { ...riverOf, headers: ['river_key', ...riverOf.headers], column: 'river_key' },
  number('from_m', ['起点里程', '起点桩号'], { column: 'from_mm', scale: M, min: 0, measure: true }),
  number('to_m', ['终点里程', '终点桩号'], { column: 'to_mm', scale: M, min: 0, measure: true }),
];

export const ZONE_LAYERS = {
  zones: {
    table: 'protected_zone',
    geometry: 'polygon',
    unique: ['source_id', 'key'],
    fields: [
      text('key', ['保护区编码', '保护区代码', '水源地编码']),
      { ...sourceId },
      text('name', zoneNames),
      choice('kind', values.ZONE_KIND, ['保护区类型', '类型'], { fallback: 'other', told: true }),
      choice('level', values.ZONE_LEVEL, ['保护区级别', '级别', '保护级别'], { open: true }),
      choice('source_level', INTAKE_LEVEL, ['水源地级别', '水源级别', '供水级别']),
      text('authority', ['批复机关', '主管部门']),
      text('document', ['批复文号', '批复文件', '划定文件', '文号']),
      layerDate,
      choice('part', ZONE_PART, ['陆域水域', '区域类型', '部分']),
      number('accuracy_m', ['精度', '边界精度'], { stored: 'float8', fallback: 2, min: 0 }),
      ...validity,
    ],
  },
  'function-zones': {
    table: 'water_function_zone',
    geometry: 'lines',
    geometryOptional: true,
    unique: ['source_id'],
    fields: [
      { ...sourceId },
      text('name', ['水功能区名称', '功能区名称', '名称']),
      ...stretch,
      choice('target_class', values.WATER_CLASS, ['水质目标', '目标类别'], { stored: 'int4', strict: true }),
      choice('measured_class', values.WATER_CLASS, ['现状水质', '水质现状', '现状类别'], { stored: 'int4' }),
    ],
  },
  'key-reaches': {
    table: 'key_reach',
    geometry: 'lines',
    geometryOptional: true,
    unique: ['source_id'],
    fields: [
      { ...sourceId },
      text('name', ['重点河段名称', '河段名称', '名称']),
      text('town', ['街镇', '街镇名称', '乡镇']),
      text('document', ['方案文号', '文号', '整治方案']),
      ...stretch,
    ],
  },
} as const satisfies Record<string, Layer>;

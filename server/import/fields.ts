/** The table of layers and fields: what an import can fill, under which headers registers keep it, and where it goes. */
import { choice, date, type Field, type Layer, number, text } from './field.ts';
import * as values from './values.ts';

const KM = 1_000_000; // millimetres
const M = 1_000;

const sourceId = text('source_id', ['编号', '序号编码', '源编号', '要素编号']);
const riverName = ['河道名称', '河流名称', '河湖名称', '水体名称', '河名', '名称', 'HDMC', 'HLMC'];
const riverKey = ['河道编码', '河流编码', '河道代码', '河湖编码', '河道编号', 'HDBM'];
const levelNames = ['河道等级', '管理等级', '河道级别', '管理级别', '级别'];
const lengthNames = ['河道长度', '长度', '河长', '岸线长度', '长度km', '长度(公里)', '河道长度(km)'];
const zoneNames = ['保护区名称', '名称', '水源地名称'];
const validity = [date('valid_from', ['生效日期', '批复日期']), date('valid_to', ['失效日期', '废止日期'])];
const survey = [
  choice('mode', values.MODE, ['排查方式', '排查类型', '水上水下', '作业方式', '方式'], { required: true }),
  text('method', ['排查手段', '方法', '设备', '排查方法']),
  text('crew', ['班组', '排查单位', '作业单位', '队伍', '排查人员', '小组']),
];

export const LAYERS = {
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
  outfalls: {
    table: 'outfall',
    geometry: 'point',
    unique: ['source_id', 'code', 'code_province'],
    fields: [
      { ...sourceId },
      text('code', ['排污口编码', '排口编码', '排污口代码', '国家级编码', '排污口编码：国家级', 'outlet_code']),
      text('code_province', ['省级编码', '排污口编码：省级', 'outlet_code_province']),
      text('name', ['排污口名称', '排口名称', '名称', 'outfall_name', 'outlet_name']),
      choice('type', values.OUTFALL_TYPE, ['排污口类型', '排口类型', '一级分类', '类型', '排污口分类']),
      text('subtype', ['二级分类', '排污口子类', '子类型', '三级分类']),
      choice('mouth_form', values.MOUTH_FORM, ['排口形式', '口门形式', '入河方式', '排放形式'], { open: true }),
      text('source_facility', ['污染源设施', '设施类型']),
      text('receiving_water', ['受纳水体', '受纳水体名称', '河道名称', '河流名称', '所在河流', '排入水体']),
      text('responsible_party', ['责任主体', '责任主体名称', '责任单位', '排污单位']),
      text('credit_code', ['统一社会信用代码', '信用代码', '社会信用代码']),
      choice('status', values.OUTFALL_STATUS, ['核实状态', '是否排污口', '排查结论'], { fallback: 'suspect' }),
      choice('flow_state', values.FLOW_STATE, ['排水状态', '排放状态', '有无水排放'], { open: true }),
      choice('handle_type', values.HANDLE_TYPE, ['整治类型', '整治方式', '整治措施']),
      choice('handle_stage', values.HANDLE_STAGE, ['整治状态', '整治进度', '整治阶段', '整治情况']),
      date('closed_out_on', ['销号日期', '销号时间']),
      date('surveyed_on', ['排查日期', '排查时间', '调查日期']),
    ],
  },
  tracks: {
    table: 'survey_track',
    geometry: 'line',
    unique: ['source_id'],
    fields: [
      text('track', ['轨迹编号', '轨迹', '轨迹名称', '航迹', 'name']),
      { ...sourceId },
      ...survey,
      date('date', ['排查日期', '日期', '作业日期']),
      text('campaign', ['批次', '任务', '年度任务']),
      number('seq', ['序号', '点序'], { column: undefined }),
      { name: 'time', type: 'time', headers: ['时间', '定位时间', '采集时间', 'timestamp'] },
    ],
  },
  surveys: {
    table: 'survey_record',
    geometry: 'none',
    unique: ['source_id'],
    fields: [
      { ...sourceId },
      text('river', [...riverKey, ...riverName, 'river_key', 'river_name'], { column: undefined, required: true }),
      text('town', ['街镇', '街镇名称', '乡镇'], { column: undefined }),
      number('from_m', ['起点里程', '起点桩号', '起始里程', '起点(m)', '起点'], { column: 'from_mm', scale: M }),
      number('to_m', ['终点里程', '终点桩号', '终止里程', '终点(m)', '终点'], { column: 'to_mm', scale: M }),
      choice('bank', values.BANK, ['岸别', '左右岸', '岸'], { fallback: 'both' }),
      ...survey,
      date('date', ['排查日期', '日期', '作业日期'], { required: true }),
    ],
  },
  zones: {
    table: 'protected_zone',
    geometry: 'polygon',
    unique: ['source_id', 'key'],
    fields: [
      text('key', ['保护区编码', '保护区代码', '水源地编码']),
      { ...sourceId },
      text('name', zoneNames),
      choice('kind', values.ZONE_KIND, ['保护区类型', '类型'], { fallback: 'other' }),
      choice('level', values.ZONE_LEVEL, ['保护区级别', '级别', '保护级别'], { open: true }),
      text('authority', ['批复机关', '主管部门']),
      number('accuracy_m', ['精度', '边界精度'], { stored: 'float8', fallback: 2 }),
      ...validity,
    ],
  },
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
  'function-zones': {
    table: 'water_function_zone',
    geometry: 'none',
    unique: ['source_id'],
    fields: [
      { ...sourceId },
      text('name', ['水功能区名称', '功能区名称', '名称']),
      text('river', [...riverKey, 'river_key'], { column: 'river_key', required: true }),
      number('from_m', ['起点里程', '起点桩号'], { column: 'from_mm', scale: M, required: true }),
      number('to_m', ['终点里程', '终点桩号'], { column: 'to_mm', scale: M, required: true }),
      choice('target_class', values.WATER_CLASS, ['水质目标', '目标类别'], { stored: 'int4' }),
      choice('measured_class', values.WATER_CLASS, ['现状水质', '水质现状', '现状类别'], { stored: 'int4' }),
    ],
  },
} as const satisfies Record<string, Layer>;

export type LayerName = keyof typeof LAYERS;

export const LAYER_NAMES = Object.keys(LAYERS) as LayerName[];

/** Columns that carry the position in files without geometry; x is east, y is north. */
export const POSITION: readonly Field[] = [
  number('lon', ['经度', '东经', 'longitude', 'lng', 'long'], { column: undefined }),
  number('lat', ['纬度', '北纬', 'latitude'], { column: undefined }),
  number('x', ['东坐标', 'easting', 'east', '横坐标', 'X坐标', '坐标X'], { column: undefined }),
  number('y', ['北坐标', 'northing', 'north', '纵坐标', 'Y坐标', '坐标Y'], { column: undefined }),
  text('wkt', ['geometry', 'the_geom', 'geom'], { column: undefined }),
];

/** The layer's description; widened, so that loops over fields see the optional members. */
export function layerOf(name: LayerName): Layer {
  return LAYERS[name];
}

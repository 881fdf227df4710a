/** The register of outfalls: what it is, where it drains to, who answers for it, how far its remediation is. */
import { choice, date, type Layer, text } from '../field.ts';
import * as values from '../values.ts';
import { sourceId } from './headers.ts';

export const OUTFALL_LAYERS = {
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
} as const satisfies Record<string, Layer>;

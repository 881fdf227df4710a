/** The register of outfalls: what it is, where it drains to, who answers for it, how far its remediation is. */
import { bool, choice, date, type Layer, text } from '../field.ts';
import { UNKNOWN } from '../values.ts';
import * as values from '../values-of-outfalls.ts';
import { sourceId } from './headers.ts';

export const OUTFALL_LAYERS = {
  outfalls: {
    table: 'outfall',
    geometry: 'point',
    unique: ['source_id', 'code', 'code_province'],
    fields: [
      // samples name outfalls by these headers (water-quality.ts); a register that has 编号 as well means that
      { ...sourceId, headers: [...sourceId.headers, '排污口编号', '排口编号'] },
      text('code', ['排污口编码', '排口编码', '排污口代码', '国家级编码', '排污口编码：国家级', 'outlet_code', '编码']),
      text('code_province', ['省级编码', '排污口编码：省级', 'outlet_code_province']),
      text('name', ['排污口名称', '排口名称', '名称', 'outfall_name', 'outlet_name']),
      choice('type', values.OUTFALL_TYPE, ['排污口类型', '排口类型', '一级分类', '类型', '排污口分类']),
      text('subtype', ['二级分类', '排污口子类', '子类型', '三级分类']),
      choice('mouth_form', values.MOUTH_FORM, ['排口形式', '口门形式', '入河方式', '排放形式'], { open: true }),
      choice('source_facility', values.SOURCE_FACILITY, ['污染源设施', '设施类型', '污染源类型', '来源设施'], {
        open: true,
      }),
      text('receiving_water', ['受纳水体', '受纳水体名称', '河道名称', '河流名称', '所在河流', '排入水体']),
      text('responsible_party', ['责任主体', '责任主体名称', '责任单位', '排污单位']),
      text('credit_code', ['统一社会信用代码', '信用代码', '社会信用代码']),
      choice('status', values.OUTFALL_STATUS, ['核实状态', '是否排污口', '排查结论'], {
        fallback: 'suspect',
        datedBy: 'status_on',
      }),
      date('status_on', ['核实日期', '核实时间', '确认日期', '确认时间']),
      choice('flow_state', values.FLOW_STATE, ['排水状态', '排放状态', '有无水排放'], {
        open: true,
        datedBy: 'flow_state_on',
      }),
      date('flow_state_on', ['排水状态日期', '排放状态日期', '排水状态时间']),
      bool('sampleable', ['是否具备采样条件', '具备采样条件', '采样条件', '是否可采样', '可否采样']),
      bool(
        'dry_weather_flow',
        ['晴天排水', '旱天排水', '是否晴天排水', '晴天是否排水', '旱天是否排水', '旱天污水直排'],
        {
          datedBy: 'dry_weather_flow_on',
        },
      ),
      date('dry_weather_flow_on', ['晴天排水日期', '旱天排水日期', '晴天排水发现日期', '晴天排水时间']),
      choice('trace_result', values.TRACE_RESULT, ['溯源结果', '溯源状态', '溯源情况', '是否溯源', '是否完成溯源'], {
        blank: values.NOT_TRACED,
        datedBy: 'traced_on',
      }),
      date('traced_on', ['溯源日期', '溯源时间', '溯源完成日期', '溯源完成时间']),
      choice('handle_type', values.HANDLE_TYPE, ['整治类型', '整治方式', '整治措施']),
      choice('handle_stage', values.HANDLE_STAGE, ['整治状态', '整治进度', '整治阶段', '整治情况'], {
        datedBy: 'handle_stage_on',
      }),
      date('handle_stage_on', ['整治状态日期', '整治完成日期', '整治完成时间', '完成整治时间', '完成时间']),
      date('closed_out_on', ['销号日期', '销号时间']),
      date('deadline', ['整治时限', '整治期限', '完成时限', '整治完成时限', '计划完成时间', '计划完成日期']),
      choice(
        'approval_status',
        values.APPROVAL_STATUS,
        ['审批状态', '设置审批状态', '审批情况', '审批登记情况', '审批/登记情况'],
        {
          blank: UNKNOWN,
        },
      ),
      text('permit_reference', ['排污许可证编号', '排污许可证号', '许可证编号', '审批文号', '批复文号', '登记编号']),
      bool('legacy', ['历史遗留', '是否历史遗留', '历史遗留问题', '是否历史遗留问题']),
      text('sign_name', ['标识牌名称', '标识牌排污口名称', '标牌名称']),
      text('sign_code', ['标识牌编码', '标识牌排污口编码', '标牌编码']),
      text('sign_category', ['标识牌类别', '标识牌排污口类型', '标牌类别']),
      text('sign_responsible_party', ['标识牌责任主体', '标牌责任主体']),
      text('sign_agency', ['监督管理单位', '监管单位', '标识牌监督管理单位', '监管部门']),
      text('sign_phone', ['监督电话', '标识牌监督电话', '监督举报电话']),
      date('surveyed_on', ['排查日期', '排查时间', '调查日期']),
    ],
  },
} as const satisfies Record<string, Layer>;

/** Values of the enumerated fields of outfalls, with the words registers write for them. */
import { UNKNOWN, type Values } from './values.ts';

export const OUTFALL_TYPE: Values = {
  industrial: ['工业排污口', '工业', '工业企业排污口', '工矿企业排污口', '工矿企业雨洪排口', 'GY'],
  urban_wwtp: [
    '城镇污水处理厂排污口',
    '城镇污水处理厂',
    '污水处理厂',
    '污水处理厂排污口',
    '城镇污水处理厂入河排污口',
    'wwtp',
  ],
  agricultural: ['农业排口', '农业', '农业排污口', '农业农村', 'NY', 'agriculture'],
  other: ['其他排口', '其他', '其它', '其他排污口', '城镇雨洪排口', '暂无法确定', 'QT'],
};

export const OUTFALL_STATUS: Values = {
  suspect: ['疑似', '疑似排口', '疑似排污口', '待核实', 'suspected'],
  confirmed: ['确认', '已确认', '核实', '已核实', '属实', '是'],
  rejected: ['排除', '已排除', '非排污口', '不属实', '否'],
};

export const HANDLE_TYPE: Values = {
  ban: ['依法取缔', '取缔', '取缔一批'],
  merge: ['清理合并', '合并', '合并一批'],
  standardize: ['规范整治', '规范', '规范一批', 'standardise'],
  no_action: ['无需整治', '无须整治', '不需整治'],
};

export const HANDLE_STAGE: Values = {
  not_started: ['未整治', '未开始', '待整治'],
  in_work: ['整治中', '正在整治', '在整治'],
  done: ['完成整治', '已整治', '已完成', '整治完成', '已销号'],
};

export const FLOW_STATE: Values = {
  flowing: ['排水', '有水', '有水排放', '有水流', '正在排水'],
  dry: ['无水', '无水排放', '无排水', '不排水'],
  standing: ['有死水', '死水', '积水'],
  shut: ['闸断', '关闭', '封堵'],
  uncertain: ['不确定', '未知', '无法确定'],
};

export const MOUTH_FORM: Values = {
  open_channel: ['明渠', '渠', '沟渠'],
  pipe: ['管道', '管', '暗管'],
  pump_station: ['泵站'],
  sluice: ['涵闸', '闸'],
  sluice_pump: ['闸泵联用', '闸泵'],
  box_culvert: ['箱涵', '涵洞'],
  other: ['其他', '其它'],
};

export const TRACE_RESULT: Values = {
  traced: ['已溯源', '溯源完成', '完成溯源', '已完成溯源', '已查明', '已完成', '是'],
  undeterminable: ['无法溯源', '无法确定', '难以溯源', '难以确定', '无法查明', '溯源不清'],
};

/** Not traced yet is not a result. */
export const NOT_TRACED = [...UNKNOWN, '未溯源', '待溯源', '溯源中', '正在溯源', '未完成', '否', 'not_traced'];

/** 审批, 登记 and 备案 are three regimes and stay apart. */
export const APPROVAL_STATUS: Values = {
  approved: ['已审批', '审批', '已批准', '已审核', '通过审批'],
  registered: ['已登记', '登记'],
  filed: ['已备案', '备案'],
  not_approved: ['未审批', '未批准', '未审核'],
  not_registered: ['未登记'],
  not_filed: ['未备案'],
};

/** Where the water comes from, besides the types; other words stay as written. */
export const SOURCE_FACILITY: Values = {
  construction_site: ['建筑工地', '工地', '建设工地', '在建工地', '施工工地'],
  road_service_area: ['公路服务区', '服务区', '高速公路服务区', '国省道服务区', '公路(服务区)', '公路'],
  port: ['港口码头', '港口', '码头'],
  riverside_works: ['临河交通工程', '交通工程'],
  residential_area: ['住宅小区', '居民小区', '小区', '住宅小区雨污混接'],
  park_green: ['公园绿地', '公园', '绿地'],
  recycling_station: ['可回收物点站场', '可回收物站', '可回收物', '再生资源回收站'],
  wet_waste_station: ['湿垃圾中转站', '垃圾中转站', '中转站'],
  landfill: ['垃圾填埋场', '填埋场'],
  medical: ['医疗机构', '医院', '卫生院'],
};

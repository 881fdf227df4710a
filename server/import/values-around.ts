/** Values of enumerated fields of what lies around the water: conduits, sections, intakes, coast, sites. */
import type { Values } from './values.ts';
import { SOURCE_FACILITY } from './values-of-outfalls.ts';

export const CONDUIT_KIND: Values = {
  pipe: ['管道', '管', '暗管', '排污管', '管线'],
  ditch: ['沟', '沟渠', '排水沟', '明沟'],
  channel: ['渠', '渠道', '明渠', '河道', '溪流'],
  culvert: ['涵', '涵洞', '箱涵', '管涵', '暗涵'],
  sluice: ['闸', '涵闸', '水闸', '闸门'],
  tunnel: ['隧洞', '隧道'],
};

/** Of monitoring sections and of parks: who assesses or approved them. */
export const GOVERNMENT_LEVEL: Values = {
  national: ['国控', '国考', '国家级', '国家', '国控断面', '国考断面'],
  provincial: ['省控', '省考', '省级', '省控断面', '省考断面'],
  municipal: ['市控', '市考', '市级', '地市级', '市控断面', '市考断面'],
  county: ['县控', '区控', '县级', '区级', '区县级', '县控断面', '区控断面', '县考', '区考'],
};

export const INTAKE_LEVEL: Values = {
  city: ['市级', '地级', '地市级', '地级市', '城市', '城市级'],
  county: ['县级', '区级', '区县级', '县(区)级', '县级以上'],
  township: ['乡镇级', '乡镇', '镇级', '乡级', '镇'],
  village: ['村级', '村', '农村', '农村级', '千吨万人'],
};

export const SAMPLE_KIND: Values = {
  quick: ['快检', '快速检测', '快速测定', '现场检测', '现场快检', '现场监测'],
  lab: ['实验室', '实验室检测', '实验室分析', '化验', '采样检测', '手工监测', 'laboratory'],
};

export const SEA_SIDE: Values = {
  left: ['左', '左侧', 'L'],
  right: ['右', '右侧', 'R'],
};

export const LEVEE_KIND: Values = {
  levee: ['堤防', '堤', '土堤', '海塘', '海堤', '圩堤', '大堤', 'dike', 'dyke', 'embankment'],
  flood_wall: ['防洪墙', '防汛墙', '挡墙'],
  revetment: ['护岸', '护坡'],
  other: ['其他', '其它'],
};

export const BASIN_LEVEL: Values = {
  '1': ['一级', '一级流域', '一级区', 'Ⅰ'],
  '2': ['二级', '二级流域', '二级区', 'Ⅱ'],
  '3': ['三级', '三级流域', '三级区', 'Ⅲ'],
  '4': ['四级', '四级流域', '四级区', 'Ⅳ'],
  '5': ['五级', '五级流域', '五级区', 'Ⅴ'],
};

export const RESIDENTIAL_KIND: Values = {
  estate: ['小区', '住宅小区', '居住小区', '城镇居住区', '城镇'],
  village: ['村', '村庄', '自然村', '农村居民点', '农村'],
  other: ['其他', '其它'],
};

export const VENUE_KIND: Values = {
  venue: ['场馆', '赛事场馆', '比赛场馆', '体育场馆', '训练场馆'],
  hotel: ['饭店', '接待饭店', '酒店', '宾馆'],
  other: ['其他', '其它'],
};

// housing is a layer of its own
const { residential_area: _, ...FACILITIES } = SOURCE_FACILITY;

/** Places that departments answer for by kind: the facilities that outfalls name, and what else may drain into the water. */
export const SITE_KIND: Values = {
  ...FACILITIES,
  wwtp: ['污水处理厂', '污水处理站', '污水处理设施', '农村污水处理设施'],
  livestock: ['畜禽养殖场', '畜禽养殖', '规模化畜禽养殖', '养殖场'],
  aquaculture: ['水产养殖', '水产养殖场', '养殖塘', '规模化水产养殖'],
  irrigation: ['灌区', '大中型灌区', '农田', '农田退水'],
  other: ['其他', '其它'],
};

export const SITE_STAGE: Values = {
  planned: ['待建', '拟建', '未开工'],
  in_work: ['在建', '施工中', '建设中'],
  done: ['已建', '建成', '已建成', '完工', '竣工'],
};

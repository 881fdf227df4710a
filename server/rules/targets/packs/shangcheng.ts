/** 杭州市上城区入河入海排污口排查整治实施方案, 一（二）目标任务 and 三（五）试点先行. One target is older than the plan (A4-2). */
import { COUNTY_SOURCES, NO_MEASURE, type TargetScope, target, unanswerable } from '../target.ts';

const IN_2023 = '完成全区工业企业、工业园区、亚运水环境质量保障核心水域范围内入河排污口和全区入海排污口整治';
const PILOT =
  '2023年8月底前，完成亚运赛事场馆、接待饭店等重点场所半径1公里内水体、县级以上集中式饮用水水源地内排污口的排查、溯源和整治';
const MAIN_WATERS = '钱塘江和运河的干流及重要支流';
const CORE_WATERS = '亚运水环境质量保障核心水域';

const scope = (kind: TargetScope['kind'], ...names: string[]): TargetScope => ({ kind, names, withinM: null });
const VENUES: TargetScope = { kind: 'venues', names: [], withinM: 1000 };
const COUNTY_DRINKING = scope('drinking_water', COUNTY_SOURCES);
const ALL = { threshold: 100 };
const REMEDIATED = { metric: 'remediated_count_percent', ...ALL } as const;
const SURVEYED = { metric: 'surveyed_length_percent', ...ALL } as const;
const TRACED = { metric: 'traced_count_percent', ...ALL } as const;
const PILOT_SAID = { clause: 'SC-12', words: PILOT, due: '2023-08-31' };
const SAID_2023 = { clause: 'SC-19', words: IN_2023, due: '2023-12-31' };

export const SHANGCHENG = [
  target('SC-2023-venues-surveyed', { ...PILOT_SAID, ...SURVEYED, scope: VENUES }),
  target('SC-2023-venues-traced', { ...PILOT_SAID, ...TRACED, scope: VENUES }),
  target('SC-2023-venues-remediated', { ...PILOT_SAID, ...REMEDIATED, scope: VENUES }),
  target('SC-2023-drinking-surveyed', { ...PILOT_SAID, ...SURVEYED, scope: COUNTY_DRINKING }),
  target('SC-2023-drinking-traced', { ...PILOT_SAID, ...TRACED, scope: COUNTY_DRINKING }),
  target('SC-2023-drinking-remediated', { ...PILOT_SAID, ...REMEDIATED, scope: COUNTY_DRINKING }),
  target('SC-2023-surveyed', {
    ...{ clause: 'SC-4', words: '完成所有排污口和城镇雨洪排口排查', due: '2023-12-31' },
    ...SURVEYED,
  }),
  target('SC-2023-industrial', {
    ...{ ...SAID_2023, ...REMEDIATED },
    outfalls: { types: ['industrial'], subtypes: [], dryWeather: false },
  }),
  target('SC-2023-parks', { ...SAID_2023, ...REMEDIATED, scope: scope('parks') }),
  target('SC-2023-core-waters', { ...SAID_2023, ...REMEDIATED, scope: scope('river_set', CORE_WATERS) }),
  target('SC-2023-sea', { ...SAID_2023, ...REMEDIATED, scope: scope('sea') }),
  target('SC-2024-main-waters', {
    ...{ clause: 'SC-19', words: `基本完成${MAIN_WATERS}排污口整治`, due: '2024-12-31', hedge: '基本完成' },
    ...{ metric: 'remediated_count_percent', scope: scope('river_set', MAIN_WATERS) },
  }),
  target('SC-2024-dry-weather', {
    ...{ clause: 'SC-13', words: '完成晴天排水的城镇雨洪排口整治', due: '2024-12-31', ...REMEDIATED },
    outfalls: { types: [], subtypes: ['urban_storm'], dryWeather: true },
  }),
  target('SC-2025-remediated', {
    ...{ clause: 'SC-19', words: '2025年底前，完成所有排污口整治', due: '2025-12-31' },
    ...REMEDIATED,
  }),
  unanswerable(
    'SC-2025-mechanism',
    { clause: 'SC-18', words: '实现排污口动态监管，建立权责清晰、管理规范的长效监管体系', due: '2025-12-31' },
    NO_MEASURE,
  ),
];

/** 南通市入江入海入河排污口监督管理工作方案, 二 工作目标. */
import { NO_MEASURE, type TargetScope, target, unanswerable } from '../target.ts';

const HUAI: TargetScope = { kind: 'basin', names: ['淮河流域', '淮河'], withinM: null };
const YANGTZE: TargetScope = { kind: 'rivers', names: ['长江'], withinM: null };
const SEA: TargetScope = { kind: 'sea', names: [], withinM: null };
const RIVER_AND_SEA = {
  clause: 'NT-2',
  words: '基本完成入江和入海现有排污口整治验收销号工作',
  due: '2023-12-31',
  hedge: '基本完成',
  metric: 'remediated_count_percent',
} as const;
const HUAI_2023 = {
  clause: 'NT-1',
  words: '完成淮河流域入河排污口监测、溯源和60%整治任务',
  due: '2023-12-31',
  scope: HUAI,
};

export const NANTONG = [
  target('NT-2023-yangtze', { ...RIVER_AND_SEA, scope: YANGTZE }),
  target('NT-2023-sea', { ...RIVER_AND_SEA, scope: SEA }),
  target('NT-2023-huai-monitored', { ...HUAI_2023, metric: 'monitored_count_percent', threshold: 100 }),
  target('NT-2023-huai-traced', { ...HUAI_2023, metric: 'traced_count_percent', threshold: 100 }),
  target('NT-2023-huai-remediated', { ...HUAI_2023, metric: 'remediated_count_percent', threshold: 60 }),
  unanswerable(
    'NT-2024-consolidated',
    { clause: 'NT-1', words: '持续巩固提升入江入海现有排污口整治成效', due: '2024-12-31' },
    NO_MEASURE,
  ),
  target('NT-2024-huai', {
    ...{ clause: 'NT-1', words: '力争完成淮河流域入河排污口所有排污口整治任务', due: '2024-12-31', hedge: '力争' },
    ...{ metric: 'remediated_count_percent', scope: HUAI },
  }),
  target('NT-2025-surveyed', {
    ...{ clause: 'NT-1', words: '完成全市所有排污口排查', due: '2025-12-31' },
    ...{ metric: 'surveyed_length_percent', threshold: 100 },
  }),
  unanswerable(
    'NT-2025-consolidated',
    {
      clause: 'NT-1',
      words: '持续巩固长江流域、淮河流域现有排污口及入海排污口整治成效，建立较为完善的排污口监督管理制度体系',
      due: '2025-12-31',
    },
    NO_MEASURE,
  ),
];

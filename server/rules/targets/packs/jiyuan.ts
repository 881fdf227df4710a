/** 济源产城融合示范区加强入河排污口监督管理工作方案, 二 目标任务. Percents are of outfalls, not of river (A4-4). */
import { NO_MEASURE, type TargetScope, target, unanswerable } from '../target.ts';

/** The plan does not list them: the district's own set of that name says which they are. */
const MAIN_WATERS: TargetScope = { kind: 'river_set', names: ['主要河流及重点湖库'], withinM: null };
const IN_2023 = '完成全域主要河流及重点湖库排污口排查，并完成80%溯源和30%整治任务';
const IN_2024 = '基本完成全域主要河流及重点湖库排污口溯源，完成70%整治任务';
const IN_2025 = '完成全域所有排污口排查，基本完成全域主要河流及重点湖库排污口整治';
const SAID_2023 = { clause: 'JY-2', words: IN_2023, due: '2023-12-31', scope: MAIN_WATERS };
const SAID_2024 = { clause: 'JY-2', words: IN_2024, due: '2024-12-31', scope: MAIN_WATERS };

export const JIYUAN = [
  target('JY-2023-surveyed', { ...SAID_2023, metric: 'surveyed_length_percent', threshold: 100 }),
  target('JY-2023-traced', { ...SAID_2023, metric: 'traced_count_percent', threshold: 80 }),
  target('JY-2023-remediated', { ...SAID_2023, metric: 'remediated_count_percent', threshold: 30 }),
  target('JY-2024-traced', { ...SAID_2024, metric: 'traced_count_percent', hedge: '基本完成' }),
  target('JY-2024-remediated', { ...SAID_2024, metric: 'remediated_count_percent', threshold: 70 }),
  target('JY-2025-surveyed', {
    ...{ clause: 'JY-2', words: IN_2025, due: '2025-12-31' },
    ...{ metric: 'surveyed_length_percent', threshold: 100 },
  }),
  target('JY-2025-remediated', {
    ...{ clause: 'JY-2', words: IN_2025, due: '2025-12-31', hedge: '基本完成' },
    ...{ metric: 'remediated_count_percent', scope: MAIN_WATERS },
  }),
  unanswerable(
    'JY-2025-system',
    {
      clause: 'JY-10',
      words:
        '建成技术体系科学、管理体系高效的入河排污口监督管理制度体系，初步建立入河排污口监督管理信息平台，实现排污口分类监管全覆盖',
      due: '2025-12-31',
    },
    NO_MEASURE,
  ),
];

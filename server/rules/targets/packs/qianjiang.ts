/** 黔江区入河排污口排查整治和监督管理工作方案, 一 总体要求, and what 二（二）5 wants without a day. */
import { NO_MEASURE, target, unanswerable } from '../target.ts';

const IN_2024 = '2024年完成境内流域所有排污口排查和开展整治工作';
const ALL_SURVEYED = { metric: 'surveyed_length_percent', threshold: 100 } as const;

export const QIANJIANG = [
  target('QJ-2023-apeng', {
    ...{ clause: 'QJ-1', words: '2023年完成阿蓬江干流排污口排查', due: '2023-12-31', ...ALL_SURVEYED },
    scope: { kind: 'rivers', names: ['阿蓬江'], withinM: null },
  }),
  target('QJ-2024-surveyed', { clause: 'QJ-1', words: IN_2024, due: '2024-12-31', ...ALL_SURVEYED }),
  target('QJ-2024-remediated', {
    ...{ clause: 'QJ-5', words: IN_2024, due: '2024-12-31', hedge: '开展' },
    metric: 'remediated_count_percent',
  }),
  target('QJ-2025-remediated', {
    ...{ clause: 'QJ-5', words: '2025年全面完成入河排污口整治任务', due: '2025-12-31' },
    ...{ metric: 'remediated_count_percent', threshold: 100 },
  }),
  unanswerable(
    'QJ-2025-mechanism',
    { clause: 'QJ-2', words: '建立健全科学、规范、高效的排污口全过程监督管理工作机制', due: '2025-12-31' },
    NO_MEASURE,
  ),
  unanswerable(
    'QJ-sewers',
    {
      clause: 'QJ-12',
      words: '基本解决城市建成区市政污水管网错接混接问题，基本消除生活污水直排口',
      due: null,
    },
    { zh: '方案没有期限，也没有给出“基本”的尺度', en: 'the plan names neither a day nor a measure of "basically"' },
  ),
];

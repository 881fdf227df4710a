/** 青浦区入河（湖）排污口排查整治专项行动工作方案, 七 工作进度安排, and its aim for the five years. */
import { NO_DOCUMENTS, NO_MEASURE, target, unanswerable } from '../target.ts';

const YEAR_2022 = { from: '2022-01-01', due: '2022-12-31' };
const YEAR_2023 = { from: '2023-01-01', due: '2023-12-31' };
const SURVEY_2022 = '完成全区所有河道的水上2507公里排口排查和水下1000公里排口排查';
const TRACE_2023 = '完成全区入河排污口监测、溯源工作';
const BY_2025 = '“十四五”期间，完成本区入河（湖）排污口的排查、监测、溯源工作';

export const QINGPU = [
  unanswerable(
    'QP-2022-plan',
    { clause: 'QP-16', words: '完成本区入河（湖）排污口排查整治专项行动工作方案制定', due: '2022-12-31' },
    NO_DOCUMENTS,
  ),
  unanswerable(
    'QP-2022-data',
    { clause: 'QP-6', words: '整合各部门提供的入河（湖）排污口相关资料', due: '2022-12-31' },
    NO_DOCUMENTS,
  ),
  target('QP-2022-above', {
    ...{ clause: 'QP-3', words: SURVEY_2022, ...YEAR_2022 },
    ...{ metric: 'above_water_ledger_km', threshold: 2507 },
  }),
  target('QP-2022-under', {
    ...{ clause: 'QP-3', words: SURVEY_2022, ...YEAR_2022 },
    ...{ metric: 'under_water_ledger_km', threshold: 1000 },
  }),
  target('QP-2022-traced', {
    ...{ clause: 'QP-4', words: '完成全区所有河道长度30%的排污口溯源工作', ...YEAR_2022 },
    ...{ metric: 'traced_length_percent', threshold: 30 },
  }),
  target('QP-2022-drinking', {
    ...{ clause: 'QP-5', words: '完成饮用水水源保护区内入河（湖）排污口整治工作', ...YEAR_2022 },
    ...{ metric: 'remediated_count_percent', threshold: 100 },
    scope: { kind: 'drinking_water', names: [], withinM: null },
  }),
  target('QP-2023-under', {
    ...{ clause: 'QP-3', words: '完成剩余河道的水下1507公里的排口排查', ...YEAR_2023 },
    ...{ metric: 'under_water_ledger_km', threshold: 1507, afterKm: 1000 },
  }),
  target('QP-2023-monitored', {
    ...{ clause: 'QP-4', words: TRACE_2023, ...YEAR_2023 },
    ...{ metric: 'monitored_count_percent', threshold: 100 },
  }),
  target('QP-2023-traced', {
    ...{ clause: 'QP-4', words: TRACE_2023, ...YEAR_2023 },
    ...{ metric: 'traced_count_percent', threshold: 100 },
  }),
  unanswerable(
    'QP-2023-plan',
    { clause: 'QP-16', words: '启动入河排污口整治方案编制工作', due: '2023-12-31' },
    NO_DOCUMENTS,
  ),
  unanswerable(
    'QP-2024-plan',
    { clause: 'QP-16', words: '完善并印发入河（湖）排污口整治方案，明确任务分工和时间节点', due: '2024-12-31' },
    NO_DOCUMENTS,
  ),
  unanswerable(
    'QP-2024-key-outfalls',
    {
      clause: 'QP-16',
      words: '各街镇（青浦工业园区）负责辖区内重点入河（湖）排污口整治工作',
      due: '2024-12-31',
    },
    {
      zh: '方案未指明哪些是重点排污口，登记簿也没有这一标记',
      en: 'the plan names no key outfalls, and the register has no such mark',
    },
  ),
  unanswerable(
    'QP-2024-key-reaches',
    { clause: 'QP-16', words: '制定辖区内重点河段的入河（湖）排污口整治方案', due: '2024-12-31' },
    NO_DOCUMENTS,
  ),
  target('QP-2025-remediated', {
    ...{ clause: 'QP-16', words: '持续推进入河（湖）排污口整治工作', due: '2025-12-31' },
    metric: 'remediated_count_percent',
  }),
  unanswerable('QP-2025-mechanism', { clause: 'QP-16', words: '健全长效管理机制', due: '2025-12-31' }, NO_MEASURE),
  target('QP-2025-surveyed', {
    ...{ clause: 'QP-1', words: BY_2025, due: '2025-12-31' },
    ...{ metric: 'surveyed_length_percent', threshold: 100 },
  }),
  target('QP-2025-monitored', {
    ...{ clause: 'QP-9', words: BY_2025, due: '2025-12-31' },
    ...{ metric: 'monitored_count_percent', threshold: 100 },
  }),
  target('QP-2025-traced', {
    ...{ clause: 'QP-10', words: BY_2025, due: '2025-12-31' },
    ...{ metric: 'traced_count_percent', threshold: 100 },
  }),
];

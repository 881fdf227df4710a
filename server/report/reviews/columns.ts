/** Columns of the review list. */
import type { Column } from '../report.ts';

export const REVIEW_COLUMNS: Column[] = [
  { key: 'id', zh: '事项', en: 'item' },
  { key: 'state', zh: '状态', en: 'state' },
  { key: 'outfall', zh: '排污口', en: 'outfall' },
  { key: 'code', zh: '编码', en: 'code' },
  { key: 'town', zh: '街镇', en: 'town' },
  { key: 'river', zh: '河道', en: 'river' },
  { key: 'consequence', zh: '影响', en: 'consequence' },
  { key: 'consequence_zone', zh: '相关保护区', en: 'its zone' },
  { key: 'consequence_m', zh: '距边界 m', en: 'to its boundary m', decimals: 3 },
  { key: 'reason_zh', zh: '原因', en: 'reason (zh)' },
  { key: 'reason_en', zh: '原因（英文）', en: 'reason' },
  { key: 'candidates', zh: '候选', en: 'candidates' },
  { key: 'zone', zh: '保护区', en: 'zone' },
  { key: 'level', zh: '级别', en: 'level' },
  { key: 'relation', zh: '关系', en: 'relation' },
  { key: 'distance_m', zh: '距该区边界 m', en: 'to the boundary m', decimals: 3 },
  { key: 'decision', zh: '决定', en: 'decision' },
  { key: 'decided_at', zh: '决定时间', en: 'decided at' },
];

/** For those who may know. */
export const REVIEWER_COLUMNS: Column[] = [
  { key: 'reviewer', zh: '核查人', en: 'reviewer' },
  { key: 'why', zh: '理由', en: 'why' },
];

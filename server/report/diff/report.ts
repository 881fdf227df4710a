/** The difference of two ledgers as a report: sums per group, or the stretches that changed with the sums before them. */
import type { Column, Report } from '../report.ts';
import {
  DIFF_SUMS,
  type DiffGroup,
  type DiffQuery,
  type DiffRange,
  type DiffRow,
  diffLines,
  diffRanges,
  diffRows,
} from './coverage-diff.ts';

const WORDS: Record<(typeof DIFF_SUMS)[number], { zh: string; en: string }> = {
  from_length: { zh: '前 河道长度', en: 'river length before' },
  to_length: { zh: '后 河道长度', en: 'river length after' },
  from_covered: { zh: '前 已排查', en: 'covered before' },
  to_covered: { zh: '后 已排查', en: 'covered after' },
  newly_covered: { zh: '新增排查', en: 'newly covered' },
  lost: { zh: '减少排查', en: 'lost' },
  from_duplicate: { zh: '前 重复', en: 'duplicate before' },
  to_duplicate: { zh: '后 重复', en: 'duplicate after' },
  newly_repeated: { zh: '新增重复', en: 'newly repeated' },
  no_longer_repeated: { zh: '不再重复', en: 'no longer repeated' },
  added: { zh: '新增河道', en: 'river added' },
  added_covered: { zh: '其中已排查', en: 'of it covered' },
  removed: { zh: '减少河道', en: 'river removed' },
  removed_covered: { zh: '其中曾排查', en: 'of it had been covered' },
};

export const DIFF_COLUMNS: Column[] = [
  { key: 'key', zh: '编号', en: 'key' },
  { key: 'name', zh: '名称', en: 'name' },
  { key: 'mode', zh: '方式', en: 'mode' },
  ...DIFF_SUMS.map((name) => ({
    key: `${name}_km`,
    zh: `${WORDS[name].zh} km`,
    en: `${WORDS[name].en} km`,
    decimals: 6,
  })),
];

export const DIFF_RANGE_COLUMNS: Column[] = [
  { key: 'river', zh: '河道', en: 'river' },
  { key: 'route', zh: '线路', en: 'route' },
  { key: 'mode', zh: '方式', en: 'mode' },
  { key: 'town', zh: '街镇', en: 'town' },
  { key: 'change', zh: '变化', en: 'change' },
  { key: 'from_state', zh: '前 状态', en: 'state before' },
  { key: 'to_state', zh: '后 状态', en: 'state after' },
  { key: 'from_m', zh: '起 m', en: 'from m', decimals: 3 },
  { key: 'to_m', zh: '止 m', en: 'to m', decimals: 3 },
  { key: 'length_m', zh: '长度 m', en: 'length m', decimals: 3 },
];

const TITLE = { zh: '覆盖变化', en: 'Change of coverage' };
/** Of another name than the sums: each is a sheet of a workbook. */
const RANGES_TITLE = { zh: '覆盖变化河段', en: 'Stretches whose coverage changed' };
const plain = (rows: readonly (DiffRow | DiffRange)[]) => rows.map((row) => ({ ...row }));

/** `notes`: what stands under the report besides what each ledger is. */
export function diffReport(
  query: DiffQuery,
  { group, ranges, notes }: { group: DiffGroup; ranges?: boolean; notes: readonly string[] },
): Report {
  const sums = { title: TITLE, columns: DIFF_COLUMNS, rows: plain(diffRows(query, group)) };
  const all = [...notes, ...RECONCILED];
  if (!ranges) return { ...sums, notes: all };
  const rows = plain(diffRanges(query));
  return {
    title: RANGES_TITLE,
    columns: DIFF_RANGE_COLUMNS,
    rows,
    notes: all,
    lead: sums,
    geometries: () => diffLines(query),
  };
}

const RECONCILED = [
  '后 = 前 + 新增 − 减少（河道增减的已排查另列） · after = before + new − lost, with what river added or removed had covered apart',
];

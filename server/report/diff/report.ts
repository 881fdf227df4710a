/** The difference of two ledgers as a report: sums per group, or the stretches that changed with the sums before them. */

import type { State } from '../../engine/coverage/states.ts';
import { MODE } from '../columns.ts';
import type { Column, Report } from '../report.ts';
import type { Change } from './changes.ts';
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
import { pairRoutes, redrawnRivers } from './route-pieces.ts';

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
  redrawn_from: { zh: '改绘前线长', en: 'redrawn, line before' },
  redrawn_to: { zh: '改绘后线长', en: 'redrawn, line after' },
  redrawn_gap: { zh: '改绘：缺口增减', en: 'redrawn, change of gap' },
  redrawn_bridged: { zh: '改绘：桥接增减', en: 'redrawn, change of bridged' },
  redrawn_once: { zh: '改绘：排查一次增减', en: 'redrawn, change of once' },
  redrawn_repeated: { zh: '改绘：重复增减', en: 'redrawn, change of repeated' },
};

export const DIFF_COLUMNS: Column[] = [
  { key: 'key', zh: '编号', en: 'key' },
  { key: 'name', zh: '名称', en: 'name' },
  MODE,
  ...DIFF_SUMS.map((name) => ({
    key: `${name}_km`,
    zh: `${WORDS[name].zh} km`,
    en: `${WORDS[name].en} km`,
    decimals: 6,
  })),
];

const CHANGE_WORDS: Record<Change, string> = {
  redrawn_from: '改绘前的线',
  redrawn_to: '改绘后的线',
  added: '新增河道',
  removed: '减少河道',
  newly_covered: '新增排查',
  lost: '减少排查',
  newly_repeated: '新增重复',
  no_longer_repeated: '不再重复',
  measured: '由桥接变为实测',
  bridged: '由实测变为桥接',
};

const STATE_WORDS: Record<State, string> = { gap: '缺口', bridged: '桥接', once: '排查一次', repeated: '重复' };

export const DIFF_RANGE_COLUMNS: Column[] = [
  { key: 'river', zh: '河道', en: 'river' },
  { key: 'route', zh: '线路', en: 'route' },
  MODE,
  { key: 'town', zh: '街镇', en: 'town' },
  { key: 'change', zh: '变化', en: 'change', words: CHANGE_WORDS },
  { key: 'from_state', zh: '前 状态', en: 'state before', words: STATE_WORDS },
  { key: 'to_state', zh: '后 状态', en: 'state after', words: STATE_WORDS },
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
  const all = [...notes, ...redrawnNotes(query), ...RECONCILED];
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
  '后 = 前 + 新增 − 减少（河道增减、改绘的另列） · after = before + new − lost, with what river added, removed or redrawn had covered apart',
];

const RIVERS_NAMED = 20;

/** Which rivers were redrawn; by river, the sums say what that changed. */
function redrawnNotes({ from, to }: DiffQuery): string[] {
  const [was, is] = [from.snapshot.rulers, to.snapshot.rulers];
  const rivers = [...redrawnRivers(was, is, pairRoutes(was, is))];
  if (rivers.length === 0) return [];
  const names = rivers.slice(0, RIVERS_NAMED).map((id) => {
    const { key, name } = to.snapshot.rivers.get(id)!;
    return name === null ? key : `${name} (${key})`;
  });
  const more = rivers.length > RIVERS_NAMED ? ' …' : '';
  return [
    `改绘的河道 ${rivers.length} 条：${names.join('、')}${more}（逐河增减：按河道分组） · rivers redrawn: ${rivers.length} (group by river for each)`,
  ];
}

/** What an import prints for people: the summary of a batch. */
import type { Issue, IssueCode } from '../import/issues.ts';
import type { BatchReport } from '../import/request.ts';
import { trackLines } from './track-lines.ts';

const ISSUES_SHOWN = 20; // rows of a terminal; --format json and `atlas batches show` have all

/** Counts, coordinate system, mapping, and the first issues. */
export function batchReport(batch: BatchReport): string {
  const title = batch.dry_run ? '试运行 dry run, nothing kept' : `批次 batch ${batch.id}`;
  const { rows_read, rows_new, rows_changed, rows_same, rows_rejected } = batch;
  const lines = [
    `${title} · ${batch.district} · ${batch.layer} · ${batch.file_name}`,
    `读取 read ${rows_read} · 新增 new ${rows_new} · 变更 changed ${rows_changed} · 相同 same ${rows_same} · 拒绝 rejected ${rows_rejected}`,
    ...crsLines(batch),
    `映射 mapping ${
      Object.entries(batch.mapping)
        .map(([field, column]) => `${field}=${column}`)
        .join(', ') || '—'
    }`,
    ...leftLines(batch),
    ...(batch.profile === null ? [] : [`方案 profile ${batch.profile}`]),
    ...trackLines(batch.tracks),
    ...movedLines(batch.issues, 0),
    ...issueLines(batch),
  ];
  return `${lines.join('\n')}\n`;
}

const COLUMNS_SHOWN = 40; // of a terminal

/** What of the file went nowhere, and how to change that. */
export function leftLines({ columns_left }: Pick<BatchReport, 'columns_left'>): string[] {
  if (!columns_left?.length) return [];
  const more = columns_left.length - COLUMNS_SHOWN;
  const shown = columns_left.slice(0, COLUMNS_SHOWN).join(', ');
  return [`未用的列 columns not taken: ${shown}${more > 0 ? `, … ${more} more` : ''}（--map field=COLUMN 可指定）`];
}

export function crsLines({
  crs,
  crs_note,
  crs_note_zh,
}: Pick<BatchReport, `crs${'' | '_note' | '_note_zh'}`>): string[] {
  if (crs === null) return [];
  return [`坐标系 crs ${crs.slice(0, 100)}${crs_note ? ` · ${crs_note_zh} ${crs_note}` : ''}`];
}

/** What a redrawn river, or other edges of a town, did to recorded things, and to what tracks cover: a line of counts, then each. */
export function movedLines(issues: readonly Issue[], shown = ISSUES_SHOWN): string[] {
  return [
    ...linesOf(issues, { moved: 'reanchored', lost: 'anchor_lost' }, shown, (moved, lost) => {
      return `改线 redrawn: 落位 placed anew ${moved} · 失位 lost ${lost}`;
    }),
    ...linesOf(issues, { moved: 'town_recut', lost: 'town_lost' }, shown, (moved, lost) => {
      return `街镇界线 town edges: 记录重新计算 survey rows computed anew ${moved} · 减少 covering less ${lost}`;
    }),
    ...linesOf(issues, { moved: 'tracks_reanchored', lost: 'tracks_lost' }, shown, (moved, lost) => {
      return `轨迹覆盖的河道 rivers with tracks: 重新计算 computed anew ${moved} · 减少，其他河道也没有增加这么多 covered less, without as much more on other rivers ${lost}`;
    }),
  ];
}

function linesOf(
  issues: readonly Issue[],
  codes: Record<'moved' | 'lost', IssueCode>,
  shown: number,
  counts: (moved: number, lost: number) => string,
): string[] {
  const said = issues.filter(({ code }) => code === codes.moved || code === codes.lost);
  if (said.length === 0) return [];
  const lost = said.filter(({ code }) => code === codes.lost).length;
  const more = said.length - shown;
  return [
    counts(said.length - lost, lost),
    ...said.slice(0, shown).map(issueLine),
    ...(shown > 0 && more > 0 ? [`  … ${more} more`] : []),
  ];
}

function issueLines({ issues, issues_by_code }: BatchReport): string[] {
  if (issues.length === 0) return ['问题 issues 0'];
  const codes = Object.entries(issues_by_code).map(([code, n]) => `${code} ${n}`);
  const more = issues.length - ISSUES_SHOWN;
  return [
    `问题 issues ${issues.length}: ${codes.join(', ')}`,
    ...issues.slice(0, ISSUES_SHOWN).map(issueLine),
    ...(more > 0 ? [`  … ${more} more: atlas batches show, or --format json`] : []),
  ];
}

function issueLine({ row, severity, code, field, value, reason_zh, reason_en }: Issue): string {
  const where = row === null ? '' : `行 row ${row} `;
  const what = [field, value].filter((part) => part !== null).join('=');
  return `  ${where}${severity} ${code}${what ? ` (${what})` : ''}: ${reason_zh} / ${reason_en}`;
}

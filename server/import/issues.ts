/** The codes of everything that can be wrong with a row, and the sentences that say so. */
import type { LayerName } from './fields.ts';
import { issueField } from './issue-fields.ts';
import type { IssueText } from './issue-text.ts';
import { CELLS } from './issues/cells.ts';
import { FILES } from './issues/files.ts';
import { PLACES } from './issues/places.ts';
import { REACHES } from './issues/reaches.ts';
import { STATES } from './issues/states.ts';
import type { RowPart } from './request.ts';
import { ownText } from './text-held.ts';

/** Codes are stable: scripts depend on them. */
export const ISSUES = { ...PLACES, ...CELLS, ...FILES, ...STATES, ...REACHES };

export type IssueCode = keyof typeof ISSUES;

/** One thing wrong with one row; stored with the batch. */
export interface Issue {
  severity: 'error' | 'warning';
  code: IssueCode;
  /** Null when the file as a whole is meant. */
  row: number | null;
  field: string | null;
  value: string | null;
  reason_zh: string;
  reason_en: string;
  /** The row as read, so that it can be mended; null for warnings, but for those of things that moved: what was where. */
  original: Record<string, unknown> | null;
}

export interface IssueAt {
  row: number | null;
  field?: string;
  /** Whose field that is; fields of some names are called differently in each. */
  layer?: LayerName;
  value?: unknown;
  /** Fills `{detail}`; a pair where the languages differ. */
  detail?: string | { zh: string; en: string };
  original?: Record<string, unknown>;
  /** Which thing of a wide row is meant. */
  part?: RowPart;
}

const VALUE_LIMIT = 200; // characters of a cell worth repeating in a sentence

/** The issue with its sentences filled in. */
export function issue(code: IssueCode, at: IssueAt): Issue {
  const text: IssueText = ISSUES[code];
  const value = at.value === undefined || at.value === null ? null : ownText(String(at.value).slice(0, VALUE_LIMIT));
  const detail =
    typeof at.detail === 'object' ? at.detail : { zh: ownText(at.detail ?? ''), en: ownText(at.detail ?? '') };
  const called = issueField(at.field ?? '', at.layer);
  const fill = (sentence: string, language: 'zh' | 'en') =>
    sentence
      .replace('{value}', () => value ?? '')
      .replaceAll('{field}', () => called[language])
      .replaceAll('{name}', () => at.field ?? '')
      .replace('{detail}', () => detail[language]);
  return {
    severity: text.severity,
    code,
    row: at.row,
    field: at.field ?? null,
    value,
    reason_zh: fill(text.zh, 'zh') + (at.part ? `（该行第 ${at.part.n} 组：${at.part.column}）` : ''),
    reason_en: fill(text.en, 'en') + (at.part ? ` (part ${at.part.n} of the row: ${at.part.column})` : ''),
    original: text.severity === 'error' ? (at.original ?? null) : null,
  };
}

/** How often each code occurs, most frequent first. */
export function countByCode(issues: readonly Issue[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of issues) counts.set(code, (counts.get(code) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
}

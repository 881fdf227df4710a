/** How far two tables that should be one are apart. */
import type { Difference } from './checks.ts';

export interface RowColumns {
  /** Must be equal; where they are not, the row counts as wholly different. */
  same: readonly string[];
  /** Numbers whose difference counts. */
  close: readonly string[];
  /** From the columns' unit to the check's. */
  factor: number;
}

/** What a row that is missing, or is another row, differs by: more than any tolerance. */
const WHOLLY = Number.MAX_SAFE_INTEGER;

/** Compares row by row, in order. */
export function rowDifference(ours: readonly object[], theirs: readonly object[], columns: RowColumns): Difference {
  let difference = ours.length === theirs.length ? 0 : WHOLLY;
  for (let i = 0; i < Math.min(ours.length, theirs.length); i++)
    difference = Math.max(difference, apart(ours[i] as Row, theirs[i] as Row, columns));
  return { compared: ours.length, difference };
}

export function largest(differences: readonly Difference[]): Difference {
  return {
    compared: differences.reduce((sum, { compared }) => sum + compared, 0),
    difference: differences.reduce((most, { difference }) => Math.max(most, difference), 0),
  };
}

type Row = Record<string, unknown>;

function apart(ours: Row, theirs: Row, { same, close, factor }: RowColumns): number {
  if (same.some((column) => ours[column] !== theirs[column])) return WHOLLY;
  let most = 0;
  for (const column of close) {
    const [a, b] = [ours[column], theirs[column]];
    if (a === null && b === null) continue;
    if (typeof a !== 'number' || typeof b !== 'number') return WHOLLY;
    most = Math.max(most, Math.abs(Math.round(a * factor) - Math.round(b * factor)));
  }
  return most;
}

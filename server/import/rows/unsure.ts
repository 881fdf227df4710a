/** Fixes whose receiver itself says that it does not know where it is. */
import { type Issue, issue } from '../issues.ts';
import type { SourceRow } from '../request.ts';
import type { Mapping } from './mapping.ts';

/** What a receiver says of a fix; NaN where it says nothing. */
export interface Sureness {
  /** Horizontal dilution of precision; times 5 m, a common receiver's error, it is metres. */
  hdop: number;
  accuracyM: number;
  satellites: number;
}

const WORST_HDOP = 5;
/** As far as a chord may be from a line. */
const WORST_ACCURACY_M = 25;
const FEWEST_SATELLITES = 4;

/** Such a fix would make a survey of another water, or of none: it is left out, and counted. */
export function isUnsure({ hdop, accuracyM, satellites }: Sureness): boolean {
  return hdop > WORST_HDOP || accuracyM > WORST_ACCURACY_M || satellites < FEWEST_SATELLITES;
}

/** How many of the track's fixes were left out; none where all were sure. */
export function unsureIssues(track: SourceRow, mapping: Mapping): Issue[] {
  const { row, unsure } = track;
  return unsure ? [issue('fixes_unsure', { row, value: unsure, detail: nameOf(track, mapping) })] : [];
}

/** How many of its fixes stand in the table after later ones. */
export function sortedIssues(track: SourceRow, mapping: Mapping): Issue[] {
  const { row, sorted } = track;
  return sorted ? [issue('fixes_sorted', { row, value: sorted, detail: nameOf(track, mapping) })] : [];
}

/** The track's name, else its number, or its row where it has none. */
export function nameOf({ row, properties }: SourceRow, { named }: Mapping): Record<'zh' | 'en', string> {
  const [track, sourceId] = [named.track, named.source_id].map((column) =>
    String((column === undefined ? null : properties[column]) ?? '').trim(),
  );
  const name = track || sourceId;
  return name === '' ? { zh: `（第 ${row} 行）`, en: `of row ${row}` } : { zh: `“${name}”`, en: `"${name}"` };
}

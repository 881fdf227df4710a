/** Copies of a track under another name: they are one survey and are kept out, so that nothing is counted twice. */
import { createHash } from 'node:crypto';
import { layerOf } from '../fields.ts';
import { type Issue, issue } from '../issues.ts';
import type { Writing } from '../load.ts';
import type { ReadyRow } from '../rows/convert.ts';
import { originalOf } from '../rows/original.ts';
import { isTimed } from './layer-rows.ts';

const AT = Object.fromEntries(layerOf('tracks').fields.map(({ name }, i) => [name, i])) as Record<string, number>;

/**
 * What makes two tracks one survey, in SQL; equal to printOf: the mode, and the fixes with their times. Lines without times
 * may be drawn over the river's own line on any day by anybody, so there day and crew count too.
 */
const PRINT = `mode || '|' || case when has_time then '' else concat(date, '|', crew) end || '|' || md5(st_asbinary(line_m))`;

interface Known {
  print: string;
  name: string;
  track: string | null;
  sourceId: string | null;
}

/** One pass over the rows of a file. */
export class TrackCopies {
  private readonly seen = new Map<string, string>();

  /** The rows that are no copy of an earlier row of the file or of another track of the register. */
  async without(writing: Writing, rows: ReadyRow[]): Promise<{ rows: ReadyRow[]; issues: Issue[] }> {
    const prints = rows.map((row) => (row.shapes.length === 1 ? printOf(row) : null));
    const known = await knownTracks(writing, prints);
    const issues: Issue[] = [];
    const kept = rows.filter((row, i) => {
      const of = prints[i] === null ? undefined : this.originalOf(row, prints[i], known.get(prints[i]) ?? []);
      if (of === undefined) return true;
      const original = originalOf(row.properties, row.geometry);
      issues.push(issue('duplicate_track', { row: row.row, detail: of, original }));
      return false;
    });
    return { rows: kept, issues };
  }

  /** The name of the track that a row is a copy of; a row that a later file brings again is that track itself. */
  private originalOf(row: ReadyRow, print: string, known: readonly Known[]): string | undefined {
    const before = this.seen.get(print);
    if (before !== undefined) return before;
    this.seen.set(print, String(row.values[AT.track] ?? `#${row.row}`));
    return known.some((track) => isSame(row, track)) ? undefined : known[0]?.name;
  }
}

/** As match.ts finds rows again: by source_id where both have one, else by name. */
function isSame({ values }: ReadyRow, { track, sourceId }: Known): boolean {
  const own = values[AT.source_id];
  return own !== null && sourceId !== null ? String(own) === sourceId : values[AT.track] === track;
}

function printOf(row: ReadyRow): string {
  const { values, shapes, times } = row;
  const timed = isTimed(row);
  const day = timed ? '' : `${values[AT.date] ?? ''}|${values[AT.crew] ?? ''}`;
  const { plane } = shapes[0];
  const bytes = Buffer.alloc(9 + 12 * plane.length); // 24 bytes a vertex: x, y and m
  bytes.writeUInt8(1, 0);
  bytes.writeUInt32LE(WKB_LINE_M, 1);
  bytes.writeUInt32LE(plane.length / 2, 5);
  for (let v = 0; v < plane.length / 2; v++) {
    bytes.writeDoubleLE(plane[2 * v], 9 + 24 * v);
    bytes.writeDoubleLE(plane[2 * v + 1], 17 + 24 * v);
    bytes.writeDoubleLE(timed ? times![v] : 0, 25 + 24 * v);
  }
  return `${values[AT.mode]}|${day}|${createHash('md5').update(bytes).digest('hex')}`;
}

const WKB_LINE_M = 2002; // OGC 06-103r4

/** Tracks of the register by print. */
async function knownTracks(
  { tx, district }: Writing,
  prints: readonly (string | null)[],
): Promise<Map<string, Known[]>> {
  const found = await tx.query<Known>(
    `select print, name, track, "sourceId"
       from (select ${PRINT} as print, coalesce(track, '#' || id) as name, track, source_id as "sourceId", id
               from register.survey_track where district = $1) as t
      where print = any ($2) order by id`,
    [district, prints.filter((print) => print !== null)],
  );
  const byPrint = new Map<string, Known[]>();
  for (const track of found) byPrint.set(track.print, [...(byPrint.get(track.print) ?? []), track]);
  return byPrint;
}

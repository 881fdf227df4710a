/** Copies of a track under another name: they are one survey and are kept out, so that nothing is counted twice. */
import { createHash } from 'node:crypto';
import { layerOf } from '../fields.ts';
import { type Issue, issue } from '../issues.ts';
import type { Writing } from '../load.ts';
import type { ReadyRow } from '../rows/convert.ts';
import { originalOf } from '../rows/original.ts';
import { isTimed } from './layer-rows.ts';
import { type Known, type TimedTrack, TimedTracks, timedCopies } from './timed-copies.ts';

const AT = Object.fromEntries(layerOf('tracks').fields.map(({ name }, i) => [name, i])) as Record<string, number>;

/**
 * What makes two lines without times one survey, in SQL; equal to printOf. They may be drawn over the river's own line on any
 * day by anybody, so day and crew count as well as mode and vertices.
 */
const PRINT = `concat(mode, '|', date, '|', crew, '|', md5(st_asbinary(line_m)))`;

/** One pass over the rows of a file. */
export class TrackCopies {
  private readonly drawn = new Map<string, string>();
  private readonly timed = new TimedTracks();

  /** The rows that are no copy of an earlier row of the file or of another track of the register. */
  async without(writing: Writing, rows: ReadyRow[]): Promise<{ rows: ReadyRow[]; issues: Issue[] }> {
    const known = await knownTracks(writing, rows);
    const issues: Issue[] = [];
    const kept = rows.filter((row) => {
      const of = this.originalOf(row, known.get(row) ?? []);
      if (of === undefined) return true;
      const original = originalOf(row.properties, row.geometry);
      issues.push(issue('duplicate_track', { row: row.row, detail: of, original }));
      return false;
    });
    return { rows: kept, issues };
  }

  /** The name of the track that a row is a copy of; a row that a later file brings again is that track itself. */
  private originalOf(row: ReadyRow, known: readonly Known[]): string | undefined {
    if (row.shapes.length !== 1) return undefined;
    const before = this.seenBefore(row, String(row.values[AT.track] ?? `#${row.row}`));
    if (before !== undefined) return before;
    return known.some((track) => isSame(row, track)) ? undefined : known[0]?.name;
  }

  private seenBefore(row: ReadyRow, name: string): string | undefined {
    if (isTimed(row)) {
      const track = timedTrack(row);
      const before = this.timed.find(track);
      if (before === undefined) this.timed.add(track, name);
      return before;
    }
    const print = printOf(row);
    const before = this.drawn.get(print);
    if (before === undefined) this.drawn.set(print, name);
    return before;
  }
}

/** As match.ts finds rows again: by source_id where both have one, else by name. */
function isSame({ values }: ReadyRow, { track, sourceId }: Known): boolean {
  const own = values[AT.source_id];
  return own !== null && sourceId !== null ? String(own) === sourceId : values[AT.track] === track;
}

function timedTrack({ values, times, shapes }: ReadyRow): TimedTrack {
  return { mode: String(values[AT.mode]), times: times!, plane: shapes[0].plane };
}

function printOf({ values, shapes }: ReadyRow): string {
  const { plane } = shapes[0];
  const bytes = Buffer.alloc(9 + 12 * plane.length); // 24 bytes a vertex: x, y and m, which is 0
  bytes.writeUInt8(1, 0);
  bytes.writeUInt32LE(WKB_LINE_M, 1);
  bytes.writeUInt32LE(plane.length / 2, 5);
  for (let v = 0; v < plane.length / 2; v++) {
    bytes.writeDoubleLE(plane[2 * v], 9 + 24 * v);
    bytes.writeDoubleLE(plane[2 * v + 1], 17 + 24 * v);
  }
  const digest = createHash('md5').update(bytes).digest('hex');
  return `${values[AT.mode]}|${values[AT.date] ?? ''}|${values[AT.crew] ?? ''}|${digest}`;
}

const WKB_LINE_M = 2002; // OGC 06-103r4

/** Tracks of the register that rows are copies of, by id. */
async function knownTracks(writing: Writing, rows: readonly ReadyRow[]): Promise<Map<ReadyRow, Known[]>> {
  const lines = rows.filter(({ shapes }) => shapes.length === 1);
  const timed = lines.filter(isTimed);
  const copies = await timedCopies(writing, timed.map(timedTrack));
  const known = new Map(timed.map((row, i) => [row, copies[i]]));
  const drawn = lines.filter((row) => !isTimed(row));
  const byPrint = await drawnCopies(writing, drawn.map(printOf));
  for (const row of drawn) known.set(row, byPrint.get(printOf(row)) ?? []);
  return known;
}

async function drawnCopies({ tx, district }: Writing, prints: readonly string[]): Promise<Map<string, Known[]>> {
  if (prints.length === 0) return new Map();
  const found = await tx.query<Known & { print: string }>(
    `select print, id, name, track, "sourceId"
       from (select ${PRINT} as print, id, coalesce(track, '#' || id) as name, track, source_id as "sourceId"
               from register.survey_track where district = $1 and not has_time) as t
      where print = any ($2) order by id`,
    [district, prints],
  );
  const byPrint = new Map<string, Known[]>();
  for (const { print, ...track } of found) byPrint.set(print, [...(byPrint.get(print) ?? []), track]);
  return byPrint;
}

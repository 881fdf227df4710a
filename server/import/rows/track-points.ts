/** Tracks kept as points: rows of one track become one line, its fixes in the order of time, of `seq`, or of the file. */
import { layerOf } from '../fields.ts';
import { type Issue, issue } from '../issues.ts';
import type { SourceRow } from '../request.ts';
import { WholeText } from '../text-held.ts';
import { turn } from '../turn.ts';
import { CellFault, cellReader } from './cells.ts';
import type { RowConverter } from './convert.ts';
import { beyondRange, type Fault, NOT_FINITE, pointFault } from './geometry.ts';
import type { Mapping } from './mapping.ts';
import { storable } from './original.ts';
import { faultOfCells } from './position.ts';
import { stepsBack } from './steps-back.ts';
import { isUnsure, nameOf, type Sureness, unsureIssues } from './unsure.ts';

/** The fixes of one track: of each its row's number, place, time and order, nothing else of the row. */
class Fixes {
  readonly first: SourceRow;
  readonly rows: number[] = [];
  readonly xs: number[] = [];
  readonly ys: number[] = [];
  readonly times: number[] = [];
  readonly seqs: number[] = [];
  /** Heights or measures stood behind x and y. */
  hasMore = false;
  /** How many were left out because their receiver was unsure of them. */
  unsure = 0;

  constructor(first: SourceRow) {
    this.first = first;
  }

  add(row: number, { position, time, seq, isUnsure }: Fix): void {
    if (isUnsure) {
      this.unsure++;
      return;
    }
    this.rows.push(row);
    this.xs.push(position[0]);
    this.ys.push(position[1]);
    this.times.push(time);
    this.seqs.push(seq);
    this.hasMore ||= position.length > 2;
  }
}

interface Fix {
  position: readonly number[];
  time: number;
  seq: number;
  isUnsure: boolean;
}

export interface Assembling {
  mapping: Mapping;
  utcOffsetMinutes: number | null;
  /** The file's coordinates are degrees. */
  isGeographic: boolean;
  converter: Pick<RowConverter, 'reject' | 'issues'>;
}

/**
 * Joins the Point rows among `rows`; lines pass unchanged. Rows belong together when track, mode, crew and date are the
 * same text. Fixes with a bad time or position, and tracks of fewer than two fixes, become issues.
 * @returns tracks in the order of their first rows
 * @throws DomainError too_much_text
 */
export async function assembleTracks(rows: Iterable<SourceRow>, options: Assembling): Promise<Iterable<SourceRow>> {
  const { mapping, converter } = options;
  const readFix = fixReader(options);
  const grouping = ['track', 'mode', 'crew', 'date'].map((name) => mapping.named[name]).filter((column) => column);
  const groups = new Map<string, Fixes>();
  const order: (SourceRow | Fixes)[] = [];
  const text = new WholeText();
  let seen = 0;
  for (const row of rows) {
    if (++seen % TURN === 0) await turn();
    if (row.isPause) continue;
    const fix = row.geometry?.type === 'Point' ? readFix(row) : undefined;
    if (!fix) order.push(kept(row, text));
    else if ('code' in fix) converter.reject(issueOf(kept(row, text), fix), 1);
    else {
      const key = grouping.map((column) => String(row.properties[column] ?? '').trim()).join('\u0001');
      if (!groups.has(key)) {
        groups.set(key, new Fixes(kept(row, text)));
        order.push(groups.get(key)!);
      }
      groups.get(key)!.add(row.row, fix);
    }
  }
  return joinTracks(order, options);
}

const TURN = 1000; // rows between two turns of the event loop

/** A row that waits for the others, without what is not needed of it. */
function kept(row: SourceRow, text: WholeText): SourceRow {
  text.add(row.properties);
  return { ...row, properties: storable(row.properties) };
}

/** One track at a time becomes a line; what is in `order` is let go of on the way. */
function* joinTracks(
  order: (SourceRow | Fixes | undefined)[],
  { mapping, converter }: Assembling,
): Generator<SourceRow> {
  for (let i = 0; i < order.length; i++) {
    const entry = order[i]!;
    order[i] = undefined;
    const track: SourceRow & { weight?: number } =
      entry instanceof Fixes ? joinFixes(entry, 'seq' in mapping.named) : entry;
    const isShort = track.geometry?.type === 'LineString' && (track.geometry.coordinates as unknown[]).length < 2;
    if (!isShort) yield track;
    else {
      converter.reject(issueOf(track, { code: 'too_few_fixes', detail: nameOf(track, mapping) }), track.weight ?? 1);
      converter.issues.push(...unsureIssues(track, mapping));
    }
  }
}

function fixReader({ mapping, utcOffsetMinutes, isGeographic }: Assembling): (row: SourceRow) => Fix | Fault {
  const readTime = cellReaderOf('time', mapping, utcOffsetMinutes);
  const readSeq = cellReaderOf('seq', mapping, utcOffsetMinutes);
  const readSureness = surenessReader(mapping, utcOffsetMinutes);
  return (row) => {
    const [time, seq] = [readTime(row), readSeq(row)];
    if (time instanceof CellFault) return time.fault;
    if (seq instanceof CellFault) return seq.fault;
    const position = row.geometry!.coordinates as number[];
    const fault = positionFault(position, isGeographic);
    return fault
      ? faultOfCells(fault, row.properties, mapping.position)
      : { position, time, seq, isUnsure: isUnsure(readSureness(row)) };
  };
}

// one bad fix must not cost the whole track
function positionFault([x, y]: number[], isGeographic: boolean): Fault | undefined {
  if (!Number.isFinite(x) || !Number.isFinite(y))
    return { code: 'bad_coordinate', value: `${x}, ${y}`, detail: NOT_FINITE };
  const code = pointFault(x, y, { isGeographic, isChinese: false });
  if (code) return { code, value: `${x}, ${y}` };
  if (!isGeographic || (Math.abs(x) <= 180 && Math.abs(y) <= 90)) return undefined;
  return { code: beyondRange(x, y), value: `${x}, ${y}` };
}

/** A cell that is no number says nothing of its fix. */
function surenessReader(mapping: Mapping, utcOffsetMinutes: number | null): (row: SourceRow) => Sureness {
  const [hdop, accuracy, satellites] = ['hdop', 'accuracy', 'satellites'].map((name) => {
    const read = cellReaderOf(name, mapping, utcOffsetMinutes);
    return (row: SourceRow) => {
      const value = read(row);
      return value instanceof CellFault ? Number.NaN : value;
    };
  });
  return (row) => ({ hdop: hdop(row), accuracyM: accuracy(row), satellites: satellites(row) });
}

function cellReaderOf(name: string, mapping: Mapping, utcOffsetMinutes: number | null) {
  const column = mapping.named[name];
  const read = cellReader(layerOf('tracks').fields.find((field) => field.name === name)!, utcOffsetMinutes);
  return (row: SourceRow): number | CellFault => {
    const value = column === undefined ? null : read(row.properties[column]);
    return value === null ? Number.NaN : (value as number | CellFault);
  };
}

function issueOf(row: SourceRow, { code, ...at }: Fault): Issue {
  return issue(code, { ...at, row: row.row, original: storable(row.properties) });
}

function joinFixes(fixes: Fixes, hasSeq: boolean): SourceRow & { weight: number } {
  const { first, rows, xs, ys, times, seqs, hasMore, unsure } = fixes;
  const order = Uint32Array.from(rows, (_row, i) => i);
  const isTimed = times.every(Number.isFinite);
  if (isTimed) order.sort((a, b) => times[a] - times[b] || rows[a] - rows[b]);
  else if (hasSeq) order.sort((a, b) => (seqs[a] || 0) - (seqs[b] || 0) || rows[a] - rows[b]);
  const coordinates = Array.from(order, (i) => (hasMore ? [xs[i], ys[i], 0] : [xs[i], ys[i]]));
  return {
    row: first.row,
    weight: rows.length + unsure,
    unsure,
    sorted: isTimed ? stepsBack(times) : 0,
    properties: first.properties,
    geometry: { type: 'LineString', coordinates },
    times: Float64Array.from(order, (i) => times[i]),
  };
}

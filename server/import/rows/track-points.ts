/** Tracks kept as points: rows of one track become one line, its fixes in the order of time, of `seq`, or of the file. */
import { layerOf } from '../fields.ts';
import { type Issue, issue } from '../issues.ts';
import type { SourceRow } from '../request.ts';
import { CellFault, cellReader } from './cells.ts';
import type { RowConverter } from './convert.ts';
import { beyondRange, type Fault, pointFault } from './geometry.ts';
import type { Mapping } from './mapping.ts';
import { storable } from './original.ts';

interface Fix {
  row: SourceRow;
  position: readonly number[];
  time: number;
  seq: number;
}

export interface Assembling {
  mapping: Mapping;
  utcOffsetMinutes: number | null;
  /** The file's coordinates are degrees. */
  isGeographic: boolean;
  converter: Pick<RowConverter, 'reject'>;
}

/**
 * Joins the Point rows among `rows`; lines pass unchanged. Rows belong together when track, mode, crew and date are the
 * same text. Fixes with a bad time or position, and tracks of fewer than two fixes, become issues.
 * @returns tracks in the order of their first rows
 */
export function assembleTracks(rows: Iterable<SourceRow>, options: Assembling): SourceRow[] {
  const { mapping, converter } = options;
  const readFix = fixReader(options);
  const grouping = ['track', 'mode', 'crew', 'date'].map((name) => mapping.named[name]).filter((column) => column);
  const groups = new Map<string, Fix[]>();
  const order: (SourceRow | Fix[])[] = [];
  for (const row of rows) {
    const fix = row.geometry?.type === 'Point' ? readFix(row) : undefined;
    if (!fix) order.push(row);
    else if ('code' in fix) converter.reject(issueOf(row, fix), 1);
    else
      addFix(fix, grouping.map((column) => String(row.properties[column] ?? '').trim()).join('\u0001'), groups, order);
  }
  const tracks = order.map((entry) => (Array.isArray(entry) ? joinFixes(entry, 'seq' in mapping.named) : entry));
  return tracks.filter((track) => {
    const isShort = track.geometry?.type === 'LineString' && (track.geometry.coordinates as unknown[]).length < 2;
    if (isShort) converter.reject(issueOf(track, { code: 'too_few_fixes' }), 1);
    return !isShort;
  });
}

function addFix(fix: Fix, key: string, groups: Map<string, Fix[]>, order: (SourceRow | Fix[])[]): void {
  const fixes = groups.get(key);
  if (fixes) fixes.push(fix);
  else {
    const first = [fix];
    groups.set(key, first);
    order.push(first);
  }
}

function fixReader({ mapping, utcOffsetMinutes, isGeographic }: Assembling): (row: SourceRow) => Fix | Fault {
  const readTime = cellReaderOf('time', mapping, utcOffsetMinutes);
  const readSeq = cellReaderOf('seq', mapping, utcOffsetMinutes);
  return (row) => {
    const [time, seq] = [readTime(row), readSeq(row)];
    if (time instanceof CellFault) return time.fault;
    if (seq instanceof CellFault) return seq.fault;
    const position = row.geometry!.coordinates as number[];
    return positionFault(position, isGeographic) ?? { row, position, time, seq };
  };
}

// one bad fix must not cost the whole track
function positionFault([x, y]: number[], isGeographic: boolean): Fault | undefined {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return { code: 'bad_coordinate', value: `${x}, ${y}` };
  const code = pointFault(x, y, { isGeographic, isChinese: false });
  if (code) return { code, value: `${x}, ${y}` };
  if (!isGeographic || (Math.abs(x) <= 180 && Math.abs(y) <= 90)) return undefined;
  return { code: beyondRange(x, y), value: `${x}, ${y}` };
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

function joinFixes(fixes: Fix[], hasSeq: boolean): SourceRow & { weight: number } {
  const first = fixes[0].row;
  const isTimed = fixes.every(({ time }) => Number.isFinite(time));
  if (isTimed) fixes.sort((a, b) => a.time - b.time || a.row.row - b.row.row);
  else if (hasSeq) fixes.sort((a, b) => (a.seq || 0) - (b.seq || 0) || a.row.row - b.row.row);
  return {
    row: first.row,
    weight: fixes.length,
    properties: first.properties,
    geometry: { type: 'LineString', coordinates: fixes.map(({ position }) => position) },
    times: Float64Array.from(fixes, ({ time }) => time),
  };
}

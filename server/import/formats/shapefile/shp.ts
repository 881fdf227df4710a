/** The geometry file of a shapefile (ESRI white paper of July 1998): records in order, damaged ones named, never guessed. */
import type { ReadAt } from '../../formats.ts';
import type { SourceGeometry } from '../../request.ts';

export interface Damage {
  zh: string;
  en: string;
  /** It is not where it is looked for, as where the index is of another state of the file. */
  isElsewhere?: true;
}

export interface ShpRecord {
  /** From 1. */
  number: number;
  geometry: SourceGeometry | null;
  /** Why the record cannot be read; geometry is null then. */
  damage?: Damage;
}

const HEADER = 100;
const LONGEST = 200_000_000; // bytes of a record: twelve million vertices

/** A file by the places in it. */
interface Placed {
  size: number;
  read: ReadAt;
}

interface Place {
  at: number;
  end: number;
}

/**
 * All records, one in memory at a time. Offsets come from the index where there is one: then one bad record does not hide
 * those behind it. Without an index records follow each other, and reading ends at the first whose length is impossible.
 */
export function* readShp(open: () => Placed, shx: Placed | null): Generator<ShpRecord> {
  if (!shx) return yield* sequential(open());
  const shp = open();
  let [number, whole]: [number, number | null | undefined] = [0, undefined];
  for (const place of indexed(shp, shx)) {
    const record = recordAt(shp, place, ++number);
    if (!record.damage?.isElsewhere) yield record;
    else {
      if (whole === undefined) whole = wholeRecords(open());
      yield whole === null ? record : damaged(number, ofStaleIndex(whole));
    }
  }
}

/** How many records follow each other without a gap from the first byte to the last; null where they do not. */
export function wholeRecords({ size, read }: Placed): number | null {
  let [at, count] = [HEADER, 0];
  while (at + 12 <= size) {
    const head = read(at, 8);
    if (head.length < 8 || head.readInt32BE(0) !== ++count) return null;
    const length = head.readInt32BE(4) * 2;
    if (length < 4) return null;
    at += 8 + length;
  }
  return at === size ? count : null;
}

const ofStaleIndex = (whole: number): Damage => ({
  zh: `索引（.shx）所给的位置或长度与图形文件不符；.shp 本身完好，共 ${whole} 条，去掉 .shx 后导入即按顺序全部读出`,
  en: `its place or length in the index (.shx) is not that in the .shp; the .shp itself is whole, with ${whole} records: import it without the .shx, and it is read from start to end`,
});

function* indexed(shp: Placed, shx: Placed): Generator<Place> {
  for (let i = HEADER; i + 8 <= shx.size; i += 8) {
    const entry = shx.read(i, 8);
    if (entry.length < 8) return;
    const at = entry.readInt32BE(0) * 2;
    yield { at, end: Math.min(shp.size, at + 8 + entry.readInt32BE(4) * 2) };
  }
}

function recordAt(shp: Placed, { at, end }: Place, number: number): ShpRecord {
  if (at < HEADER || at + 12 > shp.size || end < at + 12) return damaged(number, OUTSIDE);
  return readRecord(shp, shp.read(at, 8), { at, end }, number);
}

function* sequential(shp: Placed): Generator<ShpRecord> {
  for (let [at, number] = [HEADER, 1]; at + 12 <= shp.size; number++) {
    const head = shp.read(at, 8);
    const end = head.length < 8 ? at : at + 8 + head.readInt32BE(4) * 2;
    yield readRecord(shp, head, { at, end }, number);
    if (end < at + 12 || end > shp.size) return;
    at = end;
  }
}

const OUTSIDE: Damage = { zh: '位于文件之外', en: 'it lies outside the file', isElsewhere: true };

const damaged = (number: number, damage: Damage): ShpRecord => ({ number, geometry: null, damage });
const elsewhere = (number: number, damage: Damage) => damaged(number, { ...damage, isElsewhere: true });

/** @param head  its first 8 bytes: a packed file is read forwards only */
function readRecord(shp: Placed, head: Buffer, { at, end }: Place, number: number): ShpRecord {
  if (head.length < 8 || end < at + 12 || end > shp.size) return damaged(number, OUTSIDE);
  const stated = head.readInt32BE(0);
  if (stated !== number)
    return elsewhere(number, { zh: `记录头写作第 ${stated} 条`, en: `its header says record ${stated}` });
  if (at + 8 + head.readInt32BE(4) * 2 !== end)
    return elsewhere(number, { zh: '长度与索引不符', en: 'its length differs from the index' });
  if (end - at > LONGEST)
    return damaged(number, { zh: `超过 ${LONGEST} 字节`, en: `it has more than ${LONGEST} bytes` });
  const bytes = shp.read(at + 8, end - at - 8);
  return bytes.length < 4 ? damaged(number, OUTSIDE) : { number, ...readShape(bytes) };
}

function readShape(bytes: Buffer): Omit<ShpRecord, 'number'> {
  const type = bytes.readInt32LE(0);
  if (type === 0) return { geometry: null };
  try {
    const read = SHAPES[type % 10];
    if (!read || type > 28 || type < 0)
      return { geometry: null, damage: { zh: `图形类型 ${type}`, en: `shape type ${type}` } };
    const geometry = read(bytes);
    return { geometry: geometry && type > 10 ? { ...geometry, dropped: true } : geometry };
  } catch (error) {
    return { geometry: null, damage: { zh: '字节不足', en: (error as Error).message } }; // RangeError of a read past the record's end
  }
}

/** Last digit of the type (10s have Z, 20s have M behind the coordinates, which nobody here asks for). */
const SHAPES: Record<number, (bytes: Buffer) => SourceGeometry | null> = {
  1: (bytes) => ({ type: 'Point', coordinates: position(bytes, 4) }),
  3: (bytes) => ({ type: 'MultiLineString', coordinates: readParts(bytes) }),
  5: (bytes) => polygonsOf(readParts(bytes)),
  8: (bytes) => ({ type: 'MultiPoint', coordinates: positions(bytes, 40, bytes.readInt32LE(36)) }),
};

function readParts(bytes: Buffer): number[][][] {
  const parts = bytes.readInt32LE(36);
  const points = bytes.readInt32LE(40);
  const first = 44 + parts * 4;
  if (parts < 0 || points < 0 || first + points * 16 > bytes.length) throw new RangeError('more vertices than bytes');
  const lines: number[][][] = [];
  for (let i = 0; i < parts; i++) {
    const from = bytes.readInt32LE(44 + i * 4);
    const to = i + 1 < parts ? bytes.readInt32LE(48 + i * 4) : points;
    if (from < 0 || to < from || to > points) throw new RangeError('parts overlap');
    lines.push(positions(bytes, first + from * 16, to - from));
  }
  return lines;
}

function positions(bytes: Buffer, at: number, count: number): number[][] {
  const list: number[][] = [];
  for (let i = 0; i < count; i++) list.push(position(bytes, at + i * 16));
  return list;
}

function position(bytes: Buffer, at: number): number[] {
  return [bytes.readDoubleLE(at), bytes.readDoubleLE(at + 8)];
}

/** Outer rings run clockwise, holes counter-clockwise; a hole goes to the outer ring before it that holds its first vertex. */
function polygonsOf(rings: number[][][]): SourceGeometry {
  const outer = rings.filter((ring) => twiceArea(ring) <= 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => twiceArea(ring) > 0)) {
    const owner = outer.find(([ring]) => contains(ring, hole[0]));
    if (owner) owner.push(hole);
    else outer.push([hole]); // drawn the wrong way round: an outer ring all the same
  }
  return { type: 'MultiPolygon', coordinates: outer };
}

function twiceArea(ring: number[][]): number {
  let area = 0;
  for (let i = 1; i < ring.length; i++) area += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return area;
}

function contains(ring: number[][], [x, y]: number[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i];
    const [bx, by] = ring[j];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** What a layer's tiles show of each feature, as one number, so that two versions of a layer can be compared. */
import { type InPieces, Turns } from '../../server/engine/in-pieces.ts';
import { worldX, worldY } from '../geometry/world.ts';
import type { Column, LayerSource } from '../source.ts';

/** One entry per feature, in the order of the source. Boxes are in world units (geometry/world.ts), bounds included. */
export interface FeatureMarks {
  readonly ids: ArrayLike<number>;
  /** A hash of attributes and geometry: a feature that changed keeps its mark once in 4 × 10^9 changes. */
  readonly mark: Float64Array;
  readonly minX: Int32Array;
  readonly minY: Int32Array;
  readonly maxX: Int32Array;
  readonly maxY: Int32Array;
}

/** Vertices marked in one piece of work, and each feature for some: some milliseconds. */
const PIECE = 20_000;
const A_FEATURE = 4;

/** Marks of all features; those of merged lines also tell when what their class shares has changed. */
export function* featureMarks(source: LayerSource): InPieces<FeatureMarks> {
  const count = source.ids.length;
  const ints = () => new Int32Array(count);
  const own = yield* valueHashes(Object.values(source.columns), count);
  const shared = source.mergeClass ? yield* sharedHashes(source.columns, source.mergeClass) : undefined;
  const box = { minX: ints(), minY: ints(), maxX: ints(), maxY: ints() };
  const marks = { ids: source.ids, mark: new Float64Array(count), ...box };
  const mark = new Mark();
  const turns = new Turns(PIECE);
  for (let i = 0; i < count; i++) {
    mark.begin(own[i]);
    if (shared) mark.add(shared.get(source.mergeClass![i])!);
    if (source.rank) mark.add(source.rank[i]); // decides which point of a cell stands
    const vertices = addGeometry(mark, source, i);
    mark.keep(marks, i);
    if (turns.isOver(A_FEATURE + vertices)) yield;
  }
  return marks;
}

/** How many vertices feature i has. A hot loop: a function of its own, and a closure for each feature would cost more than its vertices. */
function addGeometry(mark: Mark, { geometry }: LayerSource, i: number): number {
  if (geometry.type === 'point') {
    mark.vertex(worldX(geometry.lon[i]), worldY(geometry.lat[i]));
    return 1;
  }
  const { first, x, y } = geometry.type === 'line' ? geometry.lines : geometry.rings;
  const [start, end] = geometry.type === 'line' ? linesOf(geometry, i) : ringsOf(geometry, i);
  for (let line = start; line < end; line++) {
    mark.add(first[line + 1] - first[line]);
    for (let v = first[line]; v < first[line + 1]; v++) mark.vertex(x[v], y[v]);
  }
  return first[end] - first[start];
}

type Shape = Exclude<LayerSource['geometry'], { type: 'point' }>;

/** Feature i has lines from..to-1. */
export function linesOf({ firstLine }: Extract<Shape, { type: 'line' }>, i: number): [number, number] {
  return firstLine ? [firstLine[i], firstLine[i + 1]] : [i, i + 1];
}

/** Feature i has rings from..to-1. */
export function ringsOf({ rings }: Extract<Shape, { type: 'polygon' }>, i: number): [number, number] {
  return [rings.ringsOf[rings.polygonsOf[i]], rings.ringsOf[rings.polygonsOf[i + 1]]];
}

function* valueHashes(columns: readonly Column[], count: number): InPieces<Int32Array> {
  const hashes = new Int32Array(count);
  for (const [field, column] of columns.entries()) {
    const of = columnHash(column);
    for (let i = 0; i < count; i++) hashes[i] = mix(hashes[i] + field, of(i));
    yield;
  }
  return hashes;
}

/** Per class: a hash of the values that all its features have alike. */
function* sharedHashes(columns: LayerSource['columns'], classOf: Int32Array): InPieces<Map<number, number>> {
  const hashes = new Map<number, number>();
  for (const column of Object.values(columns)) {
    const of = columnHash(column);
    const common = new Map<number, number | null>();
    classOf.forEach((group, i) => {
      const known = common.get(group);
      common.set(group, known === undefined || known === of(i) ? of(i) : null);
    });
    for (const [group, value] of common) hashes.set(group, mix(hashes.get(group) ?? 0, value ?? -7));
    yield;
  }
  return hashes;
}

function columnHash(column: Column): (i: number) => number {
  if (column.type === 'integer') return (i) => mix(column.values[i] | 0, Math.floor(column.values[i] / 2 ** 32) | 0);
  const ofCode = column.values.map(textHash);
  return (i) => (column.codes[i] < 0 ? -1 : ofCode[column.codes[i]]);
}

function textHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i));
  return hash;
}

/** The body of MurmurHash3 (Austin Appleby, public domain), 32 bits. */
function mix(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const h = hash ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

/** The mark of one feature after another: two lanes of 32 bits, of which 53 are kept, and the box of its vertices. */
class Mark {
  private a = 0;
  private b = 0;
  private minX = 0;
  private minY = 0;
  private maxX = 0;
  private maxY = 0;

  begin(seed: number): void {
    this.a = seed;
    this.b = ~seed;
    this.minX = this.minY = 2 ** 31 - 1;
    this.maxX = this.maxY = -1;
  }

  add(value: number): void {
    this.a = mix(this.a, value);
    this.b = mix(this.b, value ^ 0x5bd1e995);
  }

  vertex(x: number, y: number): void {
    this.add(x);
    this.add(y);
    if (x < this.minX) this.minX = x;
    if (x > this.maxX) this.maxX = x;
    if (y < this.minY) this.minY = y;
    if (y > this.maxY) this.maxY = y;
  }

  keep({ mark, minX, minY, maxX, maxY }: FeatureMarks, i: number): void {
    mark[i] = (this.a >>> 0) * 2 ** 21 + (this.b >>> 11);
    minX[i] = this.minX;
    minY[i] = this.minY;
    maxX[i] = this.maxX;
    maxY[i] = this.maxY;
  }
}

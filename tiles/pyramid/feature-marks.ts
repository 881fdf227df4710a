/** What a layer's tiles show of each feature, as one number, so that two versions of a layer can be compared. */
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

/** Marks of all features; those of merged lines also tell when what their class shares has changed. */
export function featureMarks(source: LayerSource): FeatureMarks {
  const count = source.ids.length;
  const own = valueHashes(Object.values(source.columns), count);
  const shared = source.mergeClass ? sharedHashes(source.columns, source.mergeClass) : undefined;
  const boxes = { minX: filled(count), minY: filled(count), maxX: filled(count, -1), maxY: filled(count, -1) };
  const marks = { ids: source.ids, mark: new Float64Array(count), ...boxes };
  for (let i = 0; i < count; i++) {
    const hash = new Hash(own[i]);
    if (shared) hash.add(shared.get(source.mergeClass![i])!);
    if (source.rank) hash.add(source.rank[i]); // decides which point of a cell stands
    addGeometry(hash, source, marks, i);
    marks.mark[i] = hash.value();
  }
  return marks;
}

const filled = (count: number, value = 2 ** 31 - 1) => new Int32Array(count).fill(value);

function addGeometry(hash: Hash, { geometry }: LayerSource, marks: FeatureMarks, i: number): void {
  const add = (x: number, y: number) => {
    hash.add(x);
    hash.add(y);
    if (x < marks.minX[i]) marks.minX[i] = x;
    if (x > marks.maxX[i]) marks.maxX[i] = x;
    if (y < marks.minY[i]) marks.minY[i] = y;
    if (y > marks.maxY[i]) marks.maxY[i] = y;
  };
  if (geometry.type === 'point') add(worldX(geometry.lon[i]), worldY(geometry.lat[i]));
  else
    eachLine(geometry, i, (x, y, from, to) => {
      hash.add(to - from);
      for (let v = from; v < to; v++) add(x[v], y[v]);
    });
}

type Shape = Exclude<LayerSource['geometry'], { type: 'point' }>;

/** The lines or rings of feature i: its vertices are x[from], y[from] .. x[to - 1], y[to - 1]. */
function eachLine(
  shape: Shape,
  i: number,
  each: (x: Int32Array, y: Int32Array, from: number, to: number) => void,
): void {
  const { first, x, y } = shape.type === 'line' ? shape.lines : shape.rings;
  const [start, end] = shape.type === 'line' ? linesOf(shape, i) : ringsOf(shape, i);
  for (let line = start; line < end; line++) each(x, y, first[line], first[line + 1]);
}

function linesOf({ firstLine }: Extract<Shape, { type: 'line' }>, i: number): [number, number] {
  return firstLine ? [firstLine[i], firstLine[i + 1]] : [i, i + 1];
}

function ringsOf({ rings }: Extract<Shape, { type: 'polygon' }>, i: number): [number, number] {
  return [rings.ringsOf[rings.polygonsOf[i]], rings.ringsOf[rings.polygonsOf[i + 1]]];
}

function valueHashes(columns: readonly Column[], count: number): Int32Array {
  const hashes = new Int32Array(count);
  columns.forEach((column, field) => {
    const of = columnHash(column);
    for (let i = 0; i < count; i++) hashes[i] = mix(hashes[i] + field, of(i));
  });
  return hashes;
}

/** Per class: a hash of the values that all its features have alike. */
function sharedHashes(columns: LayerSource['columns'], classOf: Int32Array): Map<number, number> {
  const hashes = new Map<number, number>();
  for (const column of Object.values(columns)) {
    const of = columnHash(column);
    const common = new Map<number, number | null>();
    classOf.forEach((group, i) => {
      const known = common.get(group);
      common.set(group, known === undefined || known === of(i) ? of(i) : null);
    });
    for (const [group, value] of common) hashes.set(group, mix(hashes.get(group) ?? 0, value ?? -7));
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

/** Two lanes of 32 bits, of which 53 are kept. */
class Hash {
  private a: number;
  private b: number;

  constructor(seed: number) {
    this.a = seed;
    this.b = ~seed;
  }

  add(value: number): void {
    this.a = mix(this.a, value);
    this.b = mix(this.b, value ^ 0x5bd1e995);
  }

  value(): number {
    return (this.a >>> 0) * 2 ** 21 + (this.b >>> 11);
  }
}

/** What a tile layer is made from: plain packed arrays, filled from the engine; no database here. */
import type { WorldLines, WorldRings } from './geometry/world.ts';
import type { LayerId } from './manifest.ts';

/** One value per feature. Strings are dictionary codes (-1 is null); integers are whole numbers (NaN is null). */
export type Column =
  | { readonly type: 'string'; readonly codes: Int32Array; readonly values: readonly string[] }
  | { readonly type: 'integer'; readonly values: Int32Array | Float64Array };

export type LayerGeometry =
  | { readonly type: 'point'; readonly lon: Float64Array; readonly lat: Float64Array }
  /** firstLine[i] .. firstLine[i + 1] - 1 are the lines of feature i; without it feature i is line i. */
  | { readonly type: 'line'; readonly lines: WorldLines; readonly firstLine?: Uint32Array }
  | { readonly type: 'polygon'; readonly rings: WorldRings };

export interface LayerSource {
  readonly layer: LayerId;
  /** Stands above bit 32 of feature ids; 1 to 2^21 - 1. */
  readonly districtNumber: number;
  /** Row ids, one per feature, 0 to 2^32 - 1. */
  readonly ids: Int32Array | Uint32Array;
  readonly geometry: LayerGeometry;
  /** By field name of the manifest; fields without a column are absent from the tile. */
  readonly columns: Readonly<Record<string, Column>>;
  /** Lines: features of equal class are one feature below the layer's `mergeBelow`. Without it all are one class. */
  readonly mergeClass?: Int32Array;
  /** Points: lowest first; ties by lower id. Without it all are equal. */
  readonly rank?: Int32Array;
}

/** Packs strings, one per feature, into a column. */
export function stringColumn(strings: Iterable<string | null>, count: number): Column {
  const codes = new Int32Array(count);
  const codeOf = new Map<string, number>();
  let i = 0;
  for (const text of strings) {
    let code = text === null ? -1 : codeOf.get(text);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(text!, code);
    }
    codes[i++] = code;
  }
  return { type: 'string', codes, values: [...codeOf.keys()] };
}

/** The values of some of the features, in the order of their indices. */
export function takeValues(column: Column, features: Uint32Array): Column {
  if (column.type === 'string') return { ...column, codes: Int32Array.from(features, (i) => column.codes[i]) };
  return { type: 'integer', values: Float64Array.from(features, (i) => column.values[i]) };
}

/** The merge class of each feature: one class for each combination of values that occurs in the columns. */
export function classesBy(columns: readonly Column[], count: number): Int32Array {
  const classes = new Int32Array(count);
  const classOf = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const key = columns.map((column) => (column.type === 'string' ? column.codes[i] : column.values[i])).join(' ');
    const known = classOf.get(key) ?? classOf.size;
    classOf.set(key, known);
    classes[i] = known;
  }
  return classes;
}

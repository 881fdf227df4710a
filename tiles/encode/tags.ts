/** Attributes of a layer: every distinct value is encoded once, a tile only numbers the ones it uses. */

import type { InPieces } from '../../server/engine/in-pieces.ts';
import type { TileLayer } from '../manifest.ts';
import type { LayerSource } from '../source.ts';
import { NONE, type TagValues, tagValues } from './tag-values.ts';
import { varintLength, Writer } from './writer.ts';

const KEY = 0x1a;
const VALUE = 0x22;
const UINT_VALUE = 0x28;
const MIXED = -2;

export class Tags {
  /** Each field's name as a `keys` entry; the computed field last. */
  private readonly keys: readonly Writer[];
  /** Per field: the value number of each class. */
  private readonly classes: readonly Int32Array[];
  private readonly values: TagValues;
  private readonly dynamicField: number;
  private readonly minzooms: readonly number[];

  // the tile in work: its zoom, and its own numbering of keys and values
  private zoom = 0;
  private readonly localKey: Int32Array;
  private readonly localValue: Int32Array;
  private readonly usedKeys: number[] = [];
  private readonly usedValues: number[] = [];
  private readonly dynamic = new Map<number, number>();
  private locals = 0;

  /**
   * Fields without a column are left out.
   *
   * @param computed the field that the encoder computes (`count`, `merged`), if any.
   */
  static *inPieces(
    layer: TileLayer,
    { columns, ids }: LayerSource,
    computed?: string,
    classOf?: Int32Array,
  ): InPieces<Tags> {
    const fields = Object.keys(layer.fields).filter((field) => field in columns);
    const values = yield* tagValues(
      fields.map((field) => columns[field]),
      ids.length,
    );
    const minzooms = fields.map((field) => layer.fields[field].minzoom ?? 0);
    const keys = [...fields, ...(computed === undefined ? [] : [computed])].map(encodeKey);
    return new Tags(keys, minzooms, values, classOf);
  }

  private constructor(
    keys: readonly Writer[],
    minzooms: readonly number[],
    values: TagValues,
    classOf: Int32Array | undefined,
  ) {
    this.keys = keys;
    this.minzooms = minzooms;
    this.dynamicField = minzooms.length;
    this.values = values;
    this.classes = classOf ? values.features.map((numbers) => shared(numbers, classOf)) : [];
    this.localKey = new Int32Array(keys.length).fill(NONE);
    this.localValue = new Int32Array(values.at.length - 1).fill(NONE);
  }

  get byteLength(): number {
    const { features, bytes, at } = this.values;
    return features.reduce((sum, numbers) => sum + numbers.byteLength, 0) + bytes.length + 12 * at.length;
  }

  /** Begins a tile. */
  begin(zoom: number): void {
    this.zoom = zoom;
  }

  /** Appends the key and value numbers of feature `i`. */
  feature(out: Writer, i: number): void {
    this.write(out, this.values.features, i);
  }

  /** Appends those that all features of a class share. */
  class(out: Writer, i: number): void {
    this.write(out, this.classes, i);
  }

  /** Appends the computed field. */
  computed(out: Writer, value: number): void {
    let local = this.dynamic.get(value);
    if (local === undefined) {
      local = this.locals++;
      this.dynamic.set(value, local);
      this.usedValues.push(-value - 1);
    }
    out.reserve(10);
    out.varint(this.key(this.dynamicField));
    out.varint(local);
  }

  /** Appends the keys and values used since the last call, and forgets them. */
  finish(out: Writer): void {
    for (const field of this.usedKeys) {
      const key = this.keys[field];
      out.reserve(key.length);
      out.copy(key.bytes, 0, key.length);
      this.localKey[field] = NONE;
    }
    for (const value of this.usedValues) {
      if (value < 0) this.dynamicValue(out, -value - 1);
      else this.storedValue(out, value);
    }
    this.usedKeys.length = 0;
    this.usedValues.length = 0;
    this.dynamic.clear();
    this.locals = 0;
  }

  private write(out: Writer, rows: readonly Int32Array[], i: number): void {
    out.reserve(rows.length * 10);
    for (let field = 0; field < rows.length; field++) {
      const value = rows[field][i];
      if (value < 0 || this.zoom < this.minzooms[field]) continue;
      let local = this.localValue[value];
      if (local === NONE) {
        local = this.locals++;
        this.localValue[value] = local;
        this.usedValues.push(value);
      }
      out.varint(this.key(field));
      out.varint(local);
    }
  }

  private key(field: number): number {
    if (this.localKey[field] === NONE) this.localKey[field] = this.usedKeys.push(field) - 1;
    return this.localKey[field];
  }

  private storedValue(out: Writer, value: number): void {
    const { at, bytes } = this.values;
    const [from, to] = [at[value], at[value + 1]];
    out.reserve(to - from);
    out.copy(bytes, from, to);
    this.localValue[value] = NONE;
  }

  private dynamicValue(out: Writer, value: number): void {
    out.reserve(12);
    out.varint(VALUE);
    out.varint(1 + varintLength(value));
    out.varint(UINT_VALUE);
    out.varint(value);
  }
}

function encodeKey(name: string): Writer {
  const key = new Writer(16);
  key.string(KEY, name);
  return key;
}

/** Per class: the value that all its features have, else NONE. */
function shared(values: Int32Array, classOf: Int32Array): Int32Array {
  const classes = classOf.reduce((most, value) => Math.max(most, value), -1) + 1;
  const result = new Int32Array(classes).fill(MIXED);
  const seen = new Uint8Array(classes);
  for (let i = 0; i < values.length; i++) {
    const group = classOf[i];
    if (seen[group] === 0) result[group] = values[i];
    else if (result[group] !== values[i]) result[group] = MIXED;
    seen[group] = 1;
  }
  return result;
}

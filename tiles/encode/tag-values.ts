/** The distinct values of a layer's attributes, each encoded once as a `values` entry of a tile's layer. */
import { type InPieces, Turns } from '../../server/engine/in-pieces.ts';
import type { Column } from '../source.ts';
import { Writer } from './writer.ts';

const VALUE = 0x22;
const STRING_VALUE = 0x0a;
const UINT_VALUE = 0x28;
const SINT_VALUE = 0x30;
/** Of a feature that has no value. */
export const NONE = -1;
/** Values numbered in one piece of work: some milliseconds. */
const PIECE = 2_000;
/** The value in work: tens of thousands are stored one after another. */
const scratch = new Writer(1 << 8);

export interface TagValues {
  /** Per column: the value number of each feature; NONE where there is no value. */
  readonly features: readonly Int32Array[];
  /** Value i is bytes[at[i]] .. bytes[at[i + 1] - 1]. */
  readonly bytes: Uint8Array;
  readonly at: readonly number[];
}

/** @param count of features. Equal values of several columns are one. */
export function* tagValues(columns: readonly Column[], count: number): InPieces<TagValues> {
  const store = new ValueStore();
  const features: Int32Array[] = [];
  for (const column of columns) {
    if (column.type === 'integer') features.push(yield* store.numbered(column.values, count));
    else {
      const ofCode = yield* store.numbered(column.values, column.values.length);
      features.push(Int32Array.from(column.codes.subarray(0, count), (code) => (code < 0 ? NONE : ofCode[code])));
    }
    yield;
  }
  return { features, bytes: store.out.bytes, at: store.at };
}

class ValueStore {
  readonly out = new Writer(1 << 12);
  readonly at: number[] = [0];
  private readonly numbers = new Map<string | number, number>();

  /** The numbers of the first values; NONE of what is neither text nor whole. */
  *numbered(values: ArrayLike<string | number>, count: number): InPieces<Int32Array> {
    const numbers = new Int32Array(count);
    const turns = new Turns(PIECE);
    for (let i = 0; i < count; i++) {
      const value = values[i];
      numbers[i] = typeof value === 'string' || Number.isInteger(value) ? this.number(value) : NONE;
      if (turns.isOver(1)) yield;
    }
    return numbers;
  }

  private number(value: string | number): number {
    let known = this.numbers.get(value);
    if (known === undefined) {
      known = this.numbers.size;
      this.numbers.set(value, known);
      this.store(value);
    }
    return known;
  }

  private store(value: string | number): void {
    const body = scratch;
    body.length = 0;
    body.reserve(16);
    if (typeof value === 'string') body.string(STRING_VALUE, value);
    else if (value >= 0) {
      body.varint(UINT_VALUE);
      body.varint64(value % 2 ** 32, Math.floor(value / 2 ** 32));
    } else {
      const zigzag = -value * 2 - 1;
      body.varint(SINT_VALUE);
      body.varint64(zigzag % 2 ** 32, Math.floor(zigzag / 2 ** 32));
    }
    this.out.block(VALUE, body.bytes, body.length);
    this.at.push(this.out.length);
  }
}

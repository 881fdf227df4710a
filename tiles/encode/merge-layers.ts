/** The same layer of several districts as one: a tile may name a layer only once (vector-tile-spec 2.1, 4.1). */
import { PbfReader } from 'pbf';
import { Writer } from './writer.ts';

const [LAYER, NAME, FEATURE, KEY, VALUE, VERSION] = [0x1a, 0x0a, 0x12, 0x1a, 0x22, 0x78];
const [TAGS, EXTENT] = [2, 5];

/** Keys or values numbered through all parts; equal ones are one. */
class Numbering {
  readonly bytes: Uint8Array[] = [];
  private readonly numberOf = new Map<string, number>();

  number(bytes: Uint8Array): number {
    const text = String.fromCharCode(...bytes);
    let number = this.numberOf.get(text);
    if (number === undefined) {
      number = this.bytes.push(bytes) - 1;
      this.numberOf.set(text, number);
    }
    return number;
  }
}

/** @param parts of one tile as LayerIndex.encode gives them, none empty. */
export function mergeLayers(name: string, parts: readonly Uint8Array[]): Uint8Array {
  const [keys, values] = [new Numbering(), new Numbering()];
  const body = new Writer(1 << 16);
  body.varint(VERSION);
  body.varint(2);
  body.string(NAME, name);
  for (const part of parts) {
    const layer = readFields(readFields(part)[0].bytes);
    const of = (tag: number) => layer.filter((field) => field.tag === tag).map(({ bytes }) => bytes);
    const [ownKeys, ownValues] = [of(3).map((key) => keys.number(key)), of(4).map((value) => values.number(value))];
    for (const feature of of(2)) writeFeature(body, feature, ownKeys, ownValues);
  }
  for (const key of keys.bytes) body.block(KEY, key, key.length);
  for (const value of values.bytes) body.block(VALUE, value, value.length);
  body.append(readFields(readFields(parts[0])[0].bytes).find(({ tag }) => tag === EXTENT)!.raw);
  const layer = new Writer(body.length + 8);
  layer.block(LAYER, body.bytes, body.length);
  return layer.bytes.slice(0, layer.length);
}

/** The feature as it is, but for the numbers of its keys and values. */
function writeFeature(out: Writer, feature: Uint8Array, keys: readonly number[], values: readonly number[]): void {
  const renumbered = new Writer(feature.length + 64);
  for (const { tag, bytes, raw } of readFields(feature)) {
    if (tag !== TAGS) renumbered.append(raw);
    else {
      const tags = new PbfReader(bytes);
      const numbers = new Writer(bytes.length * 2 + 16);
      for (let i = 0; tags.pos < bytes.length; i++) {
        numbers.reserve(5);
        numbers.varint((i % 2 === 0 ? keys : values)[tags.readVarint()]);
      }
      renumbered.block(0x12, numbers.bytes, numbers.length);
    }
  }
  out.block(FEATURE, renumbered.bytes, renumbered.length);
}

interface Field {
  readonly tag: number;
  /** What is in it; empty where it is a number. */
  readonly bytes: Uint8Array;
  /** With its tag and length. */
  readonly raw: Uint8Array;
}

/** The fields of a message in their order. */
function readFields(message: Uint8Array): Field[] {
  const reader = new PbfReader(message);
  const fields: Field[] = [];
  while (reader.pos < message.length) {
    const start = reader.pos;
    const head = reader.readVarint();
    const isBytes = (head & 7) === 2;
    const bytes = isBytes ? reader.readBytes() : message.subarray(0, 0);
    if (!isBytes) reader.skip(head);
    fields.push({ tag: head >>> 3, bytes, raw: message.subarray(start, reader.pos) });
  }
  return fields;
}

/** The rows of register.surveyed_range as one binary COPY stream, written straight from the engine's columns. */

import type { RangeOrder } from '../../engine/coverage/range-order.ts';
import type { RangeSink } from '../../engine/coverage/range-sink.ts';
import { BANKS, KINDS } from '../../engine/coverage/run-range.ts';

/** In the order in which a row is written: what differs by row, by bank and kind, by track. */
export const RANGE_COLUMNS = [
  'id',
  'route_id',
  'from_mm',
  'to_mm',
  'day',
  'bank',
  'kind',
  'district',
  'mode',
  'crew',
  'track_id',
  'version',
] as const;

/** Bytes of a row up to its bank: the number of columns, three int4 and two int8, each with its length. */
const NUMBERS_BYTES = 2 + 3 * 8 + 2 * 12;
const ROWS_PER_CHUNK = 2048;
const EPOCH_DAYS = 10_957; // 1970-01-01 to 2000-01-01, PostgreSQL's day 0
const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const TRAILER = Uint8Array.of(0xff, 0xff);

export interface TrackFacts {
  id: number;
  mode: string;
  crew: string | null;
}

export interface RangeRows {
  district: string;
  firstId: number;
  version: number;
  routeId: Int32Array;
  tracks: readonly TrackFacts[];
  sinks: readonly RangeSink[];
  order: RangeOrder;
}

/**
 * The stream in chunks, so that the database stores one while the next is written. What repeats is encoded once per
 * track and once per bank and kind: a row is five numbers and two copies of bytes (scripts/bench/coverage.ts).
 */
export function* encodeRanges(rows: RangeRows): Generator<Uint8Array> {
  const byTrack = rows.tracks.map((track) => trackFields(rows, track));
  const byBank = BANKS.map((bank) => KINDS.map((kind) => Buffer.concat([textField(bank), textField(kind)])));
  const widest = NUMBERS_BYTES + Math.max(...byBank.flat().map(byteLength)) + Math.max(0, ...byTrack.map(byteLength));
  yield HEADER;
  for (let from = 0; from < rows.order.row.length; from += ROWS_PER_CHUNK)
    yield encodeChunk(rows, from, widest, byBank, byTrack);
  yield TRAILER;
}

function encodeChunk(
  { sinks, order, routeId, firstId }: RangeRows,
  from: number,
  widest: number,
  byBank: readonly (readonly Buffer[])[],
  byTrack: readonly Buffer[],
): Uint8Array {
  const to = Math.min(order.row.length, from + ROWS_PER_CHUNK);
  const out = new Uint8Array((to - from) * widest);
  const view = new DataView(out.buffer);
  let at = 0;
  for (let i = from; i < to; i++) {
    const sink = sinks[order.sink[i]];
    const row = order.row[i];
    view.setInt16(at, RANGE_COLUMNS.length);
    putInt4(view, at + 2, firstId + i);
    putInt4(view, at + 10, routeId[sink.route[row]]);
    putInt8(view, at + 18, sink.fromMm[row]);
    putInt8(view, at + 30, sink.toMm[row]);
    putInt4(view, at + 42, sink.day[row] - EPOCH_DAYS);
    at = putBytes(out, at + NUMBERS_BYTES, byBank[sink.bank[row]][sink.kind[row]]);
    at = putBytes(out, at, byTrack[sink.track[row]]);
  }
  return out.subarray(0, at);
}

function trackFields({ district, version }: RangeRows, { id, mode, crew }: TrackFacts): Buffer {
  const numbers = Buffer.alloc(20);
  const view = new DataView(numbers.buffer, numbers.byteOffset);
  putInt4(view, 0, id);
  putInt8(view, 8, version);
  return Buffer.concat([textField(district), textField(mode), textField(crew), numbers]);
}

function putInt4(view: DataView, at: number, value: number): void {
  view.setInt32(at, 4);
  view.setInt32(at + 4, value);
}

function putInt8(view: DataView, at: number, value: number): void {
  view.setInt32(at, 8);
  view.setInt32(at + 4, Math.floor(value / 0x1_0000_0000));
  view.setUint32(at + 8, value >>> 0);
}

/** Some fifty bytes: a loop is quicker than a call of set. Returns where they end. */
function putBytes(out: Uint8Array, at: number, bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; i++) out[at + i] = bytes[i];
  return at + bytes.length;
}

const byteLength = (bytes: Uint8Array) => bytes.length;

/** A text field with its length in front; NULL is length -1. */
function textField(text: string | null): Buffer {
  const bytes = Buffer.from(text ?? '', 'utf8');
  const head = Buffer.alloc(4);
  head.writeInt32BE(text === null ? -1 : bytes.length);
  return Buffer.concat([head, bytes]);
}

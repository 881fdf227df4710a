/** The rows of register.surveyed_range as one binary COPY stream, written straight from the engine's columns. */

import type { RangeOrder } from '../../engine/coverage/range-order.ts';
import type { RangeSink } from '../../engine/coverage/range-sink.ts';
import { BANKS, KINDS } from '../../engine/coverage/run-range.ts';

export const RANGE_COLUMNS = [
  'district',
  'id',
  'route_id',
  'mode',
  'bank',
  'kind',
  'from_mm',
  'to_mm',
  'crew',
  'day',
  'track_id',
  'version',
] as const;

const EPOCH_DAYS = 10_957; // 1970-01-01 to 2000-01-01, PostgreSQL's day 0
const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);

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

/** The whole stream. Texts that repeat are encoded once; see scripts/bench/coverage.ts for what that saves. */
export function encodeRanges(rows: RangeRows): Uint8Array {
  const { tracks, sinks, order, routeId } = rows;
  const district = textField(rows.district);
  const banks = BANKS.map(textField);
  const kinds = KINDS.map(textField);
  const modes = tracks.map(({ mode }) => textField(mode));
  const crews = tracks.map(({ crew }) => textField(crew));
  const widest = Math.max(0, ...crews.map((crew) => crew.length)) + district.length + 140;
  const out = Buffer.allocUnsafe(HEADER.length + order.row.length * widest + 2);
  let at = HEADER.copy(out);
  const put = (field: Uint8Array) => {
    out.set(field, at);
    at += field.length;
  };
  const int4 = (value: number) => {
    at = out.writeInt32BE(4, at);
    at = out.writeInt32BE(value, at);
  };
  const int8 = (value: number) => {
    at = out.writeInt32BE(8, at);
    at = out.writeInt32BE(Math.floor(value / 0x1_0000_0000), at);
    at = out.writeUInt32BE(value >>> 0, at);
  };
  for (let i = 0; i < order.row.length; i++) {
    const sink = sinks[order.sink[i]];
    const row = order.row[i];
    const track = sink.track[row];
    at = out.writeInt16BE(RANGE_COLUMNS.length, at);
    put(district);
    int4(rows.firstId + i);
    int4(routeId[sink.route[row]]);
    put(modes[track]);
    put(banks[sink.bank[row]]);
    put(kinds[sink.kind[row]]);
    int8(sink.fromMm[row]);
    int8(sink.toMm[row]);
    put(crews[track]);
    int4(sink.day[row] - EPOCH_DAYS);
    int4(tracks[track].id);
    int8(rows.version);
  }
  at = out.writeInt16BE(-1, at);
  return out.subarray(0, at);
}

/** A text field with its length in front; NULL is length -1. */
function textField(text: string | null): Buffer {
  const bytes = Buffer.from(text ?? '', 'utf8');
  const head = Buffer.alloc(4);
  head.writeInt32BE(text === null ? -1 : bytes.length);
  return Buffer.concat([head, bytes]);
}

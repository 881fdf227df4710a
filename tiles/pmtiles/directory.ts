/** Directories of a PMTiles archive: which bytes hold which tiles (PMTiles spec v3, section 4). */
import { Writer } from '../encode/writer.ts';

/** `run` tiles from `id` on all have these bytes; run 0 points to a leaf directory instead. */
export interface Entry {
  readonly id: number;
  readonly offset: number;
  readonly length: number;
  readonly run: number;
}

/** Column by column: ids as differences, runs, lengths, offsets (0: right after the entry before). */
export function encodeDirectory(entries: readonly Entry[]): Uint8Array {
  const out = new Writer(64 + entries.length * 8);
  put(out, entries.length);
  entries.forEach(({ id }, i) => {
    put(out, id - (i === 0 ? 0 : entries[i - 1].id));
  });
  for (const { run } of entries) put(out, run);
  for (const { length } of entries) put(out, length);
  entries.forEach(({ offset }, i) => {
    const before = entries[i - 1];
    put(out, before && offset === before.offset + before.length ? 0 : offset + 1);
  });
  return out.bytes.slice(0, out.length);
}

function put(out: Writer, value: number): void {
  out.reserve(10);
  out.varint64(value % 2 ** 32, Math.floor(value / 2 ** 32));
}

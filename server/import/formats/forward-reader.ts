/** Bytes by their places from pieces that only come forwards, as out of an archive. */
import type { ReadAt } from '../formats.ts';
import { ByteReader } from './byte-reader.ts';

interface Pieces {
  chunks(): Iterable<Buffer>;
  /** All of them together: what lies out of order costs the whole in memory, and is refused where that is too much. */
  whole(): Buffer;
}

export function forwardReader({ chunks, whole }: Pieces): ReadAt {
  const reader = new ByteReader(chunks());
  let [next, all] = [0, undefined as Buffer | undefined];
  return (at, length) => {
    if (all === undefined && at < next) {
      reader.end();
      all = whole();
    }
    if (all) return all.subarray(at, at + length);
    reader.skip(at - next);
    const bytes = reader.take(length);
    next = at + bytes.length;
    return bytes;
  };
}

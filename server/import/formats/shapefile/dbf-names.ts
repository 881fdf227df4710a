/** The names of a .dbf's columns: ten bytes each, so that headers come cut and two may come as one. */
import type { CutHeader } from '../../formats.ts';
import { uniqueNames } from '../table/header.ts';
import { wholeLength } from './dbf-encoding.ts';

const ROOM = 10; // bytes of a name
const WIDEST = 3; // bytes of a character in headers: a longer name has no room for the next

export interface DbfNames {
  columns: string[];
  /** Of the columns whose header may have been longer. */
  cut: ReadonlyMap<string, CutHeader>;
}

/** What there is of a header, and what a writer put behind it to tell it from another (GDAL, ArcGIS: `official_1`). */
interface Written {
  bytes: Buffer;
  start: string;
  suffix: string;
}

/** @param raw the names byte by byte, as latin1 */
export function dbfNames(raw: readonly string[], decoder: TextDecoder): DbfNames {
  const written = raw.map((name) => writtenOf(Buffer.from(name, 'latin1'), decoder));
  const columns = uniqueNames(written.map(({ start, suffix }) => start + suffix));
  const cut = new Map<string, CutHeader>();
  for (const [i, each] of written.entries()) {
    const mayBegin = beginning(each, decoder.encoding);
    const hasTwin = written.some((other, j) => j !== i && areTwins(each, other));
    if (each.bytes.length + each.suffix.length > ROOM - WIDEST) cut.set(columns[i], { mayBegin, hasTwin });
  }
  return { columns, cut };
}

/** What is cut mid-character loses that character. */
function writtenOf(name: Buffer, decoder: TextDecoder): Written {
  const suffix = name.length === ROOM ? (/_\d$/.exec(name.toString('latin1'))?.[0] ?? '') : '';
  const bytes = name.subarray(0, name.length - suffix.length);
  const start = decoder.decode(bytes.subarray(0, wholeLength(bytes, decoder.encoding))).trim();
  return { bytes, start, suffix };
}

/** Whether a header begins so and has no room for its next character. */
function beginning({ start, suffix }: Written, encoding: string): CutHeader['mayBegin'] {
  const plain = start.toLowerCase();
  const room = ROOM - suffix.length - bytesIn(start, encoding);
  return (header) => {
    if (start === '' || !header.toLowerCase().startsWith(plain)) return false;
    const [next] = header.slice(start.length);
    return next !== undefined && bytesIn(next, encoding) > room;
  };
}

function areTwins(one: Written, other: Written): boolean {
  if (other.suffix !== '' && one.suffix === '') return one.bytes.length === ROOM && beginsWith(one.bytes, other.bytes);
  return one.start === other.start && one.suffix === other.suffix;
}

const beginsWith = (bytes: Buffer, start: Buffer) => bytes.subarray(0, start.length).equals(start);

function bytesIn(text: string, encoding: string): number {
  if (encoding === 'utf-8') return Buffer.byteLength(text);
  const wide = /^(gb|big5|shift|euc)/.test(encoding) ? 2 : 1;
  return [...text].reduce((sum, character) => sum + (character < '\x80' ? 1 : wide), 0);
}

/** ZIP archives, as they come and as KMZ and XLSX: what is inside, unpacked piece by piece within bounds. */
import { DomainError } from '../../../errors.ts';
import type { OpenFile } from '../../formats.ts';
import { unreadable } from '../refusals.ts';
import { decodeText } from '../text.ts';
import { directoryOf, type Listed } from './directory.ts';
import { unpackPieces } from './unpack.ts';

const ENTRIES_LIMIT = 10_000; // a shapefile has 8, a FileGDB some hundred, a workbook with pictures a few thousand
export const HELD_LIMIT_MB = 500; // as of any file that is held in memory whole: packing must not be a way around it
export const STREAMED_LIMIT_MB = 8000; // of entries read piece by piece: .shp and .dbf reach 4 GB each
const RATIO_LIMIT = 200; // sheets reach 40, padded .dbf tables 150; deflate can do 1,032, and only bombs do
const RATIO_FROM_MB = 20; // below it a high ratio is harmless

export interface Entry extends Listed {
  name: string;
}

export interface Archive {
  entries: Entry[];
  /** @throws DomainError unreadable_file when there is none */
  find(name: string): Entry;
  /** An entry from its start at every call, a piece in memory at a time. @throws DomainError unreadable_file */
  chunks(entry: Entry): Generator<Buffer>;
  /** All of an entry. @throws DomainError unreadable_file, file_too_large */
  unpack(entry: Entry): Buffer;
}

export function isZip(head: Buffer): boolean {
  return head.length >= 4 && [0x04034b50, 0x06054b50].includes(head.readUInt32LE(0)); // the second: without entries
}

/**
 * Reads the directory of an archive.
 * @param limitMb  bytes that all entries together may have. @throws DomainError hostile_archive, unreadable_file
 */
export function openArchive(file: OpenFile, limitMb: number): Archive {
  const damaged = (cause: unknown) =>
    cause instanceof DomainError
      ? cause
      : unreadable(file.name, { zh: '压缩包已损坏或已加密', en: 'the archive is damaged or encrypted' }, cause);
  const chunks = function* (entry: Entry) {
    try {
      yield* unpackPieces(file, entry);
    } catch (cause) {
      throw damaged(cause);
    }
  };
  try {
    const entries = entriesOf(file, limitMb).filter(({ name }) => !isByTheWay(name));
    const find = (wanted: string) => {
      const found = entries.findLast(({ name }) => name === wanted);
      if (found) return found;
      throw unreadable(file.name, { zh: `压缩包中没有 ${wanted}`, en: `there is no ${wanted} in it` });
    };
    return { entries, find, chunks, unpack: (entry) => unpackWhole(file.name, entry, chunks(entry)) };
  } catch (cause) {
    throw damaged(cause);
  }
}

const isByTheWay = (name: string) => name.endsWith('/') || /(^|\/)(__MACOSX\/|\._)/.test(name);

function entriesOf(file: OpenFile, limitMb: number): Entry[] {
  const entries: Entry[] = [];
  let [packed, unpacked] = [0, 0];
  for (const listed of directoryOf(file)) {
    const name = nameOf(listed.rawName);
    if (climbsOut(name) || climbsOut(listed.rawName))
      throw hostile(file.name, `路径越界 ${name}`, `the path ${name} climbs out of it`);
    if (entries.push({ ...listed, name }) > ENTRIES_LIMIT)
      throw hostile(file.name, `文件数超过 ${ENTRIES_LIMIT}`, `it has more than ${ENTRIES_LIMIT} entries`);
    packed += listed.packed;
    unpacked += listed.size;
    if (unpacked > limitMb * 1e6)
      throw hostile(file.name, `解压后超过 ${limitMb} MB`, `it unpacks to more than ${limitMb} MB`);
    if (unpacked > RATIO_FROM_MB * 1e6 && unpacked > RATIO_LIMIT * packed)
      throw hostile(file.name, `压缩比超过 ${RATIO_LIMIT}`, `it expands more than ${RATIO_LIMIT} times`);
  }
  return entries;
}

/** Archives of Chinese Windows have their names in GBK and do not say so. */
function nameOf(rawName: string): string {
  if (/^\p{ASCII}*$/u.test(rawName) || /[^\p{ASCII}\x80-\xff]/u.test(rawName)) return rawName;
  const { text } = decodeText(Buffer.from(rawName, 'latin1'));
  return text.includes('\ufffd') ? rawName : text;
}

function unpackWhole(file: string, { name, size }: Entry, chunks: Iterable<Buffer>): Buffer {
  if (size <= HELD_LIMIT_MB * 1e6) return Buffer.concat([...chunks]);
  throw new DomainError(
    'file_too_large',
    `${name} in ${file} unpacks to ${Math.round(size / 1e6)} MB and cannot be read piece by piece; the limit is ${HELD_LIMIT_MB} MB: unpack it, or save it as Shapefile, FlatGeobuf, GeoJSON or CSV`,
    `${file} 中的 ${name} 解压后有 ${Math.round(size / 1e6)} MB，且不能逐段读取，上限为 ${HELD_LIMIT_MB} MB：请先解压，或另存为 Shapefile、FlatGeobuf、GeoJSON 或 CSV`,
  );
}

function climbsOut(name: string): boolean {
  return /^([/\\]|[a-z]:)/i.test(name) || name.split(/[/\\]/).includes('..') || name.includes('\0');
}

function hostile(file: string, zh: string, en: string): DomainError {
  return new DomainError('hostile_archive', `${file} is refused: ${en}`, `${file} 被拒绝：${zh}`, 400);
}

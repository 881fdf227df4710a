/** ZIP archives, as they come and as KMZ and XLSX: what is inside, unpacked in memory within bounds. */
import { unzipSync } from 'fflate';
import { DomainError } from '../../../errors.ts';
import { unreadable } from '../refusals.ts';
import { decodeText } from '../text.ts';

const ENTRIES_LIMIT = 10_000; // a shapefile has 8, a FileGDB some hundred, a workbook with pictures a few thousand
const EXPANDED_LIMIT_MB = 500; // the limit of files held in memory whole: packing must not be a way around it
const RATIO_LIMIT = 200; // sheets reach 40, padded .dbf tables 150; deflate can do 1,032, and only bombs do
const RATIO_FROM_MB = 20; // below it a high ratio is harmless

export interface Entry {
  name: string;
  /** As the archive's directory is read, a letter per byte where it does not say UTF-8. */
  rawName: string;
  /** Bytes once unpacked, as the archive states it; no more are ever unpacked. */
  size: number;
}

export interface Archive {
  entries: Entry[];
  /** Unpacks one entry. @throws DomainError unreadable_file */
  unpack(name: string): Buffer;
}

export function isZip(head: Buffer): boolean {
  return head.length >= 4 && [0x04034b50, 0x06054b50].includes(head.readUInt32LE(0)); // the second: without entries
}

/** Reads the directory of an archive. @throws DomainError hostile_archive, unreadable_file */
export function openArchive(fileName: string, bytes: Buffer): Archive {
  const entries: Entry[] = [];
  let [packed, unpacked] = [0, 0];
  inflate(fileName, bytes, ({ name: rawName, size, originalSize }) => {
    const name = nameOf(rawName);
    if (climbsOut(name) || climbsOut(rawName))
      throw hostile(fileName, `路径越界 ${name}`, `the path ${name} climbs out of it`);
    if (entries.push({ name, rawName, size: originalSize }) > ENTRIES_LIMIT)
      throw hostile(fileName, `文件数超过 ${ENTRIES_LIMIT}`, `it has more than ${ENTRIES_LIMIT} entries`);
    packed += size;
    unpacked += originalSize;
    if (unpacked > EXPANDED_LIMIT_MB * 1e6)
      throw hostile(fileName, `解压后超过 ${EXPANDED_LIMIT_MB} MB`, `it unpacks to more than ${EXPANDED_LIMIT_MB} MB`);
    if (unpacked > RATIO_FROM_MB * 1e6 && unpacked > RATIO_LIMIT * packed)
      throw hostile(fileName, `压缩比超过 ${RATIO_LIMIT}`, `it expands more than ${RATIO_LIMIT} times`);
    return false;
  });
  const files = entries.filter(({ name }) => !name.endsWith('/') && !/(^|\/)(__MACOSX\/|\._)/.test(name));
  const rawNames = new Map(files.map(({ name, rawName }) => [name, rawName]));
  return { entries: files, unpack: (wanted) => unpackOne(fileName, bytes, rawNames.get(wanted) ?? wanted) };
}

/** Archives of Chinese Windows have their names in GBK and do not say so. */
function nameOf(rawName: string): string {
  if (/^\p{ASCII}*$/u.test(rawName) || /[^\p{ASCII}\x80-\xff]/u.test(rawName)) return rawName;
  const { text } = decodeText(Buffer.from(rawName, 'latin1'));
  return text.includes('\ufffd') ? rawName : text;
}

function unpackOne(fileName: string, bytes: Buffer, wanted: string): Buffer {
  const { [wanted]: data } = inflate(fileName, bytes, ({ name }) => name === wanted);
  if (!data) throw unreadable(fileName, { zh: `压缩包中没有 ${wanted}`, en: `there is no ${wanted} in it` });
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

type Filter = (entry: { name: string; size: number; originalSize: number }) => boolean;

function inflate(fileName: string, bytes: Buffer, filter: Filter): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw unreadable(fileName, { zh: '压缩包已损坏', en: 'the archive is damaged' }, cause);
  }
}

function climbsOut(name: string): boolean {
  return /^([/\\]|[a-z]:)/i.test(name) || name.split(/[/\\]/).includes('..') || name.includes('\0');
}

function hostile(file: string, zh: string, en: string): DomainError {
  return new DomainError('hostile_archive', `${file} is refused: ${en}`, `${file} 被拒绝：${zh}`, 400);
}

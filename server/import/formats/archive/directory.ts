/** The directory of a ZIP archive (PKWARE APPNOTE 6.3.10), read from the file's end without the rest; ZIP64 included. */
import type { OpenFile, ReadAt } from '../../formats.ts';

export interface Listed {
  /** A letter per byte where the archive does not say that names are UTF-8. */
  rawName: string;
  method: number;
  /** Bytes in the archive, and once unpacked as it states them. */
  packed: number;
  size: number;
  /** CRC-32 of what it holds, unsigned. */
  crc: number;
  /** Where its own header is. */
  at: number;
  isEncrypted: boolean;
}

const END = 0x06054b50;
const END_BYTES = 22;
const COMMENT_BYTES = 0xffff;
const END64_LOCATOR = 0x07064b50;
const END64 = 0x06064b50;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const IN_EXTRA = 0xffffffff; // stands where the number is too large and follows in the extra field

/** Entries in their order. @throws RangeError when there is no directory, or it is not whole */
export function* directoryOf(file: OpenFile): Generator<Listed> {
  const { count, start } = findDirectory(file);
  const read = file.reader();
  let at = start;
  for (let i = 0; i < count; i++) {
    const head = read(at, ENTRY_BYTES);
    if (head.length < ENTRY_BYTES || head.readUInt32LE(0) !== ENTRY) throw new RangeError('the directory is cut short');
    const [name, extra, comment] = [28, 30, 32].map((field) => head.readUInt16LE(field));
    const behind = read(at + ENTRY_BYTES, name + extra);
    yield listed(head, behind.subarray(0, name), behind.subarray(name));
    at += ENTRY_BYTES + name + extra + comment;
  }
}

function findDirectory(file: OpenFile): { count: number; start: number } {
  const tail = Math.min(file.size, END_BYTES + COMMENT_BYTES);
  const bytes = file.reader()(file.size - tail, tail);
  let at = bytes.length - END_BYTES;
  while (at >= 0 && bytes.readUInt32LE(at) !== END) at--;
  if (at < 0) throw new RangeError('no directory');
  const [count, start] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16)];
  const locator = at - 20;
  if (locator < 0 || bytes.readUInt32LE(locator) !== END64_LOCATOR) return { count, start };
  return directory64(file.reader(), Number(bytes.readBigUInt64LE(locator + 8)));
}

function directory64(read: ReadAt, at: number): { count: number; start: number } {
  const end = read(at, 56);
  if (end.length < 56 || end.readUInt32LE(0) !== END64) throw new RangeError('no directory of ZIP64');
  return { count: Number(end.readBigUInt64LE(32)), start: Number(end.readBigUInt64LE(48)) };
}

function listed(head: Buffer, name: Buffer, extra: Buffer): Listed {
  const flags = head.readUInt16LE(8);
  // in this order they follow in the extra field, those alone that need it
  const [size, packed, at] = largeNumbers(
    [24, 20, 42].map((field) => head.readUInt32LE(field)),
    extra,
  );
  return {
    rawName: name.toString(flags & 0x800 ? 'utf8' : 'latin1'),
    method: head.readUInt16LE(10),
    packed,
    size,
    crc: head.readUInt32LE(16),
    at,
    isEncrypted: (flags & 1) === 1,
  };
}

function largeNumbers(numbers: number[], extra: Buffer): number[] {
  if (!numbers.includes(IN_EXTRA)) return numbers;
  let next = extra64(extra);
  return numbers.map((number) => {
    if (number !== IN_EXTRA) return number;
    const large = Number(extra.readBigUInt64LE(next));
    next += 8;
    return large;
  });
}

/** Where the numbers of ZIP64 begin in the extra field. */
function extra64(extra: Buffer): number {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === 1) return at + 4;
  throw new RangeError('the large numbers are missing');
}

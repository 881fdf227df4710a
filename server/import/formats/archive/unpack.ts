/** An entry of an archive, unpacked piece by piece. */
import { crc32 } from 'node:zlib';
import { Inflate } from 'fflate';
import type { OpenFile } from '../../formats.ts';
import type { Listed } from './directory.ts';

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const PIECE = 1 << 14; // packed bytes at a time: deflate makes at most 17 MB of them

/** Takes packed bytes and gives what they hold. */
type Unpacker = (piece: Buffer, isLast: boolean) => Uint8Array[];

const METHODS: Record<number, () => Unpacker> = {
  0: () => (piece) => [piece],
  8: () => {
    const pieces: Uint8Array[] = [];
    const inflate = new Inflate((piece) => void pieces.push(piece));
    return (piece, isLast) => {
      inflate.push(piece, isLast);
      return pieces.splice(0);
    };
  },
};

/**
 * The bytes of an entry, as many as it says and with the checksum it says: a digit that was damaged moves an outfall. The
 * last piece is held back until that is known. @throws RangeError when it is damaged, encrypted or packed in another way
 */
export function* unpackPieces(file: OpenFile, entry: Listed): Generator<Buffer> {
  const unpack = METHODS[entry.method]?.();
  if (!unpack || entry.isEncrypted) throw new RangeError('encrypted, or packed by a method of its own');
  const read = file.reader();
  const start = startOfData(read(entry.at, LOCAL_BYTES), entry.at);
  let [left, crc] = [entry.size, 0];
  for (let done = 0; done < entry.packed && left > 0; ) {
    const piece = read(start + done, Math.min(PIECE, entry.packed - done));
    if (piece.length === 0) throw new RangeError('the archive is cut short');
    done += piece.length;
    for (const { buffer, byteOffset, length } of unpack(piece, done >= entry.packed)) {
      if (length > left) throw new RangeError('an entry holds more than it says');
      const whole = Buffer.from(buffer, byteOffset, length);
      left -= length;
      crc = crc32(whole, crc);
      if (left === 0 && crc !== entry.crc) throw new RangeError('an entry has another checksum');
      if (length > 0) yield whole;
    }
  }
  if (left > 0) throw new RangeError('an entry holds less than it says');
}

function startOfData(head: Buffer, at: number): number {
  if (head.length < LOCAL_BYTES || head.readUInt32LE(0) !== LOCAL) throw new RangeError('no entry where one should be');
  return at + LOCAL_BYTES + head.readUInt16LE(26) + head.readUInt16LE(28);
}

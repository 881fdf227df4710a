/** An entry of an archive, unpacked piece by piece. */
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

/** Never more bytes than the entry says it holds. @throws Error when it is damaged, encrypted or packed in another way */
export function* unpackPieces(file: OpenFile, entry: Listed): Generator<Buffer> {
  const unpack = METHODS[entry.method]?.();
  if (!unpack || entry.isEncrypted) throw new RangeError('encrypted, or packed by a method of its own');
  const read = file.reader();
  const start = startOfData(read(entry.at, LOCAL_BYTES), entry.at);
  let left = entry.size;
  for (let done = 0; done < entry.packed && left > 0; ) {
    const piece = read(start + done, Math.min(PIECE, entry.packed - done));
    if (piece.length === 0) throw new RangeError('the archive is cut short');
    done += piece.length;
    for (const { buffer, byteOffset, length } of unpack(piece, done >= entry.packed)) {
      const whole = Buffer.from(buffer, byteOffset, Math.min(length, left));
      left -= whole.length;
      if (whole.length > 0) yield whole;
    }
  }
}

function startOfData(head: Buffer, at: number): number {
  if (head.length < LOCAL_BYTES || head.readUInt32LE(0) !== LOCAL) throw new RangeError('no entry where one should be');
  return at + LOCAL_BYTES + head.readUInt16LE(26) + head.readUInt16LE(28);
}

/** Bytes of text files: which encoding they are in, found from the bytes themselves. */
import { isUtf8 } from 'node:buffer';
import { withTurns } from '../turn.ts';

/** Decodes by byte order mark, else UTF-8 when the bytes are valid UTF-8, else GB18030 (which contains GBK and GB2312). */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const encoding = markOf(bytes) ?? (isUtf8(bytes) || isDamaged([bytes]) ? 'utf-8' : 'gb18030');
  return { text: new TextDecoder(encoding).decode(bytes), encoding }; // drops a UTF-8 mark
}

/** The encoding of a text that comes in pieces; reads all of them, twice when they are not UTF-8. */
export async function detectEncoding(chunks: () => Iterable<Uint8Array>): Promise<string> {
  for (const bytes of chunks()) {
    const marked = markOf(bytes);
    if (marked) return marked;
    break; // a mark can only stand at the start
  }
  return (await areUtf8(chunks())) || isDamaged(chunks()) ? 'utf-8' : 'gb18030';
}

/** The first letters of a text, whatever its encoding: marks, names and braces of formats are ASCII. */
export function startOf(head: Buffer, bytes: number): string {
  return new TextDecoder(markOf(head) ?? 'utf-8').decode(head.subarray(0, bytes));
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** The text of the pieces, character by character whole. */
export function* decodeChunks(chunks: Iterable<Uint8Array>, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

const IS_CHINESE = /^(?=.*\p{Script=Han})(?:\p{Script=Han}|\p{ASCII}|[\u3000-\u303f\uff00-\uffef°])*$/u;

/** Tables of two programs, one under the other: the first line is UTF-8, the whole is not. */
export function isMixed(head: Buffer, encoding: string): boolean {
  return encoding === 'gb18030' && isUtf8Chinese(head.subarray(0, head.indexOf('\n') + 1));
}

/** The text of the pieces of a mixed table: each line is what it can be. */
export function* decodeMixed(chunks: Iterable<Uint8Array>, encoding: string): Generator<string> {
  const [utf8, other] = [new TextDecoder('utf-8'), new TextDecoder(encoding)];
  for (const line of lineBytes(chunks)) yield (isUtf8Chinese(line) ? utf8 : other).decode(line);
}

function isUtf8Chinese(line: Uint8Array): boolean {
  return isUtf8(line) && IS_CHINESE.test(new TextDecoder('utf-8').decode(line).trim());
}

/** Lines with their ends; a line feed is part of no character in either encoding. */
function* lineBytes(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let rest = Buffer.alloc(0);
  for (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      yield rest.subarray(0, end + 1);
      rest = rest.subarray(end + 1);
    }
    if (rest.length > LONGEST_LINE) throw new RangeError(`a line is longer than ${LONGEST_LINE} bytes`);
  }
  yield rest;
}

const LONGEST_LINE = 50_000_000; // characters: a polygon of a million vertices has 40 million

/** Lines without their ends. @throws RangeError when a line is longer than any row can be. */
export function* linesOf(texts: Iterable<string>): Generator<string> {
  let rest = '';
  for (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    if (rest.length > LONGEST_LINE) throw new RangeError(`a line is longer than ${LONGEST_LINE} characters`);
    yield* lines;
  }
  yield rest;
}

async function areUtf8(chunks: Iterable<Uint8Array>): Promise<boolean> {
  let rest = new Uint8Array();
  for await (const chunk of withTurns(chunks)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const whole = wholeCharacters(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return false;
    rest = bytes.slice(whole);
  }
  return rest.length === 0;
}

/** The length without a character at the end that is not all there. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte >= 0x80 && byte < 0xc0) continue; // inside a character
    const size = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return size > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

const DAMAGE = 0.05; // GBK read as UTF-8 is nearly all replacement characters; a damaged UTF-8 file has a few

/** UTF-8 with single bad bytes: one of them must not turn every other Chinese character into another. */
function isDamaged(chunks: Iterable<Uint8Array>): boolean {
  let [beyondAscii, replaced] = [0, 0];
  for (const text of decodeChunks(chunks, 'utf-8')) {
    beyondAscii += text.match(/\P{ASCII}/gu)?.length ?? 0;
    replaced += text.match(/\ufffd/g)?.length ?? 0;
  }
  return replaced < DAMAGE * beyondAscii;
}

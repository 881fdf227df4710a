/** Bytes of text files: which encoding they are in, found from the bytes themselves. */

/** Decodes by byte order mark, else UTF-8 when the bytes are valid UTF-8, else GB18030 (which contains GBK and GB2312). */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const encoding = detectEncoding(() => [bytes]);
  return { text: new TextDecoder(encoding).decode(bytes), encoding }; // drops a UTF-8 mark
}

/** The encoding of a text that comes in pieces; reads all of them, twice when they are not UTF-8. */
export function detectEncoding(chunks: () => Iterable<Uint8Array>): string {
  for (const bytes of chunks()) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
    break; // a mark can only stand at the start
  }
  return areUtf8(chunks()) || isDamagedUtf8(chunks()) ? 'utf-8' : 'gb18030';
}

/** The text of the pieces, character by character whole. */
export function* decodeChunks(chunks: Iterable<Uint8Array>, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
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

/** Whether bytes are valid UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  return areUtf8([bytes]);
}

function areUtf8(chunks: Iterable<Uint8Array>): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (const chunk of chunks) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false; // fatal mode throws on the first bad byte: that is the answer
  }
}

const DAMAGE = 0.05; // GBK read as UTF-8 is nearly all replacement characters; a damaged UTF-8 file has a few

/** UTF-8 with single bad bytes: one of them must not turn every other Chinese character into another. */
function isDamagedUtf8(chunks: Iterable<Uint8Array>): boolean {
  let [beyondAscii, replaced] = [0, 0];
  for (const text of decodeChunks(chunks, 'utf-8')) {
    beyondAscii += text.match(/\P{ASCII}/gu)?.length ?? 0;
    replaced += text.match(/\ufffd/g)?.length ?? 0;
  }
  return replaced < DAMAGE * beyondAscii;
}

/** The encoding of a .dbf: what .cpg or header say, unless the bytes of its texts say otherwise. */

export interface DbfEncoding {
  encoding: string;
  /** What .cpg or the header say, where the bytes contradict it; null where they agree or nothing is said. */
  overruled: string | null;
}

/** Code pages registers meet, by the number in byte 29. */
const LANGUAGE_DRIVERS: Record<number, string> = { 77: 'gb18030', 122: 'gb18030', 79: 'big5', 120: 'big5' };

type Found = 'utf-8' | 'gb2312' | 'other' | undefined;

/** .cpg first, then the header's driver byte; both only where the texts can be that. Without either, the texts decide. */
export function encodingOf(
  { cpg, driver }: { cpg: string | null; driver: number },
  texts: () => Iterable<Uint8Array>,
): DbfEncoding {
  const named = cpg?.trim().toLowerCase() || undefined;
  const stated = named ? canonical(named) : LANGUAGE_DRIVERS[driver];
  const found = weigh(texts());
  const read = found === undefined || found === 'utf-8' ? 'utf-8' : 'gb18030';
  if (stated === undefined) return { encoding: read, overruled: null };
  return contradicts(found, stated)
    ? { encoding: read, overruled: named ?? stated }
    : { encoding: stated, overruled: null };
}

/** UTF-8 is like nothing else by chance; Big5 and the like use the bytes of GBK and are taken at their word. */
function contradicts(found: Found, stated: string): boolean {
  if (found === undefined || found === stated || stated.startsWith('utf-16')) return false;
  if (found === 'utf-8' || stated === 'utf-8') return true;
  return found === 'gb2312' && /^windows-125\d$|^iso-8859/.test(stated);
}

function canonical(name: string): string {
  if (/936|gb|oem.?936/.test(name)) return 'gb18030';
  const label = /^\d{4}$/.test(name) ? `windows-${name}` : name.replace(/^ansi /, 'windows-');
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return 'gb18030'; // a name no decoder knows: GB18030 reads ASCII too
  }
}

/** What the texts beyond ASCII are; undefined where there are none. A tenth of them may be damage. */
function weigh(texts: Iterable<Uint8Array>): Found {
  let [beyondAscii, utf8, chinese] = [0, 0, 0];
  for (const text of texts) {
    if (text.every((byte) => byte < 0x80)) continue;
    beyondAscii++;
    if (isUtf8Text(text)) utf8++;
    else if (isGb2312(text)) chinese++;
  }
  if (beyondAscii === 0) return undefined;
  if (utf8 > beyondAscii / 2) return 'utf-8';
  return chinese >= 0.9 * beyondAscii ? 'gb2312' : 'other';
}

function isUtf8Text(text: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(text.subarray(0, wholeLength(text, 'utf-8')));
    return true;
  } catch {
    return false; // fatal mode throws on the first bad byte: that is the answer
  }
}

/** Pairs of the characters of GB 2312, which no Latin text is made of by chance. */
function isGb2312(text: Uint8Array): boolean {
  const whole = wholeLength(text, 'gb18030');
  for (let at = 0; at < whole; ) {
    if (text[at] < 0x80) at++;
    else if (text[at] >= 0xa1 && text[at] <= 0xf7 && text[at + 1] >= 0xa1) at += 2;
    else return false;
  }
  return true;
}

/** Bytes up to the end of the last character that is whole: a cell ends where its width does, mid-character or not. */
export function wholeLength(bytes: Uint8Array, encoding: string): number {
  if (encoding === 'utf-8') return wholeUtf8(bytes);
  if (encoding !== 'gb18030' && encoding !== 'gbk') return bytes.length;
  let at = 0;
  while (at < bytes.length) {
    const next = at + lengthOfGb(bytes, at);
    if (next > bytes.length) return at;
    at = next;
  }
  return at;
}

function lengthOfGb(bytes: Uint8Array, at: number): number {
  if (bytes[at] < 0x81 || bytes[at] === 0xff) return 1;
  const isLong = bytes[at + 1] >= 0x30 && bytes[at + 1] <= 0x39;
  return isLong ? 4 : 2;
}

function wholeUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const needed = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

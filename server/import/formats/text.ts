/** Bytes of text files: which encoding they are in, found from the bytes themselves. */

/** Decodes by byte order mark, else UTF-8 when the bytes are valid UTF-8, else GB18030 (which contains GBK and GB2312). */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16be' };
  const encoding = isUtf8(bytes) ? 'utf-8' : 'gb18030';
  return { text: new TextDecoder(encoding).decode(bytes), encoding }; // drops a UTF-8 mark
}

/** Whether bytes are valid UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false; // fatal mode throws on the first bad byte: that is the answer
  }
}

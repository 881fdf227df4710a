/** Texts that went through a wrong encoding: UTF-8 read as GBK or Latin-1, GBK read as Latin-1, and saved again. Turned back where nothing was lost. */
import { isUtf8 } from 'node:buffer';
import type { Source } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';
import type { SourceRow } from '../request.ts';

/** The source with its headers and its rows' texts mended, each told with its row; texts with lost characters are named and stay. */
export function withMendedText(source: Source): Source {
  const headers = mendedHeaders(source.columns);
  return {
    ...source,
    columns: source.columns.map((column) => headers.get(column) ?? column),
    cut: source.cut && new Map([...source.cut].map(([column, cut]) => [headers.get(column) ?? column, cut])),
    *rows() {
      source.issues.push(...headerIssue(headers));
      for (const row of source.rows()) yield mendRow(renamed(row, headers), source.issues);
    },
  };
}

/** header → as it was meant; one that would then be another column's stays. */
function mendedHeaders(columns: readonly string[]): Map<string, string> {
  const mended = new Map<string, string>();
  const taken = new Set(columns);
  for (const column of columns) {
    const header = IS_ASCII.test(column) ? undefined : (mendText(column) ?? mendText(withHardBlanks(column)));
    if (header === undefined || taken.has(header)) continue;
    taken.add(header);
    mended.set(column, header);
  }
  return mended;
}

/** A header's blanks are all made alike; between letters of a wrong encoding one was U+00A0, a byte of a character. */
function withHardBlanks(header: string): string {
  return header.replace(/(?<=\P{ASCII}) (?=\P{ASCII})/gu, '\u00a0');
}

function headerIssue(headers: ReadonlyMap<string, string>): Issue[] {
  if (headers.size === 0) return [];
  const [value, detail] = [[...headers.keys()].join(', '), [...headers.values()].join(', ')];
  return [issue('headers_mended', { row: null, value, detail })];
}

function renamed(row: SourceRow, headers: ReadonlyMap<string, string>): SourceRow {
  if (headers.size === 0) return row;
  const cells = Object.entries(row.properties).map(([column, cell]) => [headers.get(column) ?? column, cell]);
  return { ...row, properties: Object.fromEntries(cells) };
}

function mendRow(row: SourceRow, issues: Issue[]): SourceRow {
  let properties = row.properties;
  for (const field in row.properties) {
    const value = row.properties[field];
    if (typeof value !== 'string' || IS_ASCII.test(value)) continue;
    if (LOST.test(value)) issues.push(issue('lost_characters', { row: row.row, field, value }));
    const mended = mendText(value);
    if (mended === undefined) continue;
    properties = { ...properties, [field]: mended };
    issues.push(issue('text_mended', { row: row.row, field, value, detail: mended.slice(0, SHOWN) }));
  }
  return properties === row.properties ? row : { ...row, properties };
}

const SHOWN = 200; // characters of a text, as of its value

// 锟斤拷 is what U+FFFD, saved as UTF-8, is in GBK; 锟 alone is a name's
const LOST = /\ufffd|锟斤/;
const IS_ASCII = /^\p{ASCII}*$/u;
const IS_CHINESE = /^(?:\p{Script=Han}|\p{ASCII}|[\u3000-\u303f\uff00-\uffef·—…“”‘’])*$/u;

/** 娌虫睙 → 河江, æ²³ → 河; undefined when a text is not such a one or cannot be turned back whole. */
export function mendText(text: string): string | undefined {
  for (const encode of [encodeGbk, encodeLatin]) {
    const bytes = encode(text);
    const read = bytes && readUtf8(bytes);
    // real words happen to be valid UTF-8 now and then, but not UTF-8 of nothing but Chinese in fewer characters
    if (read && read !== text && IS_CHINESE.test(read) && /\p{Script=Han}/u.test(read) && read.length < text.length)
      return read;
  }
  return mendLatin(text);
}

/** ÇàÆÖÌÁ → 青浦塘: GBK shown as Latin-1. Only common characters in pairs, two at least: no Western word is made so. */
function mendLatin(text: string): string | undefined {
  const bytes = encodeLatin(text);
  if (!bytes || !IS_GBK_AS_LATIN.test(Buffer.from(bytes).toString('latin1'))) return undefined;
  const read = new TextDecoder('gbk').decode(bytes);
  return IS_CHINESE.test(read) ? read : undefined;
}

const IS_GBK_AS_LATIN = /^(?=.*(?:[\xb0-\xd7][\xa1-\xfe]){2})(?:\p{ASCII}|[\xa1-\xa3\xb0-\xf7][\xa1-\xfe])+$/u;

/** Asked before it is decoded: a decoder says no by throwing, and most texts are no. */
function readUtf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? new TextDecoder('utf-8').decode(bytes) : undefined;
}

let gbkCodes: Map<string, number> | undefined;

/** Code of every two-byte character of GBK; made once, from the decoder, when the first text asks for it. */
function codesOfGbk(): Map<string, number> {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, number>([['€', 0x80]]);
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if (text.length === 1 && text !== '\ufffd' && !codes.has(text)) codes.set(text, lead * 256 + trail);
    }
  return codes;
}

function encodeGbk(text: string): Uint8Array | undefined {
  gbkCodes ??= codesOfGbk();
  const bytes: number[] = [];
  let isAscii = true;
  for (const character of text) {
    const code = character < '\x80' ? character.charCodeAt(0) : gbkCodes.get(character);
    if (code === undefined) return undefined;
    if (isAscii && code > 127 && !mayBegin(code)) return undefined; // most real words end here
    isAscii &&= code < 128;
    if (code > 255) bytes.push(code >> 8);
    bytes.push(code & 255);
  }
  return Uint8Array.from(bytes);
}

/** Whether two bytes can stand at the start of a character in UTF-8. */
function mayBegin(code: number): boolean {
  const [lead, next] = [code >> 8, code & 255];
  return lead >= 0xc2 && lead <= 0xf4 && next >= 0x80 && next <= 0xbf;
}

function encodeLatin(text: string): Uint8Array | undefined {
  if (BEYOND_LATIN.test(text)) return undefined; // nearly every Chinese text: no buffer for it
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[i] = CP1252.get(text[i]) ?? text.charCodeAt(i);
  }
  return bytes;
}

/** What windows-1252 shows for bytes 80-9F. */
const CP1252 = new Map(
  Array.from({ length: 32 }, (_, i) => [new TextDecoder('windows-1252').decode(Uint8Array.of(0x80 + i)), 0x80 + i]),
);

const BEYOND_LATIN = new RegExp(`[^\\x00-\\xff${[...CP1252.keys()].join('')}]`);

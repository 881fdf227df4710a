/** What a workbook holds beside its sheets: names, shared texts, which cell styles are dates (ECMA-376 part 1, 18). */
import type { Archive } from '../archive/archive.ts';
import { child, descendants, elementsOf, type XmlElement } from '../xml/elements.ts';

export interface Workbook {
  archive: Archive;
  /** Path of each sheet's part by the sheet's name, in the order of the tabs. */
  sheets: Map<string, string>;
  texts: string[];
  /** Per cell style: whether numbers in it are dates. */
  isDate: boolean[];
  /** Days are counted from 1904 instead of 1900. */
  is1904: boolean;
}

const PIECE = 1 << 16; // bytes given to the parser at a time: rows come out before the sheet has ended

/** @throws Error when a part is missing or not well-formed */
export function openWorkbook(archive: Archive): Workbook {
  const names = new Set(['sheet', 'workbookPr']);
  const book = [...elementsOf(partTexts(archive, 'xl/workbook.xml'), names)];
  const targets = relationships(archive);
  const sheets = book
    .filter(({ name }) => name === 'sheet')
    .map(({ attributes }): [string, string] => [attributes.name, targets.get(idOf(attributes)) ?? ''])
    .filter(([, part]) => /worksheets\//.test(part));
  const { date1904 } = book.find(({ name }) => name === 'workbookPr')?.attributes ?? {};
  return {
    archive,
    sheets: new Map(sheets),
    texts: sharedTexts(archive),
    isDate: dateStyles(archive),
    is1904: date1904 === '1' || date1904 === 'true',
  };
}

/** A part of the archive in pieces of text. */
export function* partTexts(archive: Archive, part: string): Generator<string> {
  let decoder: TextDecoder | undefined;
  for (const bytes of archive.chunks(archive.find(part))) {
    decoder ??= new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8');
    for (let at = 0; at < bytes.length; at += PIECE)
      yield decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
  }
}

/** r:id, whatever the prefix is. */
function idOf(attributes: Record<string, string>): string {
  return Object.entries(attributes).find(([name]) => /:id$/.test(name))?.[1] ?? '';
}

function relationships(archive: Archive): Map<string, string> {
  const all = [...elementsOf(partTexts(archive, 'xl/_rels/workbook.xml.rels'), new Set(['Relationship']))];
  const path = (target: string) => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  return new Map(all.map(({ attributes }) => [attributes.Id, path(attributes.Target ?? '')]));
}

function sharedTexts(archive: Archive): string[] {
  const part = 'xl/sharedStrings.xml';
  if (!archive.entries.some(({ name }) => name === part)) return [];
  return Array.from(elementsOf(partTexts(archive, part), new Set(['si'])), richText);
}

/** The runs of a text joined; phonetic guides (rPh) are not part of it. */
export function richText(element: XmlElement): string {
  const runs = element.children.filter(({ name }) => name === 'r');
  return [element, ...runs].map((each) => child(each, 't')?.text ?? '').join('');
}

const DATE_FORMATS = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
]; // built-in numbers, those of Chinese Excel included

function dateStyles(archive: Archive): boolean[] {
  const part = 'xl/styles.xml';
  if (!archive.entries.some(({ name }) => name === part)) return [];
  const [sheet] = elementsOf(partTexts(archive, part), new Set(['styleSheet']));
  const codes = new Map(
    descendants(sheet, 'numFmt').map(({ attributes }) => [attributes.numFmtId, attributes.formatCode]),
  );
  const isDate = (id: string) => {
    const code = codes.get(id);
    if (code === undefined) return DATE_FORMATS.some(([from, to]) => Number(id) >= from && Number(id) <= to);
    return /[ymdhs年月日时]/i.test(code.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, ''));
  };
  const cells = child(sheet, 'cellXfs')?.children ?? [];
  return cells.map(({ attributes }) => isDate(attributes.numFmtId ?? '0'));
}

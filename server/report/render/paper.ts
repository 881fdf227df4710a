/**
 * The paper of printed tables. A browser cuts off what is wider than the page, and cannot turn the page by itself: so the
 * widest word of each column is measured here, wide tables lie on A4 landscape, and still wider ones are written smaller.
 */

/** Of letters, pixels. */
export const FONT_PX = 13;
/** Between margins of 10 mm, CSS pixels (96 to the inch). */
const PORTRAIT_PX = 718;
const LANDSCAPE_PX = 1046;
/** Beside a cell's text, in its letters. */
const PADDING_EM = 0.8;
/** English headings are smaller. */
const HEADING_EM = 0.8;
/** Wider words, in letters, are sentences or lists: they may be broken anywhere. */
export const WIDEST_EM = 14;
const LATIN_EM = 0.64; // digits of the widest common font, DejaVu Sans

/** A heading or a cell as it is written. */
export interface Written {
  text: string;
  /** Numbers stand on one line. */
  isNumber: boolean;
}

/** The rules of a page that holds tables whose columns have such widest words, in letters. */
export function paperRules(tables: readonly (readonly number[])[]): string {
  const widest = Math.max(...tables.map((columns) => columns.reduce((sum, em) => sum + em + PADDING_EM, 0)));
  const isWide = widest * FONT_PX > PORTRAIT_PX;
  const px = Math.min(FONT_PX, Math.floor((10 * LANDSCAPE_PX) / widest) / 10);
  const size = px < FONT_PX ? `@media print{table{font-size:${px}px}}` : '';
  return `@page{size:A4${isWide ? ' landscape' : ''};margin:10mm}${size}`;
}

export function columnEm(en: string, cells: Iterable<Written>): number {
  let widest = Math.max(...en.split(' ').map(wordEm)) * HEADING_EM;
  for (const { text, isNumber } of cells) {
    if (text.length <= widest) continue; // no character is wider than a letter
    widest = Math.max(widest, isNumber ? wordEm(text) : Math.min(WIDEST_EM, widestWord(text)));
  }
  return widest;
}

export const isBreakable = (text: string): boolean => text.length > WIDEST_EM && widestWord(text) > WIDEST_EM;

const widestWord = (text: string): number => Math.max(...text.split(/\s/).map(wordEm));

function wordEm(word: string): number {
  let em = 0;
  for (const character of word) em += character.codePointAt(0)! >= 0x2e80 ? 1 : LATIN_EM;
  return em;
}

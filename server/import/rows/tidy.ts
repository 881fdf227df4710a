/** What is mended in a text without asking, and said: look-alike characters, line breaks and blanks nobody meant. */
import type { IssueCode } from '../issues.ts';

export interface Tidied {
  text: string;
  codes: IssueCode[];
}

const CLEAN = /^[^囗\r\n\v\f\u0085\u2028\u2029\t\u00a0\u200b\u3000\ufeff]*$/;
const BREAK = /[\r\n\v\f\u0085\u2028\u2029]/;
const BREAKS = /\s*[\r\n\v\f\u0085\u2028\u2029]+\s*/g;
const CJK = '[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef]';
const SIGN = '[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u{20000}-\\u{3ffff}‘’“”]';
// 河⏎2号 is 河2号: a number is written to Chinese without a blank
const BREAK_AT_CJK = new RegExp(`(?<=${SIGN})\\n(?=${SIGN}|\\d)|(?<=\\d)\\n(?=${SIGN})`, 'gu');
const BETWEEN_CJK = new RegExp(`(?<=${CJK})(\\s|[\\u200b\\ufeff])+(?=${CJK})`, 'g');

/** 囗 (U+56D7, no word of its own) stands where 口 was meant. */
export function withMouth(text: string): string {
  return text.replaceAll('囗', '口');
}

/** A trimmed text as it should be. */
export function tidyText(text: string): Tidied {
  if (CLEAN.test(text)) return { text, codes: [] };
  const codes: IssueCode[] = [];
  if (text.includes('囗')) codes.push('glyph_repaired');
  if (BREAK.test(text)) codes.push('newline_removed');
  if (/[\t\u00a0\u200b\u3000\ufeff]/.test(text)) codes.push('blank_removed');
  const tidied = withMouth(text)
    .replace(BREAKS, '\n')
    .replace(BREAK_AT_CJK, '')
    .replace(BETWEEN_CJK, '')
    .replace(/[\u200b\ufeff]/g, '')
    .replace(/[\n\t\u00a0\u3000]+/g, ' ');
  return { text: tidied, codes };
}

/** A name for comparing: 夏阳街道办事处, 夏阳 街道 and 夏阳街道 are one. */
export function plainName(name: string): string {
  return withMouth(name)
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]/g, '')
    .replace(/(街道)(办事处|办)$/, '$1')
    .replace(/(镇|乡)人民政府$/, '$1')
    .toLowerCase();
}

const TOWN_KIND = /(?<=..)(镇|乡|街道|街道?办事处|街道?办|办事处)$/;

/** A town's name without the word for its kind: 赵巷镇 is written 赵巷, 盈浦街道 盈浦 or 盈浦办事处. */
export function bareTownName(name: string): string {
  return plainName(name).replace(TOWN_KIND, '');
}

const PLACES_ABOVE = /^\p{Script=Han}+(省|市|区|县|旗|盟|自治州)$/u;
const LONGEST_NAME = 40; // characters, with province, city and county in front

/**
 * The towns that a name written otherwise may mean: without the word for their kind, with 办事处 behind a 镇, with the
 * places above them in front (青浦区赵巷镇). 上海市北镇 may be 北镇 in 上海市 as well as 市北镇 in 上海.
 */
export function townsMeant<Town extends { name: string | null }>(towns: readonly Town[], written: string): Town[] {
  const rests = restsOf(plainName(written));
  const meant = towns.filter(({ name }) => name !== null && rests.some((rest) => isTownVariant(name, rest)));
  const isMeantToo = ({ name }: Town) => name !== null && plainName(written).endsWith(plainName(name));
  return meant.length === 0 ? [] : towns.filter((town) => meant.includes(town) || isMeantToo(town));
}

/** A name as it is, and what it leaves behind words for places above a town. */
function restsOf(plain: string): string[] {
  const cuts =
    plain.length > LONGEST_NAME ? [] : [...plain.matchAll(/[省市区县旗盟州]/g)].map(({ index }) => index + 1);
  return [plain, ...cuts.filter((cut) => PLACES_ABOVE.test(plain.slice(0, cut))).map((cut) => plain.slice(cut))];
}

function isTownVariant(town: string, written: string): boolean {
  const whole = plainName(town);
  return whole === written || whole === written.replace(/(?<=[镇乡])办事处$/, '') || isBareVariant(town, written);
}

/**
 * Whether two names may be one town's: alike but for the word for its kind, which one of them leaves out. 城关镇 and
 * 城关乡 are two.
 */
function isBareVariant(one: string, other: string): boolean {
  const [bareOne, bareOther] = [bareTownName(one), bareTownName(other)];
  return bareOne === bareOther && (isBare(one) || isBare(other));
}

/** 办事处 alone leaves open of what: a 街道 in nearly all cases, a 镇 in some. */
function isBare(name: string): boolean {
  return bareTownName(name) === plainName(name).replace(/(街办|(?<!街道)办事处)$/, '');
}

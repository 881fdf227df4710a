/**
 * Names of places in Latin letters, by the rules of 1984 for Chinese place names (中国地名汉语拼音字母拼写规则) and resolution
 * III/8 of the United Nations: Hanyu Pinyin without tones, the generic part apart, each word with a capital.
 */
import { pinyin } from 'pinyin-pro';
import { wordStarts } from './generic-parts.ts';
import { readAsPlaces } from './readings.ts';

const CHINESE = /\p{Script=Han}+/u;
const BRACKETS: Readonly<Record<string, string>> = {
  '〔': '(',
  '〕': ')',
  '【': '(',
  '】': ')',
  '、': ',',
  '·': ' ',
  '—': '-',
};

/**
 * 淀浦河 Dianpu He, 女儿泾 Nü'er Jing, 苏州河（3号支流） Suzhou He (3 Hao Zhiliu). Digits and Latin letters stay as they are.
 * @returns null for a name without Chinese, or with a character that has no reading.
 */
export function spellName(name: string): string | null {
  const plain = name.normalize('NFKC').replace(/[〔〕【】、·—]/g, (mark) => BRACKETS[mark]);
  if (!CHINESE.test(plain)) return null;
  const parts = plain
    .match(/\p{Script=Han}+|\P{Script=Han}+/gu)!
    .map((part) => (CHINESE.test(part) ? spell(part) : part));
  return parts.includes(null) ? null : joined(parts as string[]);
}

function spell(chinese: string): string | null {
  const isFamily = /^..?家/u.test(chinese); // 单家浜 is the creek of the Shan, not the single one
  const read = pinyin(chinese, { toneType: 'none', type: 'array', surname: isFamily ? 'head' : 'off' });
  const syllables = readAsPlaces(chinese, read);
  if (syllables.length !== chinese.length || syllables.some((syllable) => !/^[a-zü]+$/.test(syllable))) return null;
  const starts = wordStarts(chinese);
  return starts.map((from, i) => word(syllables.slice(from, starts[i + 1]))).join(' ');
}

/** xi an is Xi'an: where a syllable begins with a vowel it could else be read as the end of the one before. */
function word([first, ...others]: string[]): string {
  const rest = others.map((syllable) => (/^[aoe]/.test(syllable) ? `'${syllable}` : syllable));
  return first[0].toUpperCase() + first.slice(1) + rest.join('');
}

/** A space where letters or digits meet, before a bracket that opens and after a comma. */
const joined = (parts: readonly string[]): string =>
  parts
    .reduce((text, part) => text + (/[\p{L}\p{N})]$/u.test(text) && /^[\p{L}\p{N}(]/u.test(part) ? ' ' : '') + part)
    .replace(/,(?=\S)/g, ', ')
    .replace(/\s+/g, ' ')
    .trim();

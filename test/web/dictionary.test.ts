import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DICTIONARIES, filled, type Key, translator } from '../../web/i18n/dictionary.ts';
import { percent } from '../../web/i18n/format.ts';
import { IMPORT_WORDS } from '../../web/imports/words.ts';
import { REVIEW_WORDS } from '../../web/review/words.ts';

const keys = Object.keys(DICTIONARIES.zh) as Key[];
const slots = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

const CHINESE_MARKS = /[\u3000-\u303f\uff00-\uff65]/;
/** Towns of a gap, as data have them and names.ts takes them apart; what a person may type; and an answer in Chinese. */
const OF_DATA = [
  "viewer/scope-data.ts '、'",
  "panels/names.ts '、'",
  "review/show-place.ts '、'",
  "api/questions.ts '页面自身出错，请重新加载。'",
];

function sourcesOfPages(): [name: string, text: string][] {
  const files = readdirSync('web', { recursive: true, encoding: 'utf8' });
  const pages = files.filter((name) => name.endsWith('.ts') && !/^(dist|node_modules|i18n)\b|words\.ts$/.test(name));
  return pages.map((name) => [name, readFileSync(join('web', name), 'utf8')]);
}

describe('the dictionary', () => {
  it('has every key in both languages', () => {
    expect(Object.keys(DICTIONARIES.en).sort()).toEqual([...keys].sort());
  });

  it('says each thing in both languages with the same values in it', () => {
    for (const key of keys) {
      const { zh, en } = { zh: DICTIONARIES.zh[key], en: DICTIONARIES.en[key] };
      expect(zh.trim(), key).not.toBe('');
      expect(en.trim(), key).not.toBe('');
      expect(slots(en), key).toEqual(slots(zh));
    }
  });

  it('has no exclamation marks and no 请您', () => {
    for (const words of Object.values(DICTIONARIES))
      for (const text of Object.values(words)) expect(text).not.toMatch(/[!！]|请您/);
  });

  it('has no Chinese punctuation in English', () => {
    for (const words of [DICTIONARIES.en, IMPORT_WORDS.en, REVIEW_WORDS.en])
      for (const text of Object.values(words)) expect(text).not.toMatch(CHINESE_MARKS);
  });

  it('has all of it: no page joins words by a Chinese mark of its own', () => {
    const own = sourcesOfPages().flatMap(([name, text]) =>
      text.split('\n').flatMap((line) => {
        const quoted = line.match(/^\s*(\/?\*|\/\/)/) ? [] : (line.match(/(['"`])(?:(?!\1).)*\1/g) ?? []);
        return quoted.filter((each) => CHINESE_MARKS.test(each)).map((each) => `${name} ${each}`);
      }),
    );
    expect(own.filter((each) => !OF_DATA.includes(each))).toEqual([]);
  });

  it('puts values where the words have a place for them', () => {
    expect(translator('en')('rows', { count: 5 })).toBe('5 rows');
    expect(translator('zh')('stationing', { from: '1.000', to: '2.000' })).toBe('桩号 1.000 – 2.000 km');
  });
});

/** Every word that stands in quotes somewhere, and beginnings of those that are put together. */
function wordsOfPages(): { whole: Set<string>; begun: string[] } {
  const files = readdirSync('web', { recursive: true, encoding: 'utf8' });
  const sources = files.filter((name) => name.endsWith('.ts') && !/^(dist|node_modules|i18n)\b/.test(name));
  const text = sources.map((name) => readFileSync(join('web', name), 'utf8')).join('\n');
  const whole = new Set([...text.matchAll(/['"`](\w+)['"`]/g)].map(([, word]) => word));
  return { whole, begun: [...text.matchAll(/`(\w+_)\$\{/g)].map(([, word]) => word) };
}

/** Values of a link, said as they come. */
const OF_LINKS = ['confirmed', 'proposed', 'overridden', 'ambiguous', 'name_disagrees', 'outfall_moved'];

describe('the words', () => {
  it('are all said somewhere', () => {
    const { whole, begun } = wordsOfPages();
    const isSaid = (key: string) =>
      whole.has(key) || OF_LINKS.includes(key) || begun.some((start) => key.startsWith(start));
    expect([...keys, ...Object.keys(IMPORT_WORDS.zh)].filter((key) => !isSaid(key))).toEqual([]);
  });
});

/** Said of two or more only: parts of a gap, layers to choose from, the first of more shapes than a preview draws. */
const OF_SEVERAL = ['gapInParts', 'sourceLayerChoose', 'sourceLayerAll', 'drawnPart'];

/** The sentences in English with 1 for each value. */
const ofOne = [DICTIONARIES.en, IMPORT_WORDS.en, REVIEW_WORDS.en]
  .flatMap((words) => Object.entries<string>(words))
  .filter(([key]) => !OF_SEVERAL.includes(key))
  .map(([, words]) => filled(words, Object.fromEntries([...words.matchAll(/\{(\w+)/g)].map(([, name]) => [name, 1]))));

describe('one thing', () => {
  it('is said in the singular', () => {
    expect(filled('{n} {n:row is|rows are} read', { n: '1' })).toBe('1 row is read');
    expect(filled('{n} {n:row is|rows are} read', { n: 0 })).toBe('0 rows are read');
    expect(translator('en')('gapsOfRiver', { count: '1' })).toBe('1 stretch of gap');
    const several = /\b1 (more |unbroken )?(hollow or dashed )?(?!is |lies |was )\w+s\b/;
    expect(ofOne.filter((said) => several.test(said) || said.includes('|'))).toEqual([]);
  });
});

describe('a percent on the page', () => {
  it('is never 100 of what is not all', () => {
    expect([percent(99.97), percent(99.99, 2), percent(100), percent(99.94), percent(0), percent(null)]).toEqual([
      ...['99.9', '99.99', '100.0', '99.9', '0.0', '–'],
    ]);
  });
});

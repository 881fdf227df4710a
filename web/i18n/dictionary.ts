/** The words of the page in two languages, typed: a key that one language lacks does not compile. */
import { en } from './en.ts';
import { zhCn } from './zh-cn.ts';

export type Language = 'zh' | 'en';
export type Key = keyof typeof zhCn;
export type Dictionary = Readonly<Record<Key, string>>;

export const DICTIONARIES: Readonly<Record<Language, Dictionary>> = { zh: zhCn, en };

/** `lang` attribute of each language. */
export const LANG_TAG: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

export interface Translate {
  (key: Key, values?: Values): string;
  readonly language: Language;
}

type Values = Readonly<Record<string, string | number>>;

/** `{name}` is replaced by `values.name`, `{name:one|many}` by the first where that value is 1, else by the second. */
export function filled(words: string, values: Values): string {
  const put = (whole: string, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (one === undefined) return String(value);
    return String(value) === '1' ? one : many!;
  };
  return words.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, put);
}

/** Returns the words of one language, with values put where they have a place for them. */
export function translator(language: Language): Translate {
  const words = DICTIONARIES[language];
  const say = (key: Key, values: Values = {}) => filled(words[key], values);
  return Object.assign(say, { language });
}

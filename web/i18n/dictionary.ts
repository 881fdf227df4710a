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
  (key: Key, values?: Readonly<Record<string, string | number>>): string;
  readonly language: Language;
}

/** Returns the words of one language; `{name}` in them is replaced by `values.name`. */
export function translator(language: Language): Translate {
  const words = DICTIONARIES[language];
  const say = (key: Key, values: Readonly<Record<string, string | number>> = {}) =>
    words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  return Object.assign(say, { language });
}

/** What the parts of the import room share: the room's words and what they may ask it to do. */

import type { Problem } from '../api/types.ts';
import type { Language } from '../i18n/dictionary.ts';
import { type ImportKey, LAYER_WORDS, type Say, sayer } from './words.ts';
import type { Options, Work } from './work.ts';

export interface Room {
  say: Say;
  language: Language;
  describe(patch: Partial<Options>): void;
  give(column: string, field: string): void;
}

export type Looked = Work & { preview: NonNullable<Work['preview']> };

/** What a layer is called; its name where nobody gave it another. */
export const layerName = (layer: string, language: Language): string => LAYER_WORDS[layer]?.[language] ?? layer;

/** A field's first Chinese header, or its own name in words. */
export function fieldName({ name, headers }: { name: string; headers: readonly string[] }, language: Language): string {
  const header = language === 'zh' ? headers.find((each) => /\p{Script=Han}/u.test(each)) : undefined;
  return header ?? name.replaceAll('_', ' ');
}

/** Refusals whose remedy stands on this page and not on the command line. */
const HERE: Readonly<Record<string, ImportKey>> = {
  crs_needed: 'crsNeeded',
  no_position: 'positionNeeded',
  wide_table: 'wide',
};

export function refusalWords({ code = '', detail, detail_zh }: Problem, language: Language): string {
  const key = HERE[code];
  if (key) return sayer(language)(key);
  return (language === 'zh' ? detail_zh : detail) ?? code;
}

export const saidIn = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value.trim();

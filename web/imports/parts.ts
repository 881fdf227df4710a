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

/** Refusals whose remedy stands on this page and not on the command line. */
const HERE: Readonly<Record<string, ImportKey>> = {
  crs_needed: 'crsNeeded',
  no_position: 'positionNeeded',
  wide_table: 'wide',
};

/** Where this page has what the service says is to be done. */
const WAYS: Readonly<Record<string, ImportKey>> = { required_field_missing: 'fieldWay' };

const COMMAND_LINE = /（命令行：[^（）]*）| \(command line: [^()]*\)/g;

/** The service says in brackets how something is done on the command line, which this page has not; it has `way`. */
export const onPage = (sentence: string, way = ''): string => sentence.replace(COMMAND_LINE, () => way);

export function refusalWords({ code = '', detail, detail_zh }: Problem, language: Language): string {
  const say = sayer(language);
  const key = HERE[code];
  if (key) return say(key);
  const way = WAYS[code];
  return onPage((language === 'zh' ? detail_zh : detail) ?? code, way && say(way));
}

export const saidIn = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value.trim();

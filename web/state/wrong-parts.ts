/** What an address says that is not understood: it is passed over, and the reader is told. Pure. */
import type { Translate } from '../i18n/dictionary.ts';

export interface WrongPart {
  name: string;
  value: string;
  /** What it should be; null for a name that the page has not. */
  known: string | null;
}

interface Part {
  known: string;
  /** The words of the value that are not understood. */
  wrong(value: string): readonly string[];
}

/** What an address of one page may say. */
export type Parts = Readonly<Record<string, Part>>;

export const as = (known: string, isKnown: (value: string) => boolean): Part => ({
  known,
  wrong: (value) => (isKnown(value) ? [] : [value]),
});
export const oneOf = (...values: readonly string[]): Part => as(values.join(', '), (value) => values.includes(value));
export const anything = as('', () => true);

export const wrongParts = (query: string, parts: Parts): WrongPart[] =>
  [...new URLSearchParams(query)].flatMap(([name, value]): WrongPart[] => {
    if (!Object.hasOwn(parts, name)) return [{ name, value, known: null }];
    const { known, wrong } = parts[name];
    const words = wrong(value);
    return words.length > 0 ? [{ name, value: words.join(','), known }] : [];
  });

export const wrongSentences = (t: Translate, wrong: readonly WrongPart[]): string[] =>
  wrong.map(({ name, value, known }) =>
    known === null ? t('embedParameter', { name }) : t('embedWrong', { name, value, known }),
  );

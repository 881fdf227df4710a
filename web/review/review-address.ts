/** What the address of the review page says: which list, and which item of it. Pure. */
import type { Language } from '../i18n/dictionary.ts';
import type { ThemeChoice } from '../state/view-state.ts';
import type { Review } from './review-api.ts';

export interface ReviewAddress {
  district: string | null;
  kind: '' | Review['kind']; // empty: all
  state: Review['state'];
  tab: 'list' | 'quality';
  item: string | null;
  language: Language;
  theme: ThemeChoice;
}

function among<Value extends string>(text: string | null, values: readonly Value[], otherwise: Value): Value {
  return values.includes(text as Value) ? (text as Value) : otherwise;
}

/** Reads a query string; what is missing or wrong is as the page begins. */
export function parseReview(query: string): ReviewAddress {
  const given = new URLSearchParams(query);
  return {
    district: given.get('district'),
    kind: among(given.get('kind'), ['', 'link', 'flag', 'duplicate'], ''),
    state: among(given.get('state'), ['open', 'decided'], 'open'),
    tab: among(given.get('tab'), ['list', 'quality'], 'list'),
    item: given.get('item') || null,
    language: among(given.get('lang'), ['zh', 'en'], 'zh'),
    theme: among(given.get('theme'), ['auto', 'light', 'dark'], 'auto'),
  };
}

/** Writes a query string; what is as the page begins is left out. */
export function formatReview({ district, kind, state, tab, item, language, theme }: ReviewAddress): string {
  const query = new URLSearchParams();
  if (district !== null) query.set('district', district);
  if (kind) query.set('kind', kind);
  if (state !== 'open') query.set('state', state);
  if (tab !== 'list') query.set('tab', tab);
  if (item !== null) query.set('item', item);
  if (language !== 'zh') query.set('lang', language);
  if (theme !== 'auto') query.set('theme', theme);
  return query.toString();
}

/** What the strip page shows, as one value; the URL holds all of it. Pure. */
import type { Language } from '../i18n/dictionary.ts';
import { isDay, isMoment, type ThemeChoice } from '../state/view-state.ts';
import { anything, as, oneOf, type Parts } from '../state/wrong-parts.ts';
import type { Mode } from '../style/layers/state-lines.ts';

export const SORTS = ['level', 'gap', 'length', 'percent', 'name'] as const;
export type Sort = (typeof SORTS)[number];
export const LEVELS = ['municipal', 'district', 'town', 'village', 'unknown'] as const;

export interface StripsState {
  district: string | null;
  mode: Mode | null; // both
  asOf: string | null; // YYYY-MM-DD
  knownAt: string | null; // a day or a data version: the register as it was known then
  town: string | null; // key, or outside
  level: string | null;
  search: string;
  sort: Sort;
  /** One scale for all rivers, or each over the full width. */
  scale: 'common' | 'full';
  language: Language;
  theme: ThemeChoice;
  share: string | null; // the link's own secret
}

export const FIRST: StripsState = {
  district: null,
  mode: null,
  asOf: null,
  knownAt: null,
  town: null,
  level: null,
  search: '',
  sort: 'level',
  scale: 'common',
  language: 'zh',
  theme: 'auto',
  share: null,
};

const MODES = ['above_water', 'under_water'] as const;
const SCALES = ['common', 'full'] as const;
const LANGUAGES = ['zh', 'en'] as const;
const THEMES = ['auto', 'light', 'dark'] as const;

/** What an address of the page may say. */
export const STRIPS_PARTS: Parts = {
  ...{ district: anything, town: anything, q: anything, share: anything },
  mode: oneOf(...MODES),
  as_of: as('YYYY-MM-DD', isDay),
  known_at: as('YYYY-MM-DD, 12', isMoment),
  level: oneOf(...LEVELS),
  sort: oneOf(...SORTS),
  scale: oneOf(...SCALES),
  lang: oneOf(...LANGUAGES),
  theme: oneOf(...THEMES),
};

function among<Value extends string, Otherwise>(text: string | null, values: readonly Value[], otherwise: Otherwise) {
  return values.includes(text as Value) ? (text as Value) : otherwise;
}

/** Reads a query string; what is missing or wrong falls back to the first state (STRIPS_PARTS tells what is wrong). */
export function parseStrips(query: string): StripsState {
  const given = new URLSearchParams(query);
  const [asOf, knownAt] = [given.get('as_of'), given.get('known_at')];
  return {
    district: given.get('district'),
    mode: among(given.get('mode'), MODES, null),
    asOf: asOf !== null && isDay(asOf) ? asOf : null,
    knownAt: knownAt !== null && isMoment(knownAt) ? knownAt : null,
    town: given.get('town') || null,
    level: among(given.get('level'), LEVELS, null),
    search: given.get('q') ?? '',
    sort: among(given.get('sort'), SORTS, FIRST.sort),
    scale: among(given.get('scale'), SCALES, FIRST.scale),
    language: among(given.get('lang'), LANGUAGES, FIRST.language),
    theme: among(given.get('theme'), THEMES, FIRST.theme),
    share: given.get('share'),
  };
}

/** What the report is asked with: the same for rows, files and the printed page. */
export function reportQuery(state: StripsState): URLSearchParams {
  const { district, mode, asOf, knownAt, town, level, search, sort } = state;
  const scope = town && `town:${town}`;
  const wanted = {
    district,
    mode,
    as_of: asOf,
    known_at: knownAt,
    scope,
    level,
    q: search.trim() || null,
    sort: sort === FIRST.sort ? null : sort,
  };
  const given = Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== null);
  return new URLSearchParams(given);
}

/** Writes a query string; what equals the first state is left out. */
export function formatStrips(state: StripsState): string {
  const query = reportQuery(state);
  query.delete('scope');
  if (state.town) query.set('town', state.town);
  if (state.scale !== FIRST.scale) query.set('scale', state.scale);
  if (state.language !== FIRST.language) query.set('lang', state.language);
  if (state.theme !== FIRST.theme) query.set('theme', state.theme);
  if (state.share !== null) query.set('share', state.share);
  return query.toString();
}

/** The viewer with a river or a gap chosen. */
export function viewerUrl(state: StripsState, select: string, mode: Mode | null = state.mode): string {
  const { district, asOf, knownAt, language, theme, share } = state;
  const query = new URLSearchParams({ ...(district && { district }), ...(mode === 'under_water' && { mode }) });
  if (asOf) query.set('as_of', asOf);
  if (knownAt) query.set('known_at', knownAt);
  query.set('select', select);
  if (language !== FIRST.language) query.set('lang', language);
  if (theme !== FIRST.theme) query.set('theme', theme);
  if (share !== null) query.set('share', share);
  return `/?${query}`;
}

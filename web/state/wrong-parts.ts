/** What an address says that is not understood: it is passed over, and the reader is told. Pure. */
import { LEGEND_KEYS } from '../embed/options.ts';
import { parseTrace } from './trace-state.ts';
import { ABOVE_ONLY, isDay, isMoment, parseCorners, parseTarget, parseView, TABS } from './view-state.ts';

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

const as = (known: string, isKnown: (value: string) => boolean): Part => ({
  known,
  wrong: (value) => (isKnown(value) ? [] : [value]),
});
const oneOf = (...values: readonly string[]): Part => as(values.join(', '), (value) => values.includes(value));
const anything = as('', () => true);
const day = as('YYYY-MM-DD', isDay);

const PARTS: Readonly<Record<string, Part>> = {
  ...{ district: anything, town: anything, share: anything },
  at: as('zoom/lon/lat', (value) => parseView(value) !== null),
  mode: oneOf('above_water', 'under_water', ABOVE_ONLY),
  as_of: day,
  compare: day,
  known_at: as('YYYY-MM-DD, 12', isMoment),
  select: as('river:1, outfall:1, zone:1, gap:1/2/3', (value) => parseTarget(value) !== null),
  area: as('lon/lat,lon/lat,lon/lat', (value) => parseCorners(value, 3) !== null),
  measure: as('lon/lat,lon/lat', (value) => parseCorners(value, 2) !== null),
  mark: as('lon/lat', (value) => parseCorners(value, 1) !== null),
  trace: as('lon,lat,DD', (value) => parseTrace(value) !== null),
  hide: {
    known: LEGEND_KEYS.join(', '),
    wrong: (value) => value.split(',').filter((key) => key !== '' && !LEGEND_KEYS.includes(key)),
  },
  tab: oneOf(...TABS),
  lang: oneOf('zh', 'en'),
  theme: oneOf('auto', 'light', 'dark'),
};

export const wrongParts = (query: string): WrongPart[] =>
  [...new URLSearchParams(query)].flatMap(([name, value]): WrongPart[] => {
    if (!Object.hasOwn(PARTS, name)) return [{ name, value, known: null }];
    const { known, wrong } = PARTS[name];
    const words = wrong(value);
    return words.length > 0 ? [{ name, value: words.join(','), known }] : [];
  });

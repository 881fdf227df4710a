/** What an address of the viewer may say. */
import { LEGEND_KEYS } from '../embed/options.ts';
import { parseTrace } from './trace-state.ts';
import { ABOVE_ONLY, isDay, isMoment, parseCorners, parseTarget, parseView, TABS } from './view-state.ts';
import { anything, as, oneOf, type Parts } from './wrong-parts.ts';

const day = as('YYYY-MM-DD', isDay);

export const VIEW_PARTS: Parts = {
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

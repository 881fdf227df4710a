/** Whether what is switched off leaves nothing to see. Pure. */
import type { FilterSpecification } from 'maplibre-gl';
import { PROGRESS, TYPES } from '../style/layers/outfalls.ts';
import { SEWER_LOOKS } from '../style/layers/sewers.ts';
import { STATE_LAYERS } from '../style/layers/state-lines.ts';
import { ZONE_LOOKS } from '../style/layers/zones.ts';
import { outfallsOff } from './outfall-filter.ts';

/** All layers are off; or of the outfalls in sight none is let through. */
export type Emptied = 'all' | 'outfalls' | null;

const BESIDE_OUTFALLS: readonly string[] = [
  ...Object.keys(STATE_LAYERS),
  ...ZONE_LOOKS.map((look) => `zone:${look}`),
  'intakes',
  ...SEWER_LOOKS.map((look) => `sewer:${look}`),
];
const FIELDS = { type: TYPES, progress: PROGRESS };

const hasNoOutfalls = (off: ReadonlySet<string>): boolean =>
  off.has('outfalls') ||
  Object.entries(FIELDS).some(([field, values]) => values.every((value) => off.has(`${field}:${value}`)));

/** `count` tells how many outfalls in sight a filter lets through; null lets all. */
export function emptiedBy(hidden: readonly string[], count: (filter: FilterSpecification | null) => number): Emptied {
  const off = new Set(hidden);
  if (hasNoOutfalls(off) && BESIDE_OUTFALLS.every((key) => off.has(key))) return 'all';
  const filter = outfallsOff(hidden);
  if (filter === null || off.has('outfalls')) return null; // outfalls were not asked for
  return count(null) > 0 && count(filter) === 0 ? 'outfalls' : null;
}

/** The keys that stay off when what emptied the map is taken away. */
export const withoutFilters = (hidden: readonly string[], emptied: Emptied): string[] =>
  emptied === 'all' ? [] : hidden.filter((key) => !/^(type|progress):/.test(key));

/** Whether what is switched off leaves nothing to see. Pure. */
import type { FilterSpecification } from 'maplibre-gl';
import { PROGRESS, TYPES } from '../style/layers/outfalls.ts';
import { LAYER_KEYS } from '../style/legend-layers.ts';
import { outfallsOff } from './outfall-filter.ts';

/** All layers are off; or of the outfalls in sight none is let through. */
export type Emptied = 'all' | 'outfalls' | null;

const BESIDE_OUTFALLS: readonly string[] = LAYER_KEYS.filter((key) => key !== 'outfalls');
const FIELDS = { type: TYPES, progress: PROGRESS };

const hasNoOutfalls = (off: ReadonlySet<string>): boolean =>
  off.has('outfalls') ||
  Object.entries(FIELDS).some(([field, values]) => values.every((value) => off.has(`${field}:${value}`)));

/**
 * `count` tells how many outfalls in sight a filter lets through; null lets all. `wantsRivers` where rivers were asked
 * for by name: they have no legend key, and with all keys off they are what was wished.
 */
export function emptiedBy(
  hidden: readonly string[],
  count: (filter: FilterSpecification | null) => number,
  wantsRivers = false,
): Emptied {
  const off = new Set(hidden);
  if (!wantsRivers && hasNoOutfalls(off) && BESIDE_OUTFALLS.every((key) => off.has(key))) return 'all';
  const filter = outfallsOff(hidden);
  if (filter === null || off.has('outfalls')) return null; // outfalls were not asked for
  return count(null) > 0 && count(filter) === 0 ? 'outfalls' : null;
}

/** The keys that stay off when what emptied the map is taken away. */
export const withoutFilters = (hidden: readonly string[], emptied: Emptied): string[] =>
  emptied === 'all' ? [] : hidden.filter((key) => !/^(type|progress):/.test(key));

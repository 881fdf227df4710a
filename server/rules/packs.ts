/** Which plan holds in a district. */

import { PACKS, type Pack } from '../district/packs.ts';

export { PACKS, type Pack };

/** The plans' own places, by GB/T 2260 code; a code of Nantong's counties begins with the city's. */
const PLACES: readonly [code: RegExp, pack: Pack][] = [
  [/^310118$/, 'QP'],
  [/^330102$/, 'SC'],
  [/^419001$/, 'JY'],
  [/^3206\d\d$/, 'NT'],
  [/^500114$/, 'QJ'],
];

/** The plan of a place: what the district says of itself, else the one made for it. Null: no plan is known here. */
export function packOf({ key, pack }: { key: string; pack: string | null }): Pack | null {
  return PACKS.find((known) => known === pack) ?? PLACES.find(([code]) => code.test(key))?.[1] ?? null;
}

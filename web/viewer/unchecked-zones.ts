/** Protected zones that are not loaded or not valid: a number of outfalls in them cannot be given, least of all 0. Pure. */
import { count } from '../i18n/format.ts';
import { ZONE_LOOKS, type ZoneLook } from '../style/layers/zones.ts';

/** all: no zone of the look is loaded and valid; some: of one of its kinds there is none. */
export type Unchecked = 'all' | 'some';

/** What a 0 must not be said of: `missing` as the service has it. */
export function uncheckedLooks({ kinds, levels }: { kinds: string[]; levels: string[] }): Map<ZoneLook, Unchecked> {
  const looks = new Map<ZoneLook, Unchecked>(
    ZONE_LOOKS.filter((look) => levels.includes(look)).map((look) => [look, 'all']),
  );
  const others = ['nature', 'special'].filter((kind) => kinds.includes(kind));
  if (others.length > 0) looks.set('other', others.length === 2 ? 'all' : 'some');
  return looks;
}

/** A count as the legend gives it: what was not checked is no 0. */
export function zoneCountText(n: number, unchecked: Unchecked | undefined, notChecked: string): string {
  if (unchecked === 'all' && n === 0) return notChecked;
  return unchecked ? `≥ ${count(n)}` : count(n);
}

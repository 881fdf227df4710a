/** Outfalls and one protected zone, counted. Pure. */
import type { ZoneFlag } from '../api/types.ts';
import { ZONE_LOOKS, type ZoneLook } from '../style/layers/zones.ts';

const RELATIONS = ['inside', 'edge', 'conduit', 'receiving'] as const;
type Relation = (typeof RELATIONS)[number];

/** How many outfalls are related to a zone, by relation; one may be in several. What review dismissed is counted apart. */
export function zoneRelations(flags: readonly ZoneFlag[], zone: number): Map<Relation | 'dismissed', number> {
  const own = flags.filter(({ zone_id }) => zone_id === zone);
  const holding = own.filter(({ decision }) => decision !== 'dismissed');
  const counts = RELATIONS.map((name) => [name, holding.filter(({ relation }) => relation === name).length] as const);
  const dismissed = own.length - holding.length;
  return new Map<Relation | 'dismissed', number>([
    ...counts,
    ...(dismissed > 0 ? [['dismissed', dismissed] as const] : []),
  ]);
}

const lookOf = ({ kind, level }: ZoneFlag): ZoneLook =>
  (kind === 'drinking_water' && ZONE_LOOKS.find((look) => look === level)) || 'other';

/** The outfalls inside a zone by the strictest level of all zones that each lies in: every one once. */
export function strictestInside(flags: readonly ZoneFlag[], zone: number): Map<ZoneLook, number> {
  const inside = flags.filter(({ relation, decision }) => relation === 'inside' && decision !== 'dismissed');
  const own = new Set(inside.filter(({ zone_id }) => zone_id === zone).map(({ id }) => id));
  const strictest = new Map<number, number>();
  for (const flag of inside) {
    if (!own.has(flag.id)) continue;
    const rank = ZONE_LOOKS.indexOf(lookOf(flag));
    strictest.set(flag.id, Math.min(rank, strictest.get(flag.id) ?? rank));
  }
  const ranks = [...strictest.values()];
  const counted = ZONE_LOOKS.map((look, rank) => [look, ranks.filter((each) => each === rank).length] as const);
  return new Map(counted.filter(([, n]) => n > 0));
}

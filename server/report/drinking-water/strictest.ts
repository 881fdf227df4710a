/** Which of the zones an outfall touches is the one it is listed and counted under. */
import { knownLevel } from '../../rules/drinking-water/proposal.ts';
import type { FlagDecision, ZoneEvidence } from './read-rows.ts';

export type Relation = ZoneEvidence['relations'][number];

const STRONGEST = ['inside', 'receiving', 'conduit', 'edge'] as const;
const LEVEL_ORDER = ['1', '2', 'quasi', 'other'];

/** A zone without level is the last. */
export const strictness = (level: string | null) => LEVEL_ORDER.indexOf(knownLevel(level));

export interface Strictest {
  zone: ZoneEvidence;
  /** What holds for that zone without the dismissed; all of it where everything was dismissed. */
  relations: readonly Relation[];
  /** The strongest of them. */
  relation: Relation;
  /** In the zone: by its point, water or conduit, or on a border that it shares with a zone the point lies in. */
  isIn: boolean;
  /** A stricter zone whose boundary is nearer than it is accurate: the level is the authority's to say. */
  stricterEdge: ZoneEvidence | undefined;
  /** It is also in a zone whose level is none of 1, 2 and quasi, which may be stricter. */
  hasUnknownLevel: boolean;
  /** About that relation. */
  decided: FlagDecision | undefined;
}

/** Boundaries and points are stored in whole mm: a corner of one ring lies on the side of another only so nearly. */
const BORDER_M = 0.002;

/**
 * In a zone before on an edge; then the strictest level, the strongest relation, the lowest id. A dismissed relation says
 * nothing while there is another one, with whatever zone.
 */
export function strictest(zones: readonly ZoneEvidence[]): Strictest | undefined {
  const live = zones.map((zone) => ({ zone, relations: zone.relations.filter((each) => !isDismissed(zone, each)) }));
  const holding = live.filter(({ relations }) => relations.length > 0);
  const all = zones.map((zone) => ({ zone, relations: zone.relations }));
  const ordered = (holding.length > 0 ? holding : all)
    .map((each) => ({ ...each, relation: STRONGEST.find((relation) => each.relations.includes(relation))! }))
    .map((each, _, every) => ({ ...each, isIn: each.relation !== 'edge' || isSharedBorder(each, every) }))
    .sort((a, b) => compareEach(order(a), order(b)));
  const [first] = ordered;
  if (first === undefined) return undefined;
  const isStricter = (zone: ZoneEvidence) => strictness(zone.level) < strictness(first.zone.level);
  const stricterEdge = ordered.find(({ zone, relations }) => relations.includes('edge') && isStricter(zone))?.zone;
  const hasUnknownLevel = ordered.some(({ zone, isIn }) => isIn && knownLevel(zone.level) === 'other');
  return {
    ...first,
    stricterEdge,
    hasUnknownLevel,
    decided: first.zone.decisions.find(({ relation }) => relation === first.relation),
  };
}

function isDismissed({ decisions }: ZoneEvidence, relation: Relation): boolean {
  return decisions.some((each) => each.relation === relation && each.decision === 'dismissed');
}

type Found = Pick<Strictest, 'zone' | 'relation'>;

/** Inside one zone and, but for rounding, of the other too: of two areas that adjoin the stricter one counts. */
function isSharedBorder({ zone }: Found, every: readonly Found[]): boolean {
  const isOn = zone.distance_m !== null && Math.abs(zone.distance_m) <= BORDER_M;
  return isOn && every.some((other) => other.relation === 'inside');
}

function order({ zone, relation, isIn }: Pick<Strictest, 'zone' | 'relation' | 'isIn'>): number[] {
  return [isIn ? 0 : 1, strictness(zone.level), STRONGEST.indexOf(relation), zone.zone_id];
}

export function compareEach(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

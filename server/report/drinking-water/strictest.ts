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
  /** About that relation. */
  decided: FlagDecision | undefined;
}

/**
 * In a zone before on an edge; then the strictest level, the strongest relation, the lowest id. A dismissed relation says
 * nothing while there is another one, with whatever zone.
 */
export function strictest(zones: readonly ZoneEvidence[]): Strictest | undefined {
  const live = zones.map((zone) => ({ zone, relations: zone.relations.filter((each) => !isDismissed(zone, each)) }));
  const holding = live.filter(({ relations }) => relations.length > 0);
  const all = zones.map((zone) => ({ zone, relations: zone.relations }));
  const [first] = (holding.length > 0 ? holding : all)
    .map((each) => ({ ...each, relation: STRONGEST.find((relation) => each.relations.includes(relation))! }))
    .sort((a, b) => compareEach(order(a), order(b)));
  if (first === undefined) return undefined;
  return { ...first, decided: first.zone.decisions.find(({ relation }) => relation === first.relation) };
}

function isDismissed({ decisions }: ZoneEvidence, relation: Relation): boolean {
  return decisions.some((each) => each.relation === relation && each.decision === 'dismissed');
}

function order({ zone, relation }: Pick<Strictest, 'zone' | 'relation'>): number[] {
  return [relation === 'edge' ? 1 : 0, strictness(zone.level), STRONGEST.indexOf(relation), zone.zone_id];
}

export function compareEach(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

/** What is proposed for an outfall in a drinking-water protection area. Never an order: that is the authority's. */
import type { Pack } from '../packs.ts';
import { subtypeOf } from '../subtypes.ts';
import {
  type Clause,
  LEVEL_RULES,
  PLAN_CLAUSES,
  QUASI_BANNED,
  QUASI_BANNED_BY_PLACE,
  type ZoneRule,
} from './clauses.ts';

export type Proposal = 'closed' | 'ban' | 'decision_required' | 'restrict' | 'verify' | 'authority_decides';

/** Why a ban is not simply proposed. */
export type Doubt =
  | 'legacy'
  | 'point_outside'
  | 'edge'
  | 'stricter_edge'
  | 'level_unknown'
  | 'zone_repaired'
  | 'urban_storm';

export interface Place {
  pack: Pack | null;
  /** Rules of the place ban outfalls in quasi areas too; null leaves it to the data of the plans. */
  banInQuasi: boolean;
}

export interface Situation {
  /** As stored; null and words of the layer's own are not levels the law knows. */
  level: string | null;
  /** The recorded point lies in the zone; else only its receiving water or its conduit does. */
  isInside: boolean;
  /** The recorded point is nearer to the boundary than the boundary is accurate. */
  isOnEdge: boolean;
  /** The same of a stricter zone than the one it is listed under. */
  isOnStricterEdge: boolean;
  /** It is also in a zone whose level the law does not know, which may be stricter. */
  hasUnknownLevel: boolean;
  /** The zone's outline crossed itself and was repaired. */
  isRepaired: boolean;
  status: string;
  subtype: string | null;
  isClosed: boolean;
  legacy: boolean | null;
}

export type KnownLevel = keyof typeof LEVEL_RULES;

export function knownLevel(level: string | null): KnownLevel {
  return level === '1' || level === '2' || level === 'quasi' ? level : 'other';
}

export function ruleOf(level: string | null, { pack, banInQuasi }: Place): { rule: ZoneRule; clauses: Clause[] } {
  const known = knownLevel(level);
  const { rule, clauses } = LEVEL_RULES[known];
  const plan = pack === null ? undefined : PLAN_CLAUSES[pack];
  if (known !== 'quasi') return { rule, clauses: [...clauses, ...(plan ? [plan] : [])] };
  const local = (pack && QUASI_BANNED[pack]) ?? (banInQuasi ? QUASI_BANNED_BY_PLACE : undefined);
  return local ? { rule: 'ban', clauses: [local, ...clauses] } : { rule, clauses: [...clauses] };
}

/** SC-7: what is there for historical reasons needs a decision; nothing is ordered away by itself. */
export function propose(situation: Situation, place: Place): { proposal: Proposal; doubts: Doubt[] } {
  const { rule } = ruleOf(situation.level, place);
  const doubts: Doubt[] = [];
  if (situation.legacy === true) doubts.push('legacy');
  if (!situation.isInside) doubts.push('point_outside');
  if (situation.isOnEdge) doubts.push('edge');
  if (situation.isOnStricterEdge) doubts.push('stricter_edge');
  if (rule === 'consult' || (rule === 'restrict' && situation.hasUnknownLevel)) doubts.push('level_unknown');
  if (situation.isRepaired) doubts.push('zone_repaired');
  // SC-14: these may be neither merged nor plugged, so closing them needs more than a flag
  if (subtypeOf(situation.subtype) === 'urban_storm') doubts.push('urban_storm');
  return { proposal: proposalOf(situation, rule, doubts), doubts };
}

/** Nobody but the authority can say whether it lies in the zone. */
const UNSURE_WHERE: readonly Doubt[] = ['edge', 'stricter_edge', 'zone_repaired'];

function proposalOf({ isClosed, status }: Situation, rule: ZoneRule, doubts: readonly Doubt[]): Proposal {
  if (isClosed) return 'closed';
  if (status === 'suspect') return 'verify';
  if (UNSURE_WHERE.some((doubt) => doubts.includes(doubt))) return 'authority_decides';
  if (rule === 'restrict' && !doubts.includes('level_unknown')) return 'restrict';
  return doubts.length > 0 ? 'decision_required' : 'ban';
}

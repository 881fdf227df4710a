/** Who pays for a phase of the work on a river in a town: the first line of the plan that fits. */
import type { Level } from '../../district/load-register.ts';
import type { FundingRule, Party, Phase } from './rule.ts';

export interface RiverInTown {
  /** Null: not known. */
  level: Level | null;
  /** Name of the town; null outside every town. */
  town: string | null;
}

export interface Payer {
  /** Unknown where it hangs on a level or a town that is not known. */
  party: Party | 'unknown';
  settlement: string | null;
  clause: string | null;
  words: string | null;
}

const UNKNOWN: Payer = { party: 'unknown', settlement: null, clause: null, words: null };

export function payerOf(rules: readonly FundingRule[], phase: Phase, river: RiverInTown): Payer {
  const possible: FundingRule[] = [];
  for (const rule of rules) {
    const answer = rule.phases.includes(phase) ? fits(rule, river) : false;
    if (answer === false) continue;
    possible.push(rule);
    if (answer) break;
  }
  const [first] = possible;
  if (!first || fits(possible.at(-1)!, river) !== true) return UNKNOWN;
  // lines that might have held before the one that does must say the same
  if (possible.some(({ party, settlement }) => party !== first.party || settlement !== first.settlement))
    return UNKNOWN;
  // 镇级财政 of no town
  if (first.party === 'town' && river.town === null) return UNKNOWN;
  const { party, settlement = null, clause, words } = possible.at(-1)!;
  return { party, settlement, clause, words };
}

/** Null where that hangs on what is not known. */
function fits({ levels, towns }: FundingRule, { level, town }: RiverInTown): boolean | null {
  const answers = [
    levels && (level === null ? null : levels.includes(level)),
    towns && (town === null ? null : towns.some((name) => town.startsWith(name))),
  ];
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}

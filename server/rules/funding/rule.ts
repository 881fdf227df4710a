/** What a plan says about money: who pays for which phase of the work on which rivers. */
import type { Level } from '../../district/load-register.ts';

export const PHASES = ['survey', 'monitoring', 'tracing', 'remediation'] as const;
export type Phase = (typeof PHASES)[number];

/** district: 区级财政 · town: that of the town the river runs in · same_level: each level its own · budget: whose is not said. */
export type Party = 'district' | 'town' | 'same_level' | 'budget';

/** A line of the table; the first that fits a river in a town holds. Lists left out: any. */
export interface FundingRule {
  phases: readonly Phase[];
  levels?: readonly Level[];
  /** Beginnings of names: 夏阳 is 夏阳街道. */
  towns?: readonly string[];
  party: Party;
  /** Paid back through the settlement between budgets: the plan's words for it. */
  settlement?: string;
  clause: string;
  /** The plan's own words. */
  words: string;
}

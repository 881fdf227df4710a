/** What a line of a plan's task list says: who has to do with which outfalls, and for what. */
import type { Pack } from '../packs.ts';
import type { Subtype } from '../subtypes.ts';

export type Task = 'survey' | 'monitoring' | 'tracing' | 'remediation' | 'management';

/** lead: answers for it · supervise: urges and checks · guide: advises · assist: takes part. */
export type Role = 'lead' | 'supervise' | 'guide' | 'assist';

/** Which outfalls a line speaks of: one fitting list is enough; all lists absent means every outfall. */
export interface About {
  types?: readonly ('industrial' | 'urban_wwtp' | 'agricultural' | 'other')[];
  subtypes?: readonly Subtype[];
  /** Values of register.outfall.source_facility. */
  facilities?: readonly string[];
  /** The enterprise lies in a park (A4-11: its own place, not the outfall's). */
  inPark?: true;
  /** The outfall lies in a sewer service area; narrows the lists above. */
  inSewerServiceArea?: true;
}

export interface Duty {
  clause: string;
  body: { zh: string; en: string };
  role: Role;
  tasks: readonly Task[];
  about: About;
  /** The plan's own words. */
  words: string;
}

/** Who answers when tracing ended without a responsible party (table A3, row 11). */
export type Fallback = 'town' | 'designated' | 'none';

export interface Responsibilities {
  pack: Pack;
  /** Who looks after an outfall day by day, and where that is said. */
  managing: { clause: string; words: string };
  fallback: { party: Fallback; clause: string; words: string };
  duties: readonly Duty[];
}

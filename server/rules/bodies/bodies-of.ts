/** Who has to do with an outfall: the managing body by its town, the departments by what it is, the party by how tracing ended. */
import type { Pack } from '../packs.ts';
import { type Subtype, subtypeOf } from '../subtypes.ts';
import type { About, Duty, Fallback, Responsibilities } from './duty.ts';
import { JIYUAN } from './packs/jiyuan.ts';
import { NANTONG } from './packs/nantong.ts';
import { QIANJIANG } from './packs/qianjiang.ts';
import { QINGPU } from './packs/qingpu.ts';
import { SHANGCHENG } from './packs/shangcheng.ts';

export const RESPONSIBILITIES: Record<Pack, Responsibilities> = {
  QP: QINGPU,
  SC: SHANGCHENG,
  JY: JIYUAN,
  NT: NANTONG,
  QJ: QIANJIANG,
};

/** What the rules ask of an outfall; null is not known. */
export interface OutfallFacts {
  type: string | null;
  subtype: string | null;
  source_facility: string | null;
  town: string | null;
  /** Whether its enterprise lies in a park. */
  in_park: boolean | null;
  in_sewer_service_area: boolean | null;
  trace_result: string | null;
  has_responsible_party: boolean;
}

export interface Department extends Omit<Duty, 'about'> {
  /** False: the plan's condition hangs on a fact that is not known, and it may or may not apply. */
  certain: boolean;
}

export interface Bodies {
  pack: Pack | null;
  /** Null where the outfall lies in no town, or no town is loaded. */
  managing: { body: string | null; clause: string; words: string } | null;
  departments: Department[];
  /** Set when tracing ended without a party: who answers then, and by which clause. Never because tracing is missing (A4-9). */
  fallback: { party: Fallback; body: string | null; clause: string; words: string } | null;
}

/** The answer of one plan; without a plan nothing is said (pack null). */
export function bodiesOf(pack: Pack | null, facts: OutfallFacts): Bodies {
  if (pack === null) return { pack, managing: null, departments: [], fallback: null };
  const { managing, fallback, duties } = RESPONSIBILITIES[pack];
  return {
    pack,
    managing: { body: facts.town, ...managing },
    departments: duties.flatMap(({ about, ...duty }) => {
      const applies = isAbout(about, facts);
      return applies === false ? [] : [{ ...duty, certain: applies === true }];
    }),
    fallback:
      facts.trace_result === 'undeterminable' && !facts.has_responsible_party
        ? { ...fallback, body: fallback.party === 'town' ? facts.town : null }
        : null,
  };
}

/** Whether a line speaks of this outfall; null where that hangs on what is not known. */
export function isAbout(about: About, facts: OutfallFacts): boolean | null {
  const subtype = subtypeOf(facts.subtype);
  const kinds = [
    about.types && isOne(about.types, facts.type),
    about.subtypes && isSubtype(about.subtypes, subtype, facts),
    about.facilities && isOne(about.facilities, facts.source_facility) === true, // most outfalls have no facility
    about.inPark && facts.in_park,
  ].filter((answer) => answer !== undefined);
  const kind = kinds.length === 0 ? true : any(kinds);
  return about.inSewerServiceArea ? both(kind, facts.in_sewer_service_area) : kind;
}

function isOne(list: readonly string[], value: string | null): boolean | null {
  return value === null ? null : list.includes(value);
}

/** A subtype that is not known is not excluded, unless its type is known to hold none of them. */
function isSubtype(list: readonly Subtype[], subtype: Subtype | null, { type }: OutfallFacts): boolean | null {
  if (subtype !== null) return list.includes(subtype);
  if (type === null) return null;
  return list.some((each) => TYPE_OF[each] === type) ? null : false;
}

const TYPE_OF: Record<Subtype, string> = {
  enterprise: 'industrial',
  enterprise_storm: 'industrial',
  park_wwtp: 'industrial',
  park_wwtp_storm: 'industrial',
  urban_wwtp: 'urban_wwtp',
  large_livestock: 'agricultural',
  large_aquaculture: 'agricultural',
  small_livestock: 'other',
  small_aquaculture: 'other',
  irrigation: 'other',
  farmland: 'other',
  port: 'other',
  scattered_sewage: 'other',
  rural_wwtp: 'other',
  rural_sewage: 'other',
  urban_storm: 'other',
  ditch: 'other',
};

function any(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

function both(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}

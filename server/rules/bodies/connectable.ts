/** Which outfalls are to be led into sewers where these reach (依法纳管, QP-15): enterprises, ports, domestic sewage. */
import { subtypeOf } from '../subtypes.ts';
import { isAbout } from './bodies-of.ts';

const ABOUT = {
  types: ['industrial'],
  subtypes: ['port', 'scattered_sewage', 'rural_sewage'],
  facilities: ['port'],
} as const;

const STORM = new Set(['enterprise_storm', 'park_wwtp_storm', 'urban_storm']);

interface Kind {
  type: string | null;
  subtype: string | null;
  source_facility: string | null;
}

/** Rain is not sewage; what is not known for certain to be of these kinds is left out. */
export function isConnectable(kind: Kind): boolean {
  if (STORM.has(subtypeOf(kind.subtype) ?? '')) return false;
  return isAbout(ABOUT, { ...NOTHING, ...kind }) === true;
}

const NOTHING = {
  town: null,
  in_park: null,
  in_sewer_service_area: null,
  trace_result: null,
  has_responsible_party: false,
};

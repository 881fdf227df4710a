/** One outfall with its link and its evidence, as anyone may see it; parties, permits and phones only where asked for by right. */
import type { Executor } from '../db/database.ts';
import { getDistrict } from '../district/district.ts';
import { DomainError } from '../errors.ts';
import type { Bodies } from '../rules/bodies/bodies-of.ts';
import { today } from './as-of.ts';
import { outfallBodies } from './bodies/outfall-bodies.ts';
import { type DataVersion, dataVersion } from './data-version.ts';
import { type OutfallFlag, outfallFlags } from './dossier/outfall-flags.ts';
import { type MergedRecord, mergedRecords } from './merged-records.ts';
import { outfallSurroundings, type Surrounding } from './surroundings/surroundings.ts';

type Text = string | null;

export interface OutfallCard extends DataVersion {
  id: number;
  source_id: Text;
  code: Text;
  code_province: Text;
  name: Text;
  type: Text;
  subtype: Text;
  mouth_form: Text;
  source_facility: Text;
  /** Each state with the day since when it holds; null is not known. */
  status: string;
  status_on: Text;
  flow_state: Text;
  flow_state_on: Text;
  sampleable: boolean | null;
  dry_weather_flow: boolean | null;
  dry_weather_flow_on: Text;
  trace_result: Text;
  traced_on: Text;
  handle_type: Text;
  handle_stage: Text;
  handle_stage_on: Text;
  closed_out_on: Text;
  deadline: Text;
  approval_status: Text;
  legacy: boolean | null;
  surveyed_on: Text;
  sign_name: Text;
  sign_code: Text;
  sign_category: Text;
  sign_agency: Text;
  receiving_water: Text;
  town: Text;
  merged_into: number | null;
  /** Records found to be this outfall. */
  records: MergedRecord[];
  lon: number | null;
  lat: number | null;
  link: {
    river: Text;
    river_id: number | null;
    route: number | null;
    measure_m: number | null;
    distance_m: number | null;
    offset_m: number | null;
    bank: Text;
    confidence: Text;
    status: string;
    reason: Text;
    candidates: object[];
  } | null;
  /** Protected zones valid today: those it touches, and per kind clear or not checked; empty for a record merged into another. */
  flags: OutfallFlag[];
  /** What lies around it, subject by subject; empty for a record merged into another. */
  surroundings: Surrounding[];
  /** Who has to do with it by the plan of the district; null for a record merged into another. */
  bodies: Bodies | null;
  private?: OutfallPrivate;
}

/** For role viewer and above. A permit's number begins with the party's credit code. */
export interface OutfallPrivate {
  responsible_party: Text;
  credit_code: Text;
  permit_reference: Text;
  sign_responsible_party: Text;
  sign_phone: Text;
  /** Chief of the linked river (河长). */
  river_chief: Text;
}

/** Fields of register.outfall that anyone may see, in the order of the card. */
export const PUBLIC_FIELDS = [
  ...[
    'source_id',
    'code',
    'code_province',
    'name',
    'type',
    'subtype',
    'mouth_form',
    'source_facility',
    'status',
    'status_on',
  ],
  ...[
    'flow_state',
    'flow_state_on',
    'sampleable',
    'dry_weather_flow',
    'dry_weather_flow_on',
    'trace_result',
    'traced_on',
  ],
  ...['handle_type', 'handle_stage', 'handle_stage_on', 'closed_out_on', 'deadline', 'approval_status', 'legacy'],
  ...['surveyed_on', 'sign_name', 'sign_code', 'sign_category', 'sign_agency', 'receiving_water'],
] as const;

export const PRIVATE_FIELDS = [
  ...['responsible_party', 'credit_code', 'permit_reference', 'sign_responsible_party', 'sign_phone'],
] as const;

const columns = (names: readonly string[]) => names.map((name) => `o.${name}`).join(', ');

/** `reveal` adds what is not public. @throws DomainError `outfall_unknown` (404). */
export async function outfallCard(
  db: Executor,
  district: string,
  id: number,
  { reveal }: { reveal: boolean } = { reveal: false },
): Promise<OutfallCard> {
  const place = await getDistrict(db, district); // before its rows: an edit between is refused by the ETag, not lost
  const [row] = await db.query<OutfallCard & OutfallPrivate>(
    `select o.id, ${columns(PUBLIC_FIELDS)}, ${columns(PRIVATE_FIELDS)}, o.merged_into, t.name as town,
            v.chief as river_chief,
            st_x(o.geom) as lon, st_y(o.geom) as lat,
            case when l.outfall_id is not null then jsonb_build_object(
              'river', v.name, 'river_id', v.id, 'route', l.route_id, 'measure_m', l.measure_mm / 1000.0,
              'distance_m', case when m.outfall_id is null then l.distance_mm / 1000.0 end,
              'offset_m', case when m.outfall_id is null then l.offset_mm / 1000.0 end, 'bank', l.bank,
              'confidence', case when m.outfall_id is null then l.confidence end, 'status', l.status,
              'reason', case when m.outfall_id is null then l.reason else 'outfall_moved' end,
              'candidates', case when m.outfall_id is null then l.candidates else '[]' end) end as link
       from register.outfall o
       left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
       left join atlas.moved_outfalls($1) m on m.outfall_id = o.id -- then the link's metres and candidates are of the place before
       left join register.route r on r.district = o.district and r.id = l.route_id
       left join register.river v on v.district = o.district and v.id = r.river_id
       left join register.town t on t.district = o.district and t.id = l.town_id
      where o.district = $1 and o.id = $2`,
    [district, id],
  );
  if (!row) throw new DomainError('outfall_unknown', `There is no outfall ${id}.`, `没有编号为 ${id} 的排污口。`, 404);
  const {
    responsible_party,
    credit_code,
    permit_reference,
    sign_responsible_party,
    sign_phone,
    river_chief,
    ...fields
  } = row;
  const card = {
    ...fields,
    ...dataVersion(place),
    records: await mergedRecords(db, district, id),
    flags: await outfallFlags(db, district, id, { asOf: today(place), reveal }),
    surroundings: await outfallSurroundings(db, place, id, { reveal }),
    bodies: await outfallBodies(db, place, id),
  };
  if (!reveal) return card;
  return {
    ...card,
    private: { responsible_party, credit_code, permit_reference, sign_responsible_party, sign_phone, river_chief },
  };
}

/** One outfall with its link and its evidence, as anyone may see it: no persons, no phones, no responsible party. */
import type { Executor } from '../db/database.ts';
import { DomainError } from '../errors.ts';

export interface OutfallCard {
  id: number;
  code: string | null;
  code_province: string | null;
  name: string | null;
  type: string | null;
  subtype: string | null;
  status: string;
  flow_state: string | null;
  handle_type: string | null;
  handle_stage: string | null;
  closed_out_on: string | null;
  receiving_water: string | null;
  town: string | null;
  lon: number | null;
  lat: number | null;
  link: {
    river: string | null;
    river_id: number | null;
    route: number | null;
    measure_m: number | null;
    distance_m: number | null;
    offset_m: number | null;
    bank: string | null;
    confidence: string | null;
    status: string;
    reason: string | null;
    candidates: object[];
  } | null;
}

/** @throws DomainError `outfall_unknown` (404). */
export async function outfallCard(db: Executor, district: string, id: number): Promise<OutfallCard> {
  const [card] = await db.query<OutfallCard>(
    `select o.id, o.code, o.code_province, o.name, o.type, o.subtype, o.status, o.flow_state, o.handle_type,
            o.handle_stage, o.closed_out_on, o.receiving_water, t.name as town,
            st_x(o.geom) as lon, st_y(o.geom) as lat,
            case when l.outfall_id is not null then jsonb_build_object(
              'river', v.name, 'river_id', v.id, 'route', l.route_id, 'measure_m', l.measure_mm / 1000.0,
              'distance_m', l.distance_mm / 1000.0, 'offset_m', l.offset_mm / 1000.0, 'bank', l.bank,
              'confidence', l.confidence, 'status', l.status, 'reason', l.reason, 'candidates', l.candidates) end as link
       from register.outfall o
       left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
       left join register.route r on r.district = o.district and r.id = l.route_id
       left join register.river v on v.district = o.district and v.id = r.river_id
       left join register.town t on t.district = o.district and t.id = l.town_id
      where o.district = $1 and o.id = $2`,
    [district, id],
  );
  if (!card) throw new DomainError('outfall_unknown', `There is no outfall ${id}.`, `没有编号为 ${id} 的排污口。`, 404);
  return card;
}

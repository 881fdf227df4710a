/** Outfalls with what comparing them needs: place, link, name, type and codes. */
import { type MatchOutfall, matchOutfall } from '../engine/match/match-outfall.ts';

/** Columns of `o` (register.outfall), `l` (its link) and `r` (the link's route). */
export const MATCH_COLUMNS = `o.id, o.name, o.type, o.code, o.code_province, o.permit_reference as permit,
  floor(st_x(o.geom_m) * 1000 + 0.5)::float8 as x, floor(st_y(o.geom_m) * 1000 + 0.5)::float8 as y,
  r.id as route, r.river_id as river, l.measure_mm as measure, l.offset_mm as "offset", l.bank,
  case when r.closed then r.length_mm else 0 end as lap`;

export const MATCH_JOINS = `left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
  left join register.route r on r.district = l.district and r.id = l.route_id`;

export interface MatchRow {
  id: number;
  name: string | null;
  type: string | null;
  code: string | null;
  code_province: string | null;
  permit: string | null;
  /** Plane millimetres. */
  x: number | null;
  y: number | null;
  route: number | null;
  river: number | null;
  measure: number | null;
  offset: number | null;
  bank: 'left' | 'right' | null;
  lap: number;
}

export function matchOutfallOf(row: MatchRow): MatchOutfall {
  const { x, y, route, river, measure, offset, bank, lap, ...facts } = row;
  return matchOutfall({
    ...facts,
    point: x === null || y === null ? null : [x, y],
    link: route === null ? null : { route, river: river!, measure: measure!, offset: offset!, bank, lap },
  });
}

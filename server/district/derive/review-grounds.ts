/** The place on the ground that a reviewed link keeps: taken when a person has decided, from the route as it is then. */
import type { Executor } from '../../db/database.ts';

/** What of a link `l` tells one decision from another, as JSON. */
export const PLACED = `jsonb_build_object('route_id', l.route_id, 'measure_mm', l.measure_mm, 'distance_mm', l.distance_mm,
  'offset_mm', l.offset_mm, 'bank', l.bank, 'confidence', l.confidence, 'status', l.status, 'reason', l.reason)`;

const IS_REVIEWED = `(l.status = 'overridden' or l.reviewer is not null)`;

/** The columns of a link that a decision sets. */
export interface DecidedLink {
  measure_mm: number;
  distance_mm: number | null;
  offset_mm: number | null;
  bank: string | null;
  confidence: string | null;
  status: string;
  reason: string | null;
}

/**
 * Takes down where reviewed links are that were decided since derivation last wrote them; to be called before routes
 * change. A link that is no longer reviewed, or that a person took off the river, keeps no place.
 */
export async function keepReviews(tx: Executor, district: string): Promise<void> {
  await tx.query(
    `delete from register.review_ground g using register.outfall_link l
      where g.district = $1 and l.district = g.district and l.outfall_id = g.outfall_id
        and (not ${IS_REVIEWED} or l.route_id is null and g.placed <> ${PLACED})`,
    [district],
  );
  await tx.query(
    `insert into register.review_ground as kept
            (district, outfall_id, river_id, river_key, route_line, x_mm, y_mm, decided, placed)
     select l.district, l.outfall_id, r.river_id, v.key, md5(r.line_m::text), at.px, at.py, ${PLACED} - 'route_id', ${PLACED}
       from register.outfall_link l
       join register.route r on r.district = l.district and r.id = l.route_id
       left join register.river v on v.district = r.district and v.id = r.river_id -- an undo has taken it away already
      cross join lateral (select array_agg(x order by i) as x, array_agg(y order by i) as y, array_agg(m order by i) as m
                            from (select p.path[1] as i, atlas.rounded(st_x(p.geom) * 1000) as x,
                                         atlas.rounded(st_y(p.geom) * 1000) as y, st_m(p.geom) as m
                                    from st_dumppoints(r.line_m) as p) as vertex) as line
      cross join lateral atlas.point_at(line.x, line.y, line.m, l.measure_mm) as at
      where l.district = $1 and ${IS_REVIEWED} and l.measure_mm is not null
        and not exists (select from register.review_ground g
                         where g.district = l.district and g.outfall_id = l.outfall_id and g.placed = ${PLACED})
         on conflict (district, outfall_id) do update
        set river_id = excluded.river_id, river_key = excluded.river_key, route_line = excluded.route_line,
            x_mm = excluded.x_mm, y_mm = excluded.y_mm, decided = excluded.decided, placed = excluded.placed`,
    [district],
  );
}

export interface ReviewGround {
  outfall: number;
  /** Of the link as it stands; null when it was lost before. */
  route: number | null;
  measure: number | null;
  riverId: number | null;
  /** The river's key, or '#' and its id. */
  river: string;
  /** Integer plane millimetres. */
  x: number;
  y: number;
  decided: DecidedLink;
  /** A person showed the very place, which need not be the nearest to the outfall. */
  isDrawn: boolean;
  /** The route drawn exactly as the one of the review. */
  own: { route: number; river: string } | null;
}

/** Reviews whose route is among the removed ones or went unsaid, or that were lost before; a river that came again is known by its key. */
export async function readGrounds(tx: Executor, district: string, removed: readonly number[]): Promise<ReviewGround[]> {
  return tx.query<ReviewGround>(
    `select g.outfall_id as outfall, l.route_id as route, l.measure_mm as measure,
            coalesce(same.id, keyed.id) as "riverId", coalesce(g.river_key, '#' || g.river_id) as river,
            g.x_mm as x, g.y_mm as y, g.decided, own.route as own,
            exists (select from register.review_decision d where d.district = g.district and d.outfall_id = g.outfall_id
                       and d.kind = 'link' and d.decision = 'draw') as "isDrawn"
       from register.review_ground g
       join register.outfall_link l on l.district = g.district and l.outfall_id = g.outfall_id
       left join register.river same on same.district = g.district and same.id = g.river_id
       left join register.river keyed on keyed.district = g.district and keyed.key = g.river_key
       left join lateral (
            select jsonb_build_object('route', r.id, 'river', coalesce(v.key, '#' || v.id)) as route
              from register.route r join register.river v on v.district = r.district and v.id = r.river_id
             where r.district = g.district and md5(r.line_m::text) = g.route_line
             order by r.river_id <> g.river_id, r.id limit 1) own on true
      where g.district = $1 and ${IS_REVIEWED} and (l.route_id is null or l.route_id = any($2::int[])
                or not exists (select from register.route r where r.district = l.district and r.id = l.route_id))
      order by 1`,
    [district, removed],
  );
}

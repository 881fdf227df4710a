/** What zones ask of outfalls: the point, the link, the conduits. */
import { CopyReader } from '../../../db/copy-reader.ts';
import type { Executor } from '../../../db/database.ts';
import { EwkbReader } from '../../../db/ewkb.ts';
import type { Line } from '../../../engine/zone-relations/touches.ts';
import { literal } from '../../literal.ts';
import { toMillimetres } from '../../millimetres.ts';
import { among, type Choice } from '../portions.ts';

export interface OutfallPlace {
  id: number;
  /** Integer plane millimetres; null for an outfall that no one located. */
  point: [x: number, y: number] | null;
  /** The route's id and the measure in mm; null where the outfall is unlinked. */
  link: { route: number; measure: number } | null;
  conduits: Line[];
}

/** The chosen outfalls in the order of their ids. Records merged into another are left out. */
export async function readOutfallPlaces(
  tx: Executor,
  district: string,
  choice: Choice,
  conduits: ReadonlyMap<number, Line[]>,
): Promise<OutfallPlace[]> {
  const places: OutfallPlace[] = [];
  const copy = new CopyReader(
    await tx.copyOut(
      `select o.id, o.geom_m, l.route_id, l.measure_mm
         from register.outfall o
         left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
        where o.district = ${literal(district)} and o.merged_into is null and ${chosen('o.id', choice)} order by o.id`,
    ),
  );
  while (copy.next()) {
    const [id, geom, route, measure] = [copy.int()!, copy.binary(), copy.int(), copy.int()];
    places.push({
      id,
      point: geom && millimetres(new EwkbReader(geom).point()),
      link: route === null || measure === null ? null : { route, measure },
      conduits: conduits.get(id) ?? [],
    });
  }
  return places;
}

function millimetres([x, y]: Float64Array): [number, number] {
  return [toMillimetres(x), toMillimetres(y)];
}

/** Conduits by the outfall they end at. To be read once: to know their outfalls all outfalls are asked. */
export async function readConduits(tx: Executor, district: string, choice: Choice): Promise<Map<number, Line[]>> {
  const lines = new Map<number, Line[]>();
  const copy = new CopyReader(
    await tx.copyOut(
      `select e.outfall_id, c.geom_m
         from atlas.conduit_outfalls(${literal(district)}) e
         join register.conduit c on c.district = ${literal(district)} and c.id = e.conduit_id
        where ${chosen('e.outfall_id', choice)} order by 1, c.id`,
    ),
  );
  while (copy.next()) {
    const [outfall, metres] = [copy.int()!, new EwkbReader(copy.binary()!).line()];
    const axis = (at: 0 | 1) =>
      Float64Array.from({ length: metres.length / 2 }, (_, v) => toMillimetres(metres[2 * v + at]));
    lines.set(outfall, [...(lines.get(outfall) ?? []), { x: axis(0), y: axis(1) }]);
  }
  return lines;
}

function chosen(column: string, choice: Choice): string {
  return choice === 'all' ? 'true' : among(column, choice);
}

/**
 * The outfalls that could have to do with zones: whose point, mouth or conduit lies in a zone's box. A mouth is no farther
 * from the point than the link's offset, so boxes grow by the district's greatest offset or the zone's accuracy; what a
 * person decided may be farther and is always asked, as are outfalls without a point. Those that had to do with them are
 * asked too, so that what lies far from a zone's new shape goes.
 */
export async function outfallsNear(tx: Executor, district: string, zones: readonly number[]): Promise<number[]> {
  const [{ ids }] = await tx.query<{ ids: number[] }>(
    `with reach as (
       select coalesce(max(offset_mm), 0) / 1000.0::float8 + 1 as metres from register.outfall_link
        where district = $1 and reviewer is null and status <> 'overridden'),
     box as (
       select st_expand(z.geom_m, greatest(z.accuracy_m, r.metres)) as geom
         from register.protected_zone z cross join reach r where z.district = $1 and z.id = any($2::int[]))
     select coalesce(array_agg(id order by id), '{}') as ids from (
     select o.id from register.outfall o join box on o.geom_m && box.geom where o.district = $1
     union
     select e.outfall_id from atlas.conduit_outfalls($1) e
       join register.conduit c on c.district = $1 and c.id = e.conduit_id join box on c.geom_m && box.geom
     union
     select l.outfall_id from register.outfall_link l join register.outfall o on o.district = l.district and o.id = l.outfall_id
      where l.district = $1 and (l.reviewer is not null or l.status = 'overridden' or o.geom_m is null)
     union
     select outfall_id from register.outfall_zone where district = $1 and zone_id = any($2::int[])) as near`,
    [district, zones],
  );
  return ids;
}

/** The outfalls that conduits end at, and all that were flagged for a conduit: which of those ended at them is not known any more. */
export async function outfallsOf(tx: Executor, district: string, conduits: readonly number[]): Promise<number[]> {
  if (conduits.length === 0) return [];
  const rows = await tx.query<{ id: number }>(
    `select outfall_id as id from atlas.conduit_outfalls($1) where conduit_id = any($2::int[])
     union
     select outfall_id from register.outfall_zone where district = $1 and relation = 'conduit'
     order by 1`,
    [district, conduits],
  );
  return rows.map(({ id }) => id);
}

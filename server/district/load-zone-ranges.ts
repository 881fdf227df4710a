/** Reads what of the rivers lies in which zone, where venues are, and where outfalls sit on the rivers. */
import { CopyReader } from '../db/copy-reader.ts';
import type { Executor } from '../db/database.ts';
import { EwkbReader } from '../db/ewkb.ts';
import { findRoute, type Rulers } from '../engine/rulers.ts';
import { literal, oneOf } from './literal.ts';
import { groupOffsets } from './load-register.ts';
import { toMillimetres } from './millimetres.ts';

/** Kinds of register.route_zone with the table of each. */
export const ZONE_KINDS = {
  zone: 'protected_zone',
  function_zone: 'water_function_zone',
  basin: 'basin',
  park: 'park',
  residential: 'residential_area',
  key_reach: 'key_reach',
} as const;
export type ZoneKind = keyof typeof ZONE_KINDS;

export interface ZoneEntry {
  id: number;
  /** The register's key, or '#' and the id where it has none. */
  key: string;
  name: string | null;
  /** Local days, YYYY-MM-DD: the first and the last on which it holds. Null: always. */
  validFrom: string | null;
  validTo: string | null;
  /** Of protected zones: drinking_water, nature, special or other. */
  zoneKind: string | null;
  /** Of drinking-water zones: the source is of county level or above, or nobody says of which (SC-12). */
  isCountySource: boolean;
}

/** Zones in the order of their ids; route i lies in entries first[i] .. first[i + 1] - 1, zone is an index. They may overlap. */
export interface ZoneRanges {
  zones: ZoneEntry[];
  first: Uint32Array;
  from: Float64Array;
  to: Float64Array;
  zone: Int32Array;
}

/** Tables with a key, with days from and to which a zone holds. */
const KEYED = ['zone', 'basin', 'park', 'residential'];
const DATED = ['zone'];

export async function loadZoneRanges(
  db: Executor,
  district: string,
  rulers: Rulers,
): Promise<Record<ZoneKind, ZoneRanges>> {
  const kinds = Object.keys(ZONE_KINDS) as ZoneKind[];
  const loaded: [ZoneKind, ZoneRanges][] = [];
  for (const kind of kinds) loaded.push([kind, await loadKind(db, district, rulers, kind)]);
  return Object.fromEntries(loaded) as Record<ZoneKind, ZoneRanges>;
}

async function loadKind(db: Executor, district: string, rulers: Rulers, kind: ZoneKind): Promise<ZoneRanges> {
  const zones = await db.query<ZoneEntry>(
    `select id, coalesce(${KEYED.includes(kind) ? 'key' : 'source_id'}, '#' || id) as key, name,
            ${DATED.includes(kind) ? 'valid_from::text' : 'null'} as "validFrom",
            ${DATED.includes(kind) ? 'valid_to::text' : 'null'} as "validTo",
            ${kind === 'zone' ? 'kind' : 'null'} as "zoneKind",
            ${kind === 'zone' ? "coalesce(source_level in ('city', 'county'), true)" : 'false'} as "isCountySource"
       from register.${ZONE_KINDS[kind]} where district = $1 order by id`,
    [district],
  );
  const index = new Map(zones.map(({ id }, i) => [id, i]));
  const rows: [number, number, number, number][] = [];
  const copy = new CopyReader(
    await db.copyOut(
      `select route_id, from_mm, to_mm, zone_id from register.route_zone
        where district = ${literal(district)} and kind = '${kind}' order by route_id, from_mm, zone_id`,
    ),
  );
  while (copy.next()) {
    const [route, from, to, zone] = [copy.int()!, copy.int()!, copy.int()!, index.get(copy.int()!)];
    // a zone that someone has just taken out by hand is derived away at the next poll
    if (zone !== undefined) rows.push([findRoute(rulers, route), from, to, zone]);
  }
  return { zones, ...packEntries(rulers.count, rows) };
}

/** Rows of route index, from, to and zone index, in the order of routes. */
export function packEntries(
  routes: number,
  rows: readonly (readonly [number, number, number, number])[],
): Omit<ZoneRanges, 'zones'> {
  return {
    first: groupOffsets(routes, rows),
    from: Float64Array.from(rows, ([, from]) => from),
    to: Float64Array.from(rows, ([, , to]) => to),
    zone: Int32Array.from(rows, ([, , , zone]) => zone),
  };
}

export interface Venue extends Pick<ZoneEntry, 'id' | 'key' | 'name'> {
  /** Integer plane millimetres. */
  x: number;
  y: number;
}

export async function loadVenues(db: Executor, district: string): Promise<Venue[]> {
  const venues: Venue[] = [];
  const copy = new CopyReader(
    await db.copyOut(
      `select id, coalesce(key, source_id, '#' || id), name, geom_m from register.venue
        where district = ${literal(district)} order by id`,
    ),
  );
  while (copy.next()) {
    const [id, key, name] = [copy.int()!, copy.string()!, copy.string()];
    const [x, y] = new EwkbReader(copy.binary()!).point();
    venues.push({ id, key, name, x: toMillimetres(x), y: toMillimetres(y) });
  }
  return venues;
}

/** Measures of outfalls on route i: entries first[i] .. first[i + 1] - 1, ascending. Rejected ones are left out. */
export interface OutfallPlaces {
  first: Uint32Array;
  measure: Float64Array;
}

/** On the routes with these ids, or on all: places on others are then left out. */
export async function loadOutfallPlaces(
  db: Executor,
  district: string,
  rulers: Rulers,
  routes: 'all' | readonly number[] = 'all',
): Promise<OutfallPlaces> {
  const rows: [number, number][] = [];
  const copy = new CopyReader(
    await db.copyOut(
      `select l.route_id, l.measure_mm
         from register.outfall_link l
         join register.outfall o on o.district = l.district and o.id = l.outfall_id
         join register.route r on r.district = l.district and r.id = l.route_id
        where l.district = ${literal(district)} and o.status <> 'rejected' ${oneOf('l.route_id', routes)} order by 1, 2`,
    ),
  );
  while (copy.next()) rows.push([findRoute(rulers, copy.int()!), copy.int()!]);
  return { first: groupOffsets(rulers.count, rows), measure: Float64Array.from(rows, ([, measure]) => measure) };
}

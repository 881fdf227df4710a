/** What lies around outfalls in the register, clipped to a square each: the data of small printed maps. */
import type { Executor } from '../../db/database.ts';

export type Position = [x: number, y: number];

/** Plane metres, east and north. */
export interface Site {
  id: number;
  centre: Position;
  /** Half the side of the square. */
  halfM: number;
  /** Whether the centre is the recorded point; else nobody located the outfall and it is its link's. */
  hasPoint: boolean;
  type: string | null;
  zones: { level: string | null; rings: Position[][] }[];
  waters: Position[][][];
  rivers: Position[][];
  conduits: Position[][];
  /** Where the water at the mouth is: on the route, and on the water's polygon where it is as near. */
  receiving: Position[];
  neighbours: Position[];
}

export interface SiteQuestion {
  id: number;
  halfM: number;
}

const MIN_HALF_M = 150;
const MAX_HALF_M = 2000;

/** A square in which the boundary and the mouth can be seen, within 150 m and 2 km. */
export function halfSide(...metres: (number | null)[]): number {
  const farthest = Math.max(...metres.map((each) => Math.abs(each ?? 0)));
  return Math.min(MAX_HALF_M, Math.max(MIN_HALF_M, Math.ceil((farthest * 1.3) / 50) * 50));
}

interface FeatureRow {
  id: number;
  kind: 'centre' | 'zone' | 'water' | 'river' | 'conduit' | 'receiving' | 'neighbour';
  label: string | null;
  geometry: string;
}

/** Of zones those of a kind (zones: all) valid on a day. Outfalls without point and link have no map. */
export async function readSites(
  db: Executor,
  district: string,
  asked: readonly SiteQuestion[],
  zones: { flag: string; asOf: string },
): Promise<Map<number, Site>> {
  if (asked.length === 0) return new Map();
  const rows = await db.query<FeatureRow>(FEATURES, [
    ...[district, asked.map(({ id }) => id), asked.map(({ halfM }) => halfM)],
    ...[zones.flag, zones.asOf],
  ]);
  const halves = new Map(asked.map(({ id, halfM }) => [id, halfM]));
  const sites = new Map<number, Site>();
  for (const row of rows) {
    const site = sites.get(row.id) ?? emptySite(row.id, halves.get(row.id)!);
    sites.set(row.id, site);
    addFeature(site, row, JSON.parse(row.geometry));
  }
  return sites;
}

function emptySite(id: number, halfM: number): Site {
  const lists = { zones: [], waters: [], rivers: [], conduits: [], receiving: [], neighbours: [] };
  return { id, halfM, centre: [0, 0], hasPoint: false, type: null, ...lists };
}

type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString' | 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] }
  | { type: 'GeometryCollection'; geometries: Geometry[] };

function addFeature(site: Site, { kind, label }: FeatureRow, geometry: Geometry): void {
  if (kind === 'centre')
    Object.assign(site, { centre: pointsOf(geometry)[0], hasPoint: label !== null, type: label || null });
  else if (kind === 'zone') site.zones.push({ level: label, rings: ringsOf(geometry) });
  else if (kind === 'water') site.waters.push(ringsOf(geometry));
  else if (kind === 'river') site.rivers.push(...linesOf(geometry));
  else if (kind === 'conduit') site.conduits.push(...linesOf(geometry));
  else (kind === 'receiving' ? site.receiving : site.neighbours).push(...pointsOf(geometry));
}

const pointsOf = (geometry: Geometry): Position[] => (geometry.type === 'Point' ? [geometry.coordinates] : []);

function linesOf(geometry: Geometry): Position[][] {
  if (geometry.type === 'LineString') return [geometry.coordinates];
  if (geometry.type === 'MultiLineString') return geometry.coordinates;
  return geometry.type === 'GeometryCollection' ? geometry.geometries.flatMap(linesOf) : [];
}

/** Drawn even-odd, so parts and holes need not be told apart. */
function ringsOf(geometry: Geometry): Position[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat();
  return geometry.type === 'GeometryCollection' ? geometry.geometries.flatMap(ringsOf) : [];
}

/** What is cut is cut outside the square, so that no cut is drawn as an edge. */
const FEATURES = `
  with
  site as materialized (
    select o.id, s.half, o.geom_m, o.type, l.route_id, l.measure_mm
      from unnest($2::int[], $3::float8[]) as s (id, half)
      join register.outfall o on o.district = $1 and o.id = s.id
      left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id),
  mouth as materialized (
    select s.id, st_makepoint(m.x / 1000, m.y / 1000) as geom
      from site s
     cross join lateral atlas.mouth_places($1, s.route_id, s.measure_mm, atlas.rounded(st_x(s.geom_m) * 1000),
                                           atlas.rounded(st_y(s.geom_m) * 1000)) m
     where s.route_id is not null),
  frame as materialized (
    select s.id, s.geom_m, s.type, c.geom as centre, st_expand(c.geom, s.half * 1.1) as box
      from site s
     cross join lateral (select coalesce(s.geom_m, (select m.geom from mouth m where m.id = s.id limit 1)) as geom) c
     where c.geom is not null),
  feature as (
    select f.id, 'centre' as kind, case when f.geom_m is not null then coalesce(f.type, '') end as label, f.centre as geom
      from frame f
    union all
    select f.id, 'zone', p.level, st_clipbybox2d(p.geom_m, f.box)
      from frame f
      join register.protected_zone p on p.district = $1 and p.geom_m && f.box
      join atlas.zones_on($1, $4, $5::date) z on z.id = p.id
    union all
    select f.id, 'water', w.kind, st_clipbybox2d(w.geom_m, f.box)
      from frame f join register.water_body w on w.district = $1 and w.geom_m && f.box
    union all
    select f.id, 'river', r.role, st_clipbybox2d(st_force2d(r.line_m), f.box)
      from frame f join register.route r on r.district = $1 and r.line_m && f.box
    union all
    select f.id, 'conduit', null, st_clipbybox2d(c.geom_m, f.box)
      from frame f
      join atlas.conduit_outfalls($1) e on e.outfall_id = f.id
      join register.conduit c on c.district = $1 and c.id = e.conduit_id
    union all
    select m.id, 'receiving', null, m.geom from mouth m join frame f on f.id = m.id
    union all
    select f.id, 'neighbour', null, o.geom_m
      from frame f
      join register.outfall o on o.district = $1 and o.geom_m && f.box and o.id <> f.id
       and o.merged_into is null and o.status <> 'rejected')
  select id, kind, label, st_asgeojson(geom, 2) as geometry
    from feature where geom is not null and not st_isempty(geom) order by id, kind, label, geometry`;

/** The box of a district's rivers with what is near, and how far from it a place lies. */
import type { Executor } from '../db/database.ts';

export type Place = readonly [lon: number, lat: number];

const NEAR_DEGREES = 0.5; // about 50 km round the district

export type Around = Record<'west' | 'south' | 'east' | 'north', number>;

export const isIn = ({ west, south, east, north }: Around, lon: number, lat: number): boolean =>
  lon > west && lon < east && lat > south && lat < north;

/** The box of a district's rivers and what is near; undefined while it has none. */
export async function aroundDistrict(db: Executor, district: string): Promise<Around | undefined> {
  const [around] = await db.query<Around>(
    `select st_xmin(e) as west, st_ymin(e) as south, st_xmax(e) as east, st_ymax(e) as north
       from (select st_expand(st_extent(geom)::box2d, $2) as e from register.route where district = $1) box
      where e is not null`,
    [district, NEAR_DEGREES],
  );
  return around;
}

const KM_PER_DEGREE = 111.3;

/** To the box of the district's rivers; 0 inside. */
export function outsideKm([lon, lat]: Place, { west, south, east, north }: Around): number {
  const beyond = (value: number, low: number, high: number) =>
    Math.max(0, low + NEAR_DEGREES - value, value - high + NEAR_DEGREES);
  const squeezed = Math.cos((lat * Math.PI) / 180);
  return KM_PER_DEGREE * Math.hypot(beyond(lon, west, east) * squeezed, beyond(lat, south, north));
}

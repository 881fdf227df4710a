/** Coordinates that a person types into the search: degrees in either order, metres of a grid, with or without the system's name. */
import type { Executor } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { type Crs, resolveCrs } from '../import/crs.ts';
import { crsCandidates } from '../import/crs-candidates.ts';
import { readOrdinate } from '../import/rows/ordinate.ts';
import type { SearchHit } from './search.ts';

const SYSTEM = /\b(EPSG:\s*\d{4,6}|gcj[\s_-]?02|bd[\s_-]?09)\b/i;
const NEAR_DEGREES = 0.5; // about 50 km round the district
const BOX_DEGREES = 0.0015;
const AT_MOST = 4;

type Pair = readonly [x: number, y: number];
type Place = readonly [lon: number, lat: number];

/**
 * Places that two numbers may mean, those in or near the district alone when there are any; none when the words are not
 * coordinates. `detail` says the system that was taken. Degrees are CGCS2000 unless GCJ-02, BD-09 or an EPSG number is named.
 * @throws DomainError unknown_crs, crs_without_datum for a system that is named and cannot be used
 */
export async function searchPlaces(db: Executor, district: string, words: string): Promise<SearchHit[]> {
  const [named] = SYSTEM.exec(words) ?? [];
  const pair = pairOf(words.replace(SYSTEM, ' '));
  if (!pair) return [];
  const around = await aroundDistrict(db, district);
  const places = named
    ? await inSystem(db, named, pair)
    : isDegrees(pair)
      ? degrees(pair)
      : around
        ? await inGrids(db, pair, around)
        : []; // which grid of all on the earth, nothing tells
  const near = places.filter(({ place }) => !around || isIn(around, ...place));
  return (near.length > 0 ? near : places.slice(0, 1)).slice(0, AT_MOST).map((each, i) => hitOf(each, i, around));
}

interface Found {
  place: Place;
  system: string;
}

function pairOf(words: string): Pair | undefined {
  const parts = words
    .trim()
    .split(/\s*[,，;；、]\s*|(?<=[EWNS″"秒°度′'分\d])\s+(?=[-+\dEWNS东西南北])/i)
    .filter(Boolean);
  if (parts.length !== 2) return undefined;
  const [x, y] = parts.map(readOrdinate);
  return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : undefined;
}

const isDegrees = ([x, y]: Pair): boolean => Math.abs(x) <= 180 && Math.abs(y) <= 180;
const isPlace = ([lon, lat]: Place): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
const swapped = ([x, y]: Pair): Pair => [y, x];

/** Longitude first, as ours are; latitude first, as phones give them, where only that can be. */
const degrees = (pair: Pair): Found[] =>
  [pair, swapped(pair)].filter(isPlace).map((place) => ({ place, system: 'CGCS2000' }));

async function inSystem(db: Executor, name: string, pair: Pair): Promise<Found[]> {
  const crs: Crs = await resolveCrs(db, name.replace(/\s/g, '')).catch((error) => {
    throw inWordsOfSearch(error, name);
  });
  const to = crs.toDegrees ?? ((each: [number, number]) => each);
  return [pair, swapped(pair)]
    .map(([x, y]) => ({ place: to([x, y]), system: crs.label }))
    .filter(({ place }) => isPlace(place));
}

/** The words of the import name switches of the command line and definitions that this does not read. */
function inWordsOfSearch(error: unknown, name: string): unknown {
  const said = error instanceof DomainError && REFUSALS[error.code]?.(name);
  return said ? new DomainError(error.code, said.en, said.zh) : error;
}

const REFUSALS: Readonly<Record<string, (name: string) => { en: string; zh: string }>> = {
  crs_without_datum: (name) => ({
    en: `No parameters are known from ${name} to CGCS2000, so its coordinates cannot be found here: give degrees, or metres of a CGCS2000 zone.`,
    zh: `${name} 到 CGCS2000 没有公开的转换参数，不能按它定位：请改用经纬度，或 CGCS2000 的平面坐标。`,
  }),
  unknown_crs: (name) => ({
    en: `No coordinates of ${name} are read here: write another EPSG number before them (EPSG:4549), GCJ-02 or BD-09; without any, degrees and metres of the usual grids are read.`,
    zh: `${name} 的坐标不能识别：请在坐标前写其他 EPSG 号（如 EPSG:4549），或 GCJ-02、BD-09；不写时按经纬度或当地常用的平面坐标查找。`,
  }),
};

/** x is east; a pair that begins with the northing, as Chinese survey tables do, is taken too. */
async function inGrids(db: Executor, pair: Pair, around: Around): Promise<Found[]> {
  const isNear = (lon: number, lat: number) => isIn(around, lon, lat);
  const lons = [around.west, around.east] as const;
  const found = await Promise.all([pair, swapped(pair)].map(([x, y]) => crsCandidates(db, x, y, isNear, lons)));
  return found
    .flat()
    .map(({ lon, lat, srid, name }) => ({ place: [lon, lat] as const, system: `EPSG:${srid} ${name}` }));
}

type Around = Record<'west' | 'south' | 'east' | 'north', number>;

const isIn = ({ west, south, east, north }: Around, lon: number, lat: number): boolean =>
  lon > west && lon < east && lat > south && lat < north;

/** The box of a district's rivers and what is near; undefined while it has none. */
async function aroundDistrict(db: Executor, district: string): Promise<Around | undefined> {
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
function outsideKm([lon, lat]: Place, { west, south, east, north }: Around): number {
  const beyond = (value: number, low: number, high: number) =>
    Math.max(0, low + NEAR_DEGREES - value, value - high + NEAR_DEGREES);
  const squeezed = Math.cos((lat * Math.PI) / 180);
  return KM_PER_DEGREE * Math.hypot(beyond(lon, west, east) * squeezed, beyond(lat, south, north));
}

const hitOf = ({ place: [lon, lat], system }: Found, index: number, around?: Around): SearchHit => ({
  kind: 'place',
  id: index,
  code: null,
  name: `${lon.toFixed(6)}, ${lat.toFixed(6)}`,
  detail: system,
  outside_km: around ? Number(outsideKm([lon, lat], around).toFixed(1)) : null,
  bbox: [lon - BOX_DEGREES, lat - BOX_DEGREES, lon + BOX_DEGREES, lat + BOX_DEGREES],
});

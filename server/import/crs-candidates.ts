/** Which coordinate systems a file without one may be in: those that put its coordinates where they are meant to be used. */
import proj4 from 'proj4';
import type { Executor } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { isInChina } from './plane.ts';

export interface Candidate {
  srid: number;
  name: string;
  /** Where it puts the middle of the data. */
  lon: number;
  lat: number;
}

const LON_LIMIT = 3; // degrees from lon_0 (design.md)
const LAT_LIMIT = 5; // degrees from lat_0
const AT_MOST = 10;
const FROM_ORIGIN_AT_MOST = 5; // leaves room for the zones that count from the equator
const NEAR_DEGREES = 1; // about 100 km: near what the district holds

interface Definition {
  srid: number;
  name: string;
  proj4text: string;
}

/**
 * Projected systems of spatial_ref_sys that put (x, y) within 3° of their lon_0 and 5° of their lat_0, at most 10; near
 * `held` (lon, lat of what the district holds) first, then by distance from their origin. Transverse Mercator counted
 * from the equator has no lat_0 to be near to: only its lon_0 is asked, and it comes after five of the others.
 */
export async function crsCandidates(
  db: Executor,
  x: number,
  y: number,
  held: [number, number] | null,
): Promise<Candidate[]> {
  const definitions = await db.query<Definition>(
    `select srid, substring(srtext from '"([^"]*)"') as name, proj4text
       from spatial_ref_sys
      where auth_name = 'EPSG' and srtext like 'PROJCS%' and proj4text <> ''
        and proj4text !~ 'nadgrids=[^@]' order by srid`,
  );
  const ranked = definitions
    .flatMap((definition) => rank(definition, x, y, held))
    .sort((a, b) => a.tier - b.tier || a.distance - b.distance || a.srid - b.srid);
  const byOrigin = ranked.filter(({ tier }) => tier === 1);
  const rest = ranked.filter(({ tier }) => tier > 1);
  const shown = byOrigin.slice(0, Math.max(FROM_ORIGIN_AT_MOST, AT_MOST - rest.length));
  return [...ranked.filter(({ tier }) => tier === 0), ...shown, ...rest]
    .slice(0, AT_MOST)
    .map(({ srid, name, lon, lat }) => ({ srid, name, lon, lat }));
}

type Ranked = Candidate & { tier: number; distance: number };

function rank({ srid, name, proj4text }: Definition, x: number, y: number, held: [number, number] | null): Ranked[] {
  const origin = originOf(proj4text);
  const place = origin && degreesOf(proj4text, x, y);
  if (!origin || !place) return [];
  const [lon, lat] = place;
  const fromOrigin = [Math.abs(lon - origin.lon), Math.abs(lat - origin.lat)];
  const isFromEquator = origin.lat === 0 && /\+proj=(tmerc|utm)/.test(proj4text);
  if (fromOrigin[0] > LON_LIMIT || (fromOrigin[1] > LAT_LIMIT && !isFromEquator)) return [];
  const isNear = held !== null && Math.hypot(lon - held[0], lat - held[1]) <= NEAR_DEGREES;
  // of all the zones that count from the equator, China's own are the likelier ones here
  const tier = isNear ? 0 : !isFromEquator ? 1 : name.startsWith('CGCS2000') && isInChina(lon, lat) ? 2 : 3;
  return [{ srid, name, lon, lat, tier, distance: isFromEquator ? fromOrigin[0] : Math.hypot(...fromOrigin) }];
}

function originOf(proj4text: string): { lon: number; lat: number } | undefined {
  const number = (name: string) => {
    const found = new RegExp(`\\+${name}=(-?[\\d.]+)`).exec(proj4text);
    return found ? Number(found[1]) : undefined;
  };
  const zone = number('zone');
  const lon = zone === undefined ? (number('lon_0') ?? number('lonc')) : zone * 6 - 183;
  return lon === undefined ? undefined : { lon, lat: number('lat_0') ?? 0 };
}

function degreesOf(proj4text: string, x: number, y: number): [number, number] | undefined {
  try {
    const [lon, lat] = proj4(proj4text, '+proj=longlat +datum=WGS84 +no_defs').forward([x, y]);
    return Number.isFinite(lon + lat) ? [lon, lat] : undefined;
  } catch {
    return undefined; // a projection or grid proj4 does not have: no candidate
  }
}

/** The refusal of a file that does not say its system; degrees get the two systems of degrees as candidates. */
export async function crsRefusal(
  db: Executor,
  file: string,
  middle: [number, number],
  held: [number, number] | null,
): Promise<DomainError> {
  const isDegrees = Math.abs(middle[0]) <= 180 && Math.abs(middle[1]) <= 90;
  const candidates = isDegrees
    ? ['EPSG:4490 (CGCS2000)', 'EPSG:4326 (WGS 84)']
    : (await crsCandidates(db, ...middle, held)).map(({ srid, name }) => `EPSG:${srid} (${name})`);
  const position = middle.map((ordinate) => Number(ordinate.toPrecision(10))).join(', ');
  const [en, zh] =
    candidates.length > 0
      ? [`candidates: ${candidates.join(', ')}`, `候选：${candidates.join('、')}`]
      : ['no known system puts them in a plausible place', '没有坐标系能把它们放到合理的位置'];
  return new DomainError(
    'crs_needed',
    `${file} does not say its coordinate reference system (coordinates around ${position}): give --crs; ${en}`,
    `${file} 未说明坐标系（坐标约为 ${position}）：请用 --crs 指定；${zh}`,
  );
}

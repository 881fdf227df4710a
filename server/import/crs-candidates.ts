/** Which coordinate systems a file without one may be in: those that put its coordinates where they are meant to be used. */
import proj4 from 'proj4';
import type { Executor } from '../db/database.ts';
import { isTakenByNumber } from './crs.ts';
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

/** Whether a place lies within 50 km of what the district holds. */
export type IsNear = (lon: number, lat: number) => boolean;

interface Definition {
  srid: number;
  name: string;
  proj4text: string;
}

/**
 * Projected systems of spatial_ref_sys that put (x, y) within 3° of their lon_0 and 5° of their lat_0, at most 10, by
 * distance from their false origin. Where the district holds something, only those near it. Transverse Mercator counted from
 * the equator has no lat_0 to be near to: only its lon_0 is asked, and it comes after five of the others. Systems that
 * would be refused are left out; of those that put the data in one place, as one grid on four realizations of a datum,
 * the others come after all places. Web Mercator is drawn for the whole world and has no lon_0 to be near to: it comes last. In China its own grids come first, then UTM of WGS 84, as receivers write it.
 *
 * @param lons  west and east of what is near, where that is known: systems whose lon_0 is too far from there are not
 *   tried, which are nearly all of them, and the time of the others is a second or two.
 */
export async function crsCandidates(
  db: Executor,
  x: number,
  y: number,
  isNear: IsNear | null,
  lons?: readonly [west: number, east: number],
): Promise<Candidate[]> {
  const definitions = await db.query<Definition>(
    `select srid, substring(srtext from '"([^"]*)"') as name, proj4text
       from spatial_ref_sys
      where auth_name = 'EPSG' and srtext like 'PROJCS%' and proj4text <> ''
        and proj4text !~ 'nadgrids=[^@]' and srtext !~ '[(]deprecated[)]' order by srid`,
  );
  const ranked = definitions
    .filter(({ srid, proj4text }) => srid === WEB_MERCATOR || !lons || reaches(proj4text, lons))
    .flatMap((definition) => rank(definition, x, y))
    .filter(({ lon, lat }) => isNear === null || isNear(lon, lat))
    .sort((a, b) => a.tier - b.tier || a.distance - b.distance || a.srid - b.srid);
  if (isNear) ranked.sort((a, b) => Number(b.tier === CHINA) - Number(a.tier === CHINA));
  return (isNear ? onePerPlace(ranked) : mixed(onePerPlace(ranked)))
    .slice(0, AT_MOST)
    .map(({ srid, name, lon, lat }) => ({ srid, name, lon, lat }));
}

function reaches(proj4text: string, [west, east]: readonly [number, number]): boolean {
  const origin = originOf(proj4text);
  return origin !== undefined && origin.lon >= west - LON_LIMIT && origin.lon <= east + LON_LIMIT;
}

type Ranked = Candidate & { tier: number; distance: number };

// of all the zones that count from the equator, China's own are the likelier ones here, then what receivers write
const [FROM_ORIGIN, CHINA, RECEIVERS, FROM_EQUATOR, WORLD, TWIN] = [1, 2, 3, 4, 5, 6];
const WEB_MERCATOR = 3857; // of maps on the web, and so of what is taken from them

/** Nothing is held that could tell: room is left for zones that count from the equator. */
function mixed(ranked: Ranked[]): Ranked[] {
  const byOrigin = ranked.filter(({ tier }) => tier === FROM_ORIGIN);
  const rest = ranked.filter(({ tier }) => tier > FROM_ORIGIN);
  const others = rest.filter(({ tier }) => tier < TWIN).length;
  return [...byOrigin.slice(0, Math.max(FROM_ORIGIN_AT_MOST, AT_MOST - others)), ...rest];
}

/** The first of each place as ranked, then the others. */
function onePerPlace(ranked: Ranked[]): Ranked[] {
  const places = new Set<string>();
  const twins: Ranked[] = [];
  const firsts = ranked.filter((each) => {
    // datums differ by less than 0.01°; so does UTM's scale in the south, which is another place
    const place = `${each.lon.toFixed(2)} ${each.lat.toFixed(2)} ${each.name.includes('UTM')}`;
    if (places.has(place)) twins.push({ ...each, tier: TWIN });
    return places.has(place) ? false : places.add(place);
  });
  return [...firsts, ...twins];
}

function rank({ srid, name, proj4text }: Definition, x: number, y: number): Ranked[] {
  const origin = originOf(proj4text);
  const place = origin && degreesOf(proj4text, x, y);
  if (!origin || !place) return [];
  const [lon, lat] = place;
  if (srid === WEB_MERCATOR) return [{ srid, name, lon, lat, tier: WORLD, distance: 0 }];
  const fromOrigin = [Math.abs(lon - origin.lon), Math.abs(lat - origin.lat)];
  const isFromEquator = origin.lat === 0 && /\+proj=(tmerc|utm)/.test(proj4text);
  if (fromOrigin[0] > LON_LIMIT || (fromOrigin[1] > LAT_LIMIT && !isFromEquator)) return [];
  if (!isTakenByNumber(name, proj4text)) return [];
  const tier = isFromEquator ? tierOfZone(name, lon, lat) : FROM_ORIGIN;
  return [{ srid, name, lon, lat, tier, distance: isFromEquator ? fromOrigin[0] : fromFalseOrigin(proj4text, x, y) }];
}

function tierOfZone(name: string, lon: number, lat: number): number {
  if (!isInChina(lon, lat)) return FROM_EQUATOR;
  return name.startsWith('CGCS2000') ? CHINA : name.startsWith('WGS 84 / UTM') ? RECEIVERS : FROM_EQUATOR;
}

const FEET: Record<string, number> = { 'us-ft': 0.3048006096, ft: 0.3048 };

/**
 * How far the data are from the false origin, as a share of its size: 2 758 000 was counted from 2 600 000 rather than
 * from 3 000 000. Small false origins tell little.
 */
function fromFalseOrigin(proj4text: string, x: number, y: number): number {
  const unit = FEET[/\+units=([\w-]+)/.exec(proj4text)?.[1] ?? ''] ?? 1;
  const [east, north] = ['x_0', 'y_0'].map(
    (name) => Number(new RegExp(`\\+${name}=(-?[\\d.]+)`).exec(proj4text)?.[1] ?? 0) / unit,
  );
  return Math.hypot(x - east, y - north) / Math.max(Math.hypot(east, north), 100_000);
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

/** Gauss-Krüger grids as China writes them: zone numbers in front of eastings, and X that is north. */
import { DomainError } from '../errors.ts';

/** A transverse Mercator counted from the equator at scale 1, whatever its datum. */
export interface GaussKruger {
  /** Central meridian, degrees. */
  meridian: number;
  /** What stands in front of the eastings, in millions of metres: 40 for zone 40, 0 where there is no number. */
  prefix: number;
}

/** proj4's projection object, as far as it is asked here. */
export interface TransverseMercator {
  names?: readonly string[];
  long0?: number;
  lat0?: number;
  x0?: number;
  y0?: number;
  k0?: number;
  a: number;
}

const MILLION = 1_000_000;
const FALSE_EASTING = 500_000;

export function gaussKrugerOf(projection: TransverseMercator): GaussKruger | null {
  const { names, long0 = Number.NaN, lat0 = 0, x0 = 0, y0 = 0, k0 = 1 } = projection;
  const isPlain = names?.includes('tmerc') && lat0 === 0 && y0 === 0 && k0 === 1;
  if (!isPlain || (x0 - FALSE_EASTING) % MILLION !== 0) return null;
  return { meridian: Math.round((long0 * 180 * 3600) / Math.PI) / 3600, prefix: (x0 - FALSE_EASTING) / MILLION };
}

/** Central meridian of a zone number: six-degree zones are 13 to 23, three-degree zones 25 to 45, so the number tells which. */
export function meridianOfZone(zone: number): number | undefined {
  if (zone >= 13 && zone <= 23) return zone * 6 - 3;
  return zone >= 25 && zone <= 45 ? zone * 3 : undefined;
}

/** EPSG number of the CGCS2000 grid; of a meridian that both families have, the three-degree one unless the zone says six. */
export function cgcs2000Srid({ meridian, prefix }: GaussKruger): number | undefined {
  const isSix = (meridian - 75) % 6 === 0;
  if (prefix !== 0 && meridianOfZone(prefix) !== meridian) return undefined;
  if (meridian < 75 || meridian > 135 || meridian % 3 !== 0) return undefined;
  if (prefix === 0) return 4534 + (meridian - 75) / 3;
  return prefix >= 25 ? 4513 + prefix - 25 : isSix ? 4491 + prefix - 13 : undefined;
}

/** The grid of an EPSG number of CGCS2000, 4491 to 4554. */
export function isCgcs2000Grid(srid: number): boolean {
  return srid >= 4491 && srid <= 4554;
}

/** What stands in front of an easting, in millions of metres: of a zone or of none, or no zone's. */
export const zoneOf = (east: number): number => Math.floor(east / MILLION);

/** Whether a number can be an easting in China, with or without a zone number. */
export function isEasting(value: number): boolean {
  const zone = zoneOf(value);
  const rest = value - zone * MILLION;
  return (zone === 0 || meridianOfZone(zone) !== undefined) && rest > 140_000 && rest < 860_000;
}

/** Whether a number can be a northing in China: 3° to 54° of latitude. */
export function isNorthing(value: number): boolean {
  return value > 330_000 && value < 6_000_000;
}

/**
 * What stands in front of the eastings of a file against what its grid says.
 * @returns the number that is really there
 * @throws DomainError zone_disagrees when it is that of another meridian
 */
export function prefixIn(east: number, { meridian, prefix }: GaussKruger, label: string): number {
  const found = zoneOf(east);
  if (found === prefix || found === 0) return found;
  const theirs = meridianOfZone(found);
  if (theirs === meridian) return found;
  if (theirs === undefined) return prefix; // no zone number: far out, and each row says so
  const srid = cgcs2000Srid({ meridian: theirs, prefix: found });
  throw new DomainError(
    'zone_disagrees',
    `the eastings begin with zone ${found} (central meridian ${theirs}°), but ${label} has ${meridian}°: if the file is in CGCS2000, give the coordinate system EPSG:${srid} (command line: --crs EPSG:${srid})`,
    `横坐标带号为 ${found}（中央经线 ${theirs}°），而 ${label} 的中央经线为 ${meridian}°：若为 CGCS2000，请将坐标系写为 EPSG:${srid}（命令行：--crs EPSG:${srid}）`,
  );
}

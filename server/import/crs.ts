/** Coordinate reference systems of files: by EPSG number, PROJ string or WKT, and the way from them to CGCS2000 degrees. */
import proj4 from 'proj4';
import type { Executor } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { cgcs2000Srid, type GaussKruger, gaussKrugerOf, type TransverseMercator } from './crs-gauss-kruger.ts';
import { numberByName } from './crs-names.ts';
import { type Datum, datumOf } from './crs-note.ts';
import { shiftedSystem, unshift } from './crs-shifted.ts';

/** CGCS2000 for proj4: the same as WGS 84 to well under a metre; a datum must be named or proj4 applies no shift at all. */
const TARGET = '+proj=longlat +datum=WGS84 +no_defs';

export interface Crs {
  /** 'EPSG:2056', or the definition as given. */
  label: string;
  isGeographic: boolean;
  /** x east, y north in the file's unit → degrees. Null when the file already holds CGCS2000 or WGS 84 degrees. */
  toDegrees: ((position: [number, number]) => [number, number]) | null;
  /** The way back, of systems that a definition says. */
  fromDegrees?: (degrees: [number, number]) => [number, number];
  /** Set where eastings may carry a zone number. */
  gaussKruger?: GaussKruger | null;
  /** As far as the definition says; absent where something else brings the positions to CGCS2000. */
  datum?: Datum;
  /** A transverse Mercator with an origin of its own, as cities have. */
  isLocalGrid?: boolean;
}

/**
 * The system a text names: `EPSG:n`, OGC URN or URL, `CRS84`, `WGS84`, `CGCS2000`, PROJ string, WKT 1 or 2, `gcj02`, `bd09`.
 * @throws DomainError unknown_crs, crs_without_datum
 */
export async function resolveCrs(db: Executor, text: string): Promise<Crs> {
  const wanted = text.trim();
  if (/(^|:|\/)CRS84$/i.test(wanted)) return fromDefinition('EPSG:4326', TARGET);
  const shifted = shiftedSystem(wanted);
  if (shifted) return { label: shifted, isGeographic: true, toDegrees: (position) => unshift(shifted, position) };
  const srid = numberByName(wanted) ?? epsgNumber(wanted);
  if (srid !== undefined) {
    const known = await definitionOf(db, srid);
    if (known) return fromDefinition(`EPSG:${srid}`, known);
    if (!isWkt(wanted)) throw unknownCrs(text);
  }
  if (!isWkt(wanted) && !wanted.startsWith('+'))
    throw CHINESE_DATUM.test(wanted) ? withoutDatum(text) : unknownCrs(text);
  return fromOwnDefinition(db, wanted);
}

function isWkt(text: string): boolean {
  return /^(PROJCS|GEOGCS|PROJCRS|GEOGCRS|GEODCRS|BOUNDCRS|COMPD_CS|COMPOUNDCRS)\s*\[/i.test(text);
}

/** The EPSG number a text stands for; of WKT, that of its outermost element. */
function epsgNumber(text: string): number | undefined {
  const found =
    /^(?:EPSG:?)?(\d{4,6})$/i.exec(text) ??
    /^urn:(?:x-)?ogc:def:crs:EPSG:[\d.]*:(\d+)$/i.exec(text) ??
    /\/crs\/EPSG\/[\d.]+\/(\d+)$/i.exec(text) ??
    /(?:AUTHORITY|ID)\["EPSG",\s*"?(\d+)"?\]\s*\]\s*$/i.exec(text);
  return found ? Number(found[1]) : undefined;
}

/** @throws DomainError crs_without_datum for Beijing 1954 and Xi'an 1980, whatever parameters the table has for them */
async function definitionOf(db: Executor, srid: number): Promise<string | undefined> {
  const [row] = await db.query<{ proj4text: string; name: string }>(
    `select proj4text, substring(srtext from '"([^"]*)"') as name from spatial_ref_sys where srid = $1`,
    [srid],
  );
  // EPSG's one shift of Beijing 1954 is for the Ordos basin; elsewhere it is tens of metres off
  if (row && CHINESE_DATUM.test(row.name)) throw withoutDatum(`EPSG:${srid} (${row.name})`);
  return row?.proj4text || undefined;
}

/** Whether a system of the table would be taken by its number: its datum is known and its shift public. */
export function isTakenByNumber(name: string, definition: string): boolean {
  return !CHINESE_DATUM.test(name) && hasKnownDatum(parse(name, definition));
}

const CHINESE_DATUM = /beijing|xi'?an[ _]?(19)?80|北京\s?(19)?54|西安\s?(19)?80/i;

/** WKT is looked up by its name first: ESRI's .prj has no datum shift, and proj4's own table of them is short. */
async function fromOwnDefinition(db: Executor, definition: string): Promise<Crs> {
  const projection = parse(definition, definition);
  const isChinese = isChineseDatum(projection);
  if (isChinese && CHINESE_DATUM.test(definition) && !hasShift(projection)) throw withoutDatum(definition);
  const srid = isChinese ? undefined : ((await sridByName(db, definition)) ?? sridByParameters(projection, definition));
  const known = srid === undefined ? undefined : await definitionOf(db, srid);
  return known ? fromDefinition(`EPSG:${srid}`, known) : fromDefinition(definition, definition);
}

async function sridByName(db: Executor, wkt: string): Promise<number | undefined> {
  const name = /^\w+\s*\["([^"]+)"/.exec(wkt)?.[1];
  if (!name) return undefined;
  const plain = name
    .toLowerCase()
    .replace(/^gcs_/, '')
    .replace(/19(8[49])/, '$1') // ESRI writes WGS_1984 and ETRS_1989
    .replace(/[^a-z0-9+]/g, '');
  const [row] = await db.query<{ srid: number }>(
    `select srid from spatial_ref_sys
      where auth_name = 'EPSG' and srtext like $2 || '[%'
        and replace(regexp_replace(lower(substring(srtext from '^\\w+\\["([^"]+)"')), '[^a-z0-9+]', '', 'g'),
                    'gausskruger', 'gk') = $1
      order by srid limit 1`,
    // a geocentric system and one with heights may have the same name
    [plain, /^PROJ/i.test(wkt) ? 'PROJCS' : 'GEOGCS'],
  );
  return row?.srid;
}

/** CGCS2000 under names of a program's or bureau's own: the ellipsoid and a meridian of China, or China's name, say enough. */
function sridByParameters(projection: Projection, definition: string): number | undefined {
  const grid = gaussKrugerOf(projection);
  const isGrs80 = Math.abs(projection.a - 6378137) < 0.5 && Math.abs((projection.rf ?? 0) - 298.257222101) < 1e-6;
  if (!isGrs80 || projection.datum.datum_type !== NO_DATUM) return undefined;
  if (grid) return cgcs2000Srid(grid);
  return projection.projName === 'longlat' && /china|cgcs|国家2000|中国2000/i.test(definition) ? 4490 : undefined;
}

interface Projection extends TransverseMercator {
  projName: string;
  rf?: number;
  datum: { datum_type: number; datum_params?: number[] };
  nadgrids?: string;
}

const NO_DATUM = 5; // proj4's PJD_NODATUM

function parse(label: string, definition: string): Projection {
  try {
    return (proj4 as unknown as { Proj(text: string): Projection }).Proj(definition);
  } catch (cause) {
    throw unknownCrs(label, cause); // proj4 throws strings and errors of its parser alike
  }
}

// an ellipsoid of 6378137 m without parameters is GRS 80 or WGS 84: no shift is needed
function hasKnownDatum(projection: Projection): boolean {
  return projection.datum.datum_type !== NO_DATUM || Math.abs(projection.a - 6378137) < 0.5;
}

// Beijing 1954 (Krassovsky) and Xi'an 1980: the shift differs by province and is not public
function isChineseDatum(projection: Projection): boolean {
  return Math.abs(projection.a - 6378245) < 0.5 || Math.abs(projection.a - 6378140) < 0.5;
}

function hasShift({ datum }: Projection): boolean {
  return datum.datum_params?.some((parameter) => parameter !== 0) ?? false;
}

export function fromDefinition(label: string, definition: string): Crs {
  const projection = parse(label, definition);
  if (projection.projName === 'geocent') throw unknownCrs(label); // metres from the middle of the earth are no place on a map
  if (!hasKnownDatum(projection)) throw withoutDatum(label);
  const isGeographic = projection.projName === 'longlat';
  const converter = proj4(definition, TARGET);
  const [forward, fromDegrees] = [placed(converter.forward), placed(converter.inverse)];
  const gaussKruger = gaussKrugerOf(projection);
  const isLocalGrid = gaussKruger === null && (projection.names?.includes('tmerc') ?? false);
  const toDegrees = isGeographic && isIdentity(forward) ? null : forward;
  const datum = datumOf(definition, projection.datum.datum_params);
  return { label, isGeographic, toDegrees, fromDegrees, gaussKruger, isLocalGrid, datum };
}

type Forward = (position: [number, number]) => [number, number];

/** Some projections throw where they do not reach, others answer NaN: it is NaN for all. */
function placed(forward: Forward): Forward {
  return (position) => {
    try {
      return forward(position);
    } catch {
      return [Number.NaN, Number.NaN]; // a place that is none is refused with its row
    }
  };
}

/** Whether a system of degrees is WGS 84 for our purpose: no shift of 1e-9 degree anywhere it is tried. */
function isIdentity(forward: Forward): boolean {
  const places: [number, number][] = [
    [121.1, 31.1],
    [-78.9, 36.1],
    [20.4, -34.0],
  ];
  return places.every(([lon, lat]) => {
    const [x, y] = forward([lon, lat]);
    return Math.abs(x - lon) < 1e-9 && Math.abs(y - lat) < 1e-9;
  });
}

function unknownCrs(text: string, cause?: unknown): DomainError {
  return new DomainError(
    'unknown_crs',
    `"${text.slice(0, 120)}" is not a known coordinate reference system: give EPSG:n, WGS84, CGCS2000, gcj02, bd09, a PROJ string or WKT`,
    `无法识别坐标系“${text.slice(0, 120)}”：请给出 EPSG:n、WGS84、CGCS2000、gcj02、bd09、PROJ 串或 WKT`,
    400,
    { cause },
  );
}

function withoutDatum(text: string): DomainError {
  const why = CHINESE_DATUM.test(text)
    ? {
        zh: '（北京54、西安80 的转换参数各省不同且不公开）',
        en: " (the shifts of Beijing 1954 and Xi'an 1980 differ by province and are not public)",
      }
    : { zh: '', en: '' };
  return new DomainError(
    'crs_without_datum',
    `"${text.slice(0, 120)}" does not say how its datum lies against CGCS2000${why.en}: give the coordinate system as a PROJ string with ` +
      '+towgs84=dx,dy,dz,rx,ry,rz,ds, or control points known in both systems (command line: --crs or --control)',
    `“${text.slice(0, 120)}”没有到 CGCS2000 的转换参数${why.zh}：请以带 +towgs84 的 PROJ 串写明坐标系，或给出控制点（命令行：--crs 或 --control）`,
  );
}

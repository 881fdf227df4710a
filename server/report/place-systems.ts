/** Where on the earth two numbers lie: in the system that is named with them, as degrees, or in the usual grids of a place. */
import type { Executor } from '../db/database.ts';
import { type Crs, resolveCrs } from '../import/crs.ts';
import { type Candidate, crsCandidates } from '../import/crs-candidates.ts';
import { fitToNumbers } from '../import/crs-fit.ts';
import { prefixIn, zoneOf } from '../import/crs-gauss-kruger.ts';
import { type Around, isIn, type Place } from './near-district.ts';
import { inWordsOfSearch, noDegrees, noEasting } from './place-refusals.ts';
import type { Pair, Typed } from './typed-coordinates.ts';

export interface Found {
  place: Place;
  /** The system that was taken. */
  system: string;
}

export async function placesOf(db: Executor, { pair, system }: Typed, around: Around | undefined): Promise<Found[]> {
  if (system !== null) return inSystem(db, system, pair, around);
  if (isDegrees(pair)) return degrees(pair);
  return around ? inGrids(db, pair, around) : []; // which grid of all on the earth, nothing tells
}

const isDegrees = ([x, y]: Pair): boolean => Math.abs(x) <= 180 && Math.abs(y) <= 180;
const isPlace = ([lon, lat]: Place): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
const swapped = ([x, y]: Pair): Pair => [y, x];

/** Longitude first, as ours are; latitude first, as phones give them, where only that can be. */
const degrees = (pair: Pair): Found[] =>
  [pair, swapped(pair)].filter(isPlace).map((place) => ({ place, system: 'CGCS2000' }));

async function inSystem(db: Executor, system: string, pair: Pair, around: Around | undefined): Promise<Found[]> {
  const crs = await resolveCrs(db, system.replace(/\s/g, '')).catch((error) => {
    throw inWordsOfSearch(error, system);
  });
  if (crs.isGeographic && !isDegrees(pair)) {
    const places = await inGridsOf(db, crs, pair, around);
    if (places.length === 0) throw noDegrees(system, pair);
    return places;
  }
  return inOrders(db, crs, ordersIn(crs, system, pair));
}

/** As written, and the other way round; of a grid with zone numbers only where an easting can be one of its. */
function ordersIn(crs: Crs, system: string, pair: Pair): Pair[] {
  const { gaussKruger } = crs;
  if (!gaussKruger) return [pair, swapped(pair)];
  const orders = [pair, swapped(pair)].filter(([east]) => {
    try {
      return prefixIn(east, gaussKruger, crs.label) === zoneOf(east);
    } catch (error) {
      throw inWordsOfSearch(error, system, east);
    }
  });
  if (orders.length === 0) throw noEasting(system, pair);
  return orders;
}

/** Each order by the numbers: what stands before an easting may be more or less than the system says. */
async function inOrders(db: Executor, crs: Crs, orders: readonly Pair[]): Promise<Found[]> {
  const read = orders.map(async ([x, y]) => {
    const fitted = fitToNumbers(crs, [x, y], 'geometry').crs;
    const name = await calledAs(db, fitted.label);
    const system = fitted === crs ? name : `${crs.label} → ${name}`;
    return { place: fitted.toDegrees?.([x, y]) ?? ([x, y] as const), system };
  });
  return (await Promise.all(read)).filter(({ place }) => isPlace(place));
}

/** The label of a system with the name that the table has for it. */
async function calledAs(db: Executor, label: string): Promise<string> {
  const [row] = await db.query<{ name: string }>(
    `select substring(srtext from '"([^"]*)"') as name from spatial_ref_sys where srid = $1`,
    [Number(label.replace('EPSG:', '')) || null],
  );
  return row ? `${label} ${row.name}` : label;
}

/** How the table calls the grids of a datum that is named before metres. */
const GRIDS: Readonly<Record<string, string>> = { 'EPSG:4490': 'CGCS2000', 'EPSG:4326': 'WGS 84' };

async function inGridsOf(db: Executor, { label }: Crs, pair: Pair, around: Around | undefined): Promise<Found[]> {
  const datum = GRIDS[label];
  if (datum === undefined || !around) return [];
  return inGrids(db, pair, around, ({ name }) => name.startsWith(datum));
}

/** x is east; a pair that begins with the northing, as Chinese survey tables do, is taken too. */
async function inGrids(
  db: Executor,
  pair: Pair,
  around: Around,
  isMeant: (grid: Candidate) => boolean = () => true,
): Promise<Found[]> {
  const isNear = (lon: number, lat: number) => isIn(around, lon, lat);
  const lons = [around.west, around.east] as const;
  const found = await Promise.all([pair, swapped(pair)].map(([x, y]) => crsCandidates(db, x, y, isNear, lons)));
  return found
    .flat()
    .filter(isMeant)
    .map(({ lon, lat, srid, name }) => ({ place: [lon, lat] as const, system: `EPSG:${srid} ${name}` }));
}

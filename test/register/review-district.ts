/** A district whose review list has one of each: links that are doubtful for every reason, flags on edges and beyond them. */

import type { Database } from '../../server/db/database.ts';
import { type ReviewQuestion, reviewRows } from '../../server/report/reviews.ts';
import {
  at,
  box,
  KEY,
  line,
  load,
  loadAll,
  type Part,
  part,
  point,
  polygon,
  RIVERS_EAST,
  RIVERS_WEST,
} from '../district/small-district.ts';
import { removeDistrict } from '../support/emptied-database.ts';

// R1 淀浦河 along y = 0 to 60 from x = 0 to 5000, R2 西大盈港 200 m north of it; their names are 无名 to the outfalls
export const PLACES: Record<string, [number, number, string?]> = {
  certain: [400, 30, '淀浦河'],
  named: [600, 40, '西大盈港'], // beside R1, says R2
  far: [1000, 1700], //            no river within reach
  shore: [1500, 30, '西大盈港'], // in zone A, says R2
  east: [3600, 30, '西大盈港'], //  1 m outside zone B
  pipe: [2200, 215, '西大盈港'], // outside zone C, its conduit ends inside
};
export const outfalls = (places = PLACES, name = 'outfalls') =>
  part(
    name,
    'outfalls',
    ...Object.entries(places).map(([source_id, [x, y, receiving_water]]): [object, ReturnType<typeof point>] => [
      { source_id, receiving_water },
      point(x, y),
    ]),
  );
export const zone = (key: string, kind: object, ...corners: Parameters<typeof box>) =>
  part(`zone ${key} ${corners}`, 'zones', [{ key, ...kind }, polygon(box(...corners))]);
export const ZONES = [
  zone('A', { kind: 'drinking_water', level: '1' }, 1400, -100, 1700, 100),
  zone('B', { kind: 'drinking_water', level: '2' }, 3601, -100, 3900, 100),
  zone('C', { kind: 'nature' }, 2300, 250, 2500, 400),
];
export const CONDUIT = part('conduit', 'conduits', [
  { source_id: 'k', outfall: 'pipe' },
  line([2200, 215], [2400, 300]),
]);

/** Outfall ids by their names, zone ids by theirs. */
export interface Names {
  outfall: Record<string, number>;
  zone: Record<string, number>;
}

export async function loadReviewDistrict(db: Database): Promise<Names> {
  await removeDistrict(db);
  await loadAll(db, [RIVERS_WEST, RIVERS_EAST, outfalls(), ...ZONES, CONDUIT]);
  return namesOf(db);
}

export async function namesOf(db: Database): Promise<Names> {
  const read = async (table: string, column: string) => {
    const rows = await db.query<{ name: string; id: number }>(
      `select ${column} as name, id from register.${table} where district = $1`,
      [KEY],
    );
    return Object.fromEntries(rows.map(({ name, id }) => [name, id]));
  };
  return { outfall: await read('outfall', 'source_id'), zone: await read('protected_zone', 'key') };
}

export const reload = (db: Database, each: Part) => load(db, each);

export async function listed(db: Database, question: Partial<ReviewQuestion> = {}) {
  const { rows } = await reviewRows(db, KEY, { asOf: '2026-01-01', ...question });
  return rows;
}

/** Where a link is on the ground, plane metres by PostGIS; null when it has no route. */
export async function groundOf(db: Database, outfall: number): Promise<{ x: number; y: number } | null> {
  const [found] = await db.query<{ x: number; y: number }>(
    `select st_x(st_geometryn(p, 1)) as x, st_y(st_geometryn(p, 1)) as y
       from (select st_locatealong(r.line_m, l.measure_mm::float8) as p
               from register.outfall_link l join register.route r on r.district = l.district and r.id = l.route_id
              where l.district = $1 and l.outfall_id = $2) as at`,
    [KEY, outfall],
  );
  return found ?? null;
}

/** A place given in metres of the drawing, as degrees. */
export function degrees(x: number, y: number): { lon: number; lat: number } {
  const [lon, lat] = at(x, y);
  return { lon, lat };
}

/** Where crews get to the water, against every place of the register tried one by one. */
import { ACCESS_M, gapAccess } from '../gaps/access.ts';
import { gapRows } from '../gaps.ts';
import type { Difference, Subject } from './checks.ts';
import { type Place, placeDistanceM } from './place-distance.ts';

/** So many gaps, spread over the list. */
const SAMPLE = 40;

const PLACES = `
  select 'residential' as kind, geom_m from register.residential_area where district = $1
  union all select 'park', geom_m from register.park where district = $1
  union all select 'manhole', geom_m from register.manhole where district = $1
  union all select 'section', geom_m from register.section where district = $1
  union all select 'levee', geom_m from register.levee where district = $1
  union all select 'site', geom_m from register.site where district = $1`;

/** The most by which the place named is farther or nearer than the nearest of its kind, and the nearest of all, in mm. */
export async function compareAccess({ db, district, snapshot }: Subject): Promise<Difference> {
  const all = gapRows(snapshot, { mode: 'above_water', maxLengthM: 500 });
  const gaps = all.filter((_, i) => i % Math.max(1, Math.floor(all.length / SAMPLE)) === 0).slice(0, SAMPLE);
  const access = await gapAccess(db, snapshot, gaps);
  const places = await db.query<Place>(`select kind, st_asgeojson(geom_m, 3)::json as shape from (${PLACES}) as p`, [
    district,
  ]);
  let difference = 0;
  gaps.forEach((gap, i) => {
    const { access_kind, access_m } = access[i];
    const [named, nearest] = nearestOf(places, lineOf(snapshot, gap), access_kind);
    if (access_kind === null || access_kind === 'surveyed') {
      if (nearest <= ACCESS_M - 0.1) difference = Number.MAX_SAFE_INTEGER;
    } else difference = Math.max(difference, mmApart(named, access_m!), mmApart(nearest, access_m!));
  });
  return { compared: gaps.length, difference };
}

const mmApart = (a: number, b: number) => Math.round(Math.abs(a - b) * 1000);

function nearestOf(places: readonly Place[], line: number[][], kind: string | null): [named: number, nearest: number] {
  let [named, nearest] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const place of places) {
    const distance = placeDistanceM(line, place, nearest);
    nearest = Math.min(nearest, distance);
    if (place.kind === kind) named = Math.min(named, distance);
  }
  return [named, nearest];
}

/** A gap's vertices in the plane, metres. */
function lineOf({ rulers }: Subject['snapshot'], gap: { route: number; from_m: number; to_m: number }): number[][] {
  const i = rulers.routeId.indexOf(gap.route);
  const { first, x, y, m } = rulers;
  const line: number[][] = [];
  for (let v = first[i]; v + 1 < first[i + 1]; v++) {
    const [from, to] = [Math.max(m[v], gap.from_m * 1000), Math.min(m[v + 1], gap.to_m * 1000)];
    if (from >= to) continue;
    for (const measure of [from, to]) {
      const t = (measure - m[v]) / (m[v + 1] - m[v]);
      line.push([(x[v] + t * (x[v + 1] - x[v])) / 1000, (y[v] + t * (y[v + 1] - y[v])) / 1000]);
    }
  }
  return line;
}

/** Rivers drawn straight: what a coverage strip shows of each route. */
import type { Executor } from '../db/database.ts';
import type { Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { eachStretch, riverState, STATES, type State } from '../engine/coverage/states.ts';
import { ROLES, routeLength } from '../engine/rulers.ts';
import { lastDay } from './as-of.ts';
import { routeBanks } from './bank-surveys.ts';
import { routesByRiver } from './gaps.ts';

export interface StripRoute {
  route: number;
  role: string;
  length_m: number;
  bands: [from_m: number, to_m: number, state: State][];
  /** Measures of linked outfalls, ascending. */
  outfalls: number[];
  towns: [from_m: number, to_m: number, name: string | null][];
}

export interface Strip {
  river_id: number;
  name: string | null;
  routes: StripRoute[];
}

/** Strips of the rivers asked for that exist, in the order asked. @throws DomainError `date_invalid` */
export async function strips(
  db: Executor,
  snapshot: Snapshot,
  { mode, asOf, rivers }: { mode: Mode; asOf?: string; rivers: readonly number[] },
): Promise<Strip[]> {
  const day = lastDay(asOf);
  const known = rivers.filter((id) => snapshot.rivers.has(id));
  const measures = await outfallMeasures(db, snapshot.district.key, known);
  return known.map((id) => ({
    river_id: id,
    name: snapshot.rivers.get(id)!.name,
    routes: routesByRiver(snapshot, id).map((route) => stripRoute(snapshot, route, mode, day, measures)),
  }));
}

function stripRoute(
  snapshot: Snapshot,
  route: number,
  mode: Mode,
  day: number,
  measures: ReadonlyMap<number, number[]>,
): StripRoute {
  const { rulers } = snapshot;
  return {
    route: rulers.routeId[route],
    role: ROLES[rulers.role[route]],
    length_m: routeLength(rulers, route) / 1000,
    bands: stateBands(snapshot, route, mode, day),
    outfalls: measures.get(rulers.routeId[route]) ?? [],
    towns: townBands(snapshot, route),
  };
}

/** States of the river along a route (index), as of a local day; neighbours differ. */
export function stateBands(snapshot: Snapshot, route: number, mode: Mode, day: number): StripRoute['bands'] {
  const { left, right } = routeBanks(snapshot, route, mode, day);
  const bands: StripRoute['bands'] = [];
  eachStretch(left, right, (from, to, l, r) => {
    const state = STATES[riverState(left.state[l], right.state[r])];
    const last = bands.at(-1);
    if (last?.[2] === state) last[1] = to / 1000;
    else bands.push([from / 1000, to / 1000, state]);
  });
  return bands;
}

function townBands({ townRanges, towns }: Snapshot, route: number): StripRoute['towns'] {
  const bands: StripRoute['towns'] = [];
  for (let i = townRanges.first[route]; i < townRanges.first[route + 1]; i++) {
    const town = townRanges.town[i];
    bands.push([townRanges.from[i] / 1000, townRanges.to[i] / 1000, town < 0 ? null : towns.name[town]]);
  }
  return bands;
}

async function outfallMeasures(
  db: Executor,
  district: string,
  rivers: readonly number[],
): Promise<Map<number, number[]>> {
  const rows = await db.query<{ route: number; measure_m: number }>(
    `select l.route_id as route, (l.measure_mm / 1000.0)::float8 as measure_m
       from register.outfall_link l join register.route r on r.district = l.district and r.id = l.route_id
      where l.district = $1 and r.river_id = any($2::int[]) order by 1, 2`,
    [district, rivers],
  );
  const measures = new Map<number, number[]>();
  for (const { route, measure_m } of rows) {
    const list = measures.get(route);
    if (list) list.push(measure_m);
    else measures.set(route, [measure_m]);
  }
  return measures;
}

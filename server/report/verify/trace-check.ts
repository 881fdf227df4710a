/** Traces: engine against SQL, and there and back: from the farthest water that is reached down, up again to where it began. */
import { findRoute, routeLength } from '../../engine/rulers.ts';
import { networkOf } from '../../engine/trace/network.ts';
import { TRACE_MODES, type TraceMode } from '../../engine/trace/steps.ts';
import { type TracedRange, trace } from '../../engine/trace/trace.ts';
import type { Difference, Subject } from './checks.ts';

/** Middles of so many routes, the same ones each time: SQL joins the whole network for each trace, the engine once. */
const IN_SQL = 2;
const THERE_AND_BACK = 20;
/** Up all branches of a whole network is more than a check needs. */
const WITHIN_MM = 20_000_000;
/** Stands for a stretch that one of the two does not have. */
const MISSING = Number.MAX_SAFE_INTEGER;

interface Place {
  /** Index in rulers. */
  route: number;
  mm: number;
}

interface Stretch {
  route: number;
  from: number;
  to: number;
  entry: number;
  distance: number;
}

/** Lengths in one of the two only, and distances at which water comes into a stretch. */
export async function compareTraces(subject: Subject): Promise<Difference> {
  const result = { compared: 0, difference: 0 };
  for (const place of await places(subject, IN_SQL))
    for (const mode of TRACE_MODES) {
      const { compared, difference } = await compareOne(subject, place, mode);
      result.compared += compared;
      result.difference = Math.max(result.difference, difference);
    }
  return result;
}

async function compareOne({ db, district, snapshot }: Subject, place: Place, mode: TraceMode): Promise<Difference> {
  const { rulers } = snapshot;
  const { ranges } = trace(networkOf(rulers), place, mode, WITHIN_MM);
  const theirs = await db.query<Stretch>(
    `select traced_route_id as route, from_mm as from, to_mm as to, entry_mm as entry, distance_mm as distance
       from atlas.trace($1, $2, $3, $4, $5)`,
    [district, rulers.routeId[place.route], place.mm, mode, WITHIN_MM],
  );
  const apart = theirs.map(({ route, from, to, entry, distance }) => {
    const index = findRoute(rulers, route);
    const ours = ranges.find((range) => range.route === index && range.fromMm <= from && to <= range.toMm);
    return ours ? Math.abs(distanceAt(ours, entry) - distance) : MISSING;
  });
  const length = (sum: number, from: number, to: number) => sum + to - from;
  const ourLength = ranges.reduce((sum, { fromMm, toMm }) => length(sum, fromMm, toMm), 0);
  const theirLength = theirs.reduce((sum, { from, to }) => length(sum, from, to), 0);
  return { compared: theirs.length, difference: Math.max(Math.abs(ourLength - theirLength), ...apart) };
}

/** Where a discharge comes to, upstream of it is where it began, as far. */
export async function compareReturns(subject: Subject): Promise<Difference> {
  const network = networkOf(subject.snapshot.rulers);
  const result = { compared: 0, difference: 0 };
  for (const place of await places(subject, THERE_AND_BACK)) {
    const { ranges } = trace(network, place, 'DD', WITHIN_MM);
    // the entry: the far end of a stretch may be reached sooner by another way
    const far = ranges.reduce<TracedRange | undefined>(
      (a, b) => (a && a.distanceMm >= b.distanceMm ? a : b),
      undefined,
    );
    if (!far || far.distanceMm === 0) continue; // no other water is reached
    const back = trace(network, { route: far.route, mm: far.entryMm }, 'UT', WITHIN_MM);
    const found = back.ranges
      .filter(({ route, fromMm, toMm }) => route === place.route && fromMm <= place.mm && place.mm <= toMm)
      .map((range) => distanceAt(range, place.mm));
    const difference = found.length > 0 ? Math.abs(Math.min(...found) - far.distanceMm) : MISSING;
    result.difference = Math.max(result.difference, difference);
    result.compared++;
  }
  return result;
}

function distanceAt({ entryMm, distanceMm }: TracedRange, mm: number): number {
  return distanceMm + Math.abs(mm - entryMm);
}

async function places({ db, district, snapshot: { rulers } }: Subject, count: number): Promise<Place[]> {
  const rows = await db.query<{ id: number }>(
    `select id from register.route where district = $1 order by md5('trace ' || id), id limit $2`,
    [district, count],
  );
  const routes = rows.map(({ id }) => findRoute(rulers, id)).filter((route) => route >= 0);
  return routes.map((route) => ({ route, mm: Math.floor(routeLength(rulers, route) / 2) }));
}

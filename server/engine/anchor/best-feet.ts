/** On which route, and which limb of it, each point of a line lies: the whole line decides, since at a junction, or where a river comes back to itself, the nearest of one point may be another's. */
import type { Rulers } from '../rulers.ts';
import { type Foot, limbsNear, nearest } from './foot.ts';
import { type MeasuredVertices, pointAt } from './stretch.ts';

export interface Walk {
  rulers: Rulers;
  routes: readonly number[];
  line: MeasuredVertices;
  toleranceMm: number;
  /** Where nothing of the line may lie: other ground of the same record does. */
  taken?: readonly Taken[];
}

/** Of a route; on a closed one between 0 and its length. */
export interface Taken {
  route: number;
  fromMm: number;
  toMm: number;
}

/** So far beside the line for 20 m of it is as dear as a turn into another route, or a jump to another limb. */
const TURN_MM = 20_000;
const STEP_MM = 20_000;
const ON_MM = 5; // of a line drawn as it was, its vertices and measures rounded once more
const BACK_MM = 1000; // round a vertex of the line the foot may stand, or go back by some millimetres
const AHEAD_MM = 10_000; // a junction is one point of both lines; what runs along one is on it here too

/** The cheapest way to a point that ends on one limb of a route, or on none. */
interface Way {
  cost: number;
  foot: Foot | undefined;
  before: Way | undefined;
}

/** A foot for each point of the line at these measures, or none: the least sum of distances, weighed by what of the line lies before them, and turns. */
export function bestFeet(walk: Walk, steps: readonly number[]): (Foot | undefined)[] {
  let ways: Way[] = [{ cost: 0, foot: undefined, before: undefined }];
  for (const [k, at] of steps.entries()) {
    const step = k === 0 ? 1 : at - steps[k - 1];
    const cheapest = cheapestOf(ways);
    ways = [
      ...walk.routes.flatMap((route) => waysOn(walk, route, { at, step, ways, cheapest, isFirst: k === 0 })),
      {
        cost: cheapest.cost + weighed(walk.toleranceMm, step),
        foot: undefined,
        before: k === 0 ? undefined : cheapest,
      },
    ];
  }
  return feetOf(cheapestOf(ways));
}

interface Coming {
  at: number;
  step: number;
  ways: readonly Way[];
  cheapest: Way;
  isFirst: boolean;
}

/** Goes on along the limbs of the route where it was, or turns into any that is near from whatever was cheapest. */
function waysOn(walk: Walk, route: number, { at, step, ways, cheapest, isFirst }: Coming): Way[] {
  const { rulers, line, toleranceMm } = walk;
  const point = pointAt(line, at);
  const reach = step + 2 * toleranceMm;
  const found: Way[] = [];
  for (const stayed of ways) {
    if (stayed.foot?.route !== route) continue;
    const { measure } = stayed.foot;
    const along = nearest(rulers, route, point, [measure - reach, measure + reach]);
    if (along && along.distance <= toleranceMm && isFree(walk, along)) found.push(onward(stayed, along, step));
  }
  for (const foot of limbsNear(rulers, route, point, toleranceMm)) {
    if (!isFree(walk, foot)) continue;
    for (const stayed of ways)
      if (stayed.foot?.route === route && Math.abs(stayed.foot.measure - foot.measure) <= reach)
        found.push(onward(stayed, foot, step));
    const turn = isFirst || runsAlong(walk, foot, at) ? 1 : TURN_MM;
    found.push({
      cost: cheapest.cost + turn + weighed(foot.distance, step),
      foot,
      before: isFirst ? undefined : cheapest,
    });
  }
  return cheapestOfEach(found);
}

function isFree({ rulers: { first, m }, taken = [] }: Walk, { route, measure }: Foot): boolean {
  const lap = m[first[route + 1] - 1];
  const at = measure - Math.floor(measure / lap) * lap;
  return !taken.some((each) => each.route === route && each.fromMm < at && at < each.toMm);
}

/** On along a route; as dear as a turn where it comes back on itself, and up to that where it goes much farther than the line. */
function onward(stayed: Way, foot: Foot, step: number): Way {
  const { foot: from, before } = stayed;
  const went = foot.measure - from!.measure;
  const came = before?.foot?.route === foot.route ? from!.measure - before.foot.measure : 0;
  const isBack = Math.min(Math.abs(went), Math.abs(came)) > BACK_MM && went > 0 !== came > 0;
  const skipped = Math.max(0, Math.abs(went) - 2 * step - BACK_MM);
  const turn = isBack ? TURN_MM : Math.min(TURN_MM, skipped);
  return { cost: stayed.cost + turn + weighed(foot.distance, step), foot, before: stayed };
}

/** Of ways that end in one place the cheapest, the first of equals: who stays. */
function cheapestOfEach(ways: readonly Way[]): Way[] {
  const best = new Map<number, Way>();
  for (const way of ways) {
    const known = best.get(way.foot!.measure);
    if (!known || way.cost < known.cost) best.set(way.foot!.measure, way);
  }
  return [...best.values()];
}

const weighed = (mm: number, step: number) => (mm * step) / STEP_MM;

/** The first of equals: who stays, and of routes the one that comes first. */
const cheapestOf = (ways: readonly Way[]) => ways.reduce((least, way) => (way.cost < least.cost ? way : least));

function runsAlong({ rulers, line }: Walk, { route, distance }: Foot, at: number): boolean {
  if (distance > ON_MM) return false;
  const end = line.m.at(-1)!;
  const beside = pointAt(line, at < end ? Math.min(at + AHEAD_MM, end) : at - AHEAD_MM);
  return nearest(rulers, route, beside)!.distance <= ON_MM;
}

function feetOf(last: Way): (Foot | undefined)[] {
  const feet: (Foot | undefined)[] = [];
  for (let way: Way | undefined = last; way; way = way.before) feet.push(way.foot);
  return feet.reverse();
}

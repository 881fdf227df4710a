/** On which route, and which limb of it, each point of a line lies: the whole line decides, since at a junction, or where a river comes back to itself, the nearest of one point may be another's. */
import type { Rulers } from '../rulers.ts';
import { type Foot, limbsNear, nearest } from './foot.ts';
import { type MeasuredVertices, pointAt, type Stretch, wholeOf } from './stretch.ts';
import { cheapestOf, cheapestOfEach, goNowhere, goTo, START, TURN_MM, type Way } from './way.ts';

export interface Walk {
  rulers: Rulers;
  routes: readonly number[];
  line: MeasuredVertices;
  toleranceMm: number;
  /** Where nothing of the line may lie: other ground of the same record does. */
  taken?: readonly Stretch[];
  /** What a point of the line, at a measure, was drawn as, where that is drawn beside it still: it lies nowhere else. */
  ownAt?: (at: number) => readonly Stretch[] | undefined;
}

const ON_MM = 5; // of a line drawn as it was, its vertices and measures rounded once more
const AHEAD_MM = 10_000; // a junction is one point of both lines; what runs along one is on it here too

/** A foot for each point of the line at these measures, or none: the least sum of distances, weighed by what of the line lies before them, and turns. */
export function bestFeet(walk: Walk, steps: readonly number[]): (Foot | undefined)[] {
  let ways: Way[] = [START];
  for (const [k, at] of steps.entries()) {
    const step = k === 0 ? 1 : at - steps[k - 1];
    const stride = { step, nowhereMm: nowhereMm(walk), turn: TURN_MM };
    const found = feetNear(walk, at, { ways, reach: step + 2 * walk.toleranceMm }).flatMap((foot) => {
      const turn = k === 0 || runsAlong(walk, foot, at) ? 1 : TURN_MM; // who stays is before who turns
      return ways.flatMap((way) => goTo(way, foot, { ...stride, turn }));
    });
    ways = [...cheapestOfEach(found), ...goNowhere(ways, stride)];
  }
  return feetOf(cheapestOf(ways));
}

/** As dear as two points at their farthest: of two limbs neither gives up its place so that the other lies nearer. */
export const nowhereMm = ({ toleranceMm }: Walk) => 2 * toleranceMm;

interface Coming {
  ways: readonly Way[];
  /** Along the route from the foot before. */
  reach: number;
}

/** Of each limb within the tolerance the nearest foot, and those along the limbs where the ways are. */
function feetNear(walk: Walk, at: number, { ways, reach }: Coming): Foot[] {
  const { rulers, routes, line, toleranceMm } = walk;
  const point = pointAt(line, at);
  const feet = new Map<string, Foot>();
  const add = (foot: Foot | undefined) => {
    if (foot && foot.distance <= toleranceMm && isFree(walk, foot)) feet.set(`${foot.route} ${foot.measure}`, foot);
  };
  for (const on of walk.ownAt?.(at) ?? routes.map(wholeOf)) {
    const ends = new Set(ways.flatMap(({ foot }) => (foot?.route === on.route ? [foot.measure] : [])));
    for (const end of ends) add(nearest(rulers, on, point, [end - reach, end + reach]));
    for (const foot of limbsNear(rulers, on, point, toleranceMm)) add(foot);
  }
  return [...feet.values()];
}

function isFree({ rulers: { first, m }, taken = [] }: Walk, { route, measure }: Foot): boolean {
  const lap = m[first[route + 1] - 1];
  const at = measure - Math.floor(measure / lap) * lap;
  return !taken.some((each) => each.route === route && each.fromMm < at && at < each.toMm);
}

/** Whether the line lies on the route's very line here, and not across it. */
export function runsAlong({ rulers, line }: Walk, { route, distance }: Foot, at: number): boolean {
  if (distance > ON_MM) return false;
  const end = line.m.at(-1)!;
  const beside = pointAt(line, at < end ? Math.min(at + AHEAD_MM, end) : at - AHEAD_MM);
  return nearest(rulers, wholeOf(route), beside)!.distance <= ON_MM;
}

function feetOf(last: Way): (Foot | undefined)[] {
  const feet: (Foot | undefined)[] = [];
  for (let way: Way | undefined = last; way && way !== START; way = way.before) feet.push(way.foot);
  return feet.reverse();
}

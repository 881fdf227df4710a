/** On which route each point of a line lies: the whole line decides, since at a junction the nearest route of one point may be another's. */
import type { Rulers } from '../rulers.ts';
import { type Foot, nearest } from './foot.ts';
import { type MeasuredVertices, pointAt } from './stretch.ts';

export interface Walk {
  rulers: Rulers;
  routes: readonly number[];
  line: MeasuredVertices;
  toleranceMm: number;
}

/** So far beside the line for 20 m of it is as dear as a turn into another route. */
const TURN_MM = 20_000;
const STEP_MM = 20_000;
const ON_MM = 5; // of a line drawn as it was, its vertices and measures rounded once more
const AHEAD_MM = 10_000; // a junction is one point of both lines; what runs along one is on it here too

/** The cheapest way to a point that ends on one route, or on none. */
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
      ...walk.routes.flatMap((route) => wayOn(walk, route, { at, step, ways, cheapest, isFirst: k === 0 })),
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

/** Goes on along the route, or turns into it from whatever was cheapest. */
function wayOn(walk: Walk, route: number, { at, step, ways, cheapest, isFirst }: Coming): Way[] {
  const { rulers, line, toleranceMm } = walk;
  const point = pointAt(line, at);
  const found: Way[] = [];
  const stayed = ways.find(({ foot }) => foot?.route === route);
  if (stayed) {
    const { measure } = stayed.foot!;
    const reach = step + 2 * toleranceMm;
    const along = nearest(rulers, route, point, [measure - reach, measure + reach]);
    if (along && along.distance <= toleranceMm)
      found.push({ cost: stayed.cost + weighed(along.distance, step), foot: along, before: stayed });
  }
  const foot = nearest(rulers, route, point);
  if (foot && foot.distance <= toleranceMm) {
    const turn = isFirst || runsAlong(walk, foot, at) ? 1 : TURN_MM;
    found.push({
      cost: cheapest.cost + turn + weighed(foot.distance, step),
      foot,
      before: isFirst ? undefined : cheapest,
    });
  }
  return found.length === 0 ? [] : [cheapestOf(found)];
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

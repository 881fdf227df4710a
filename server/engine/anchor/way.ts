/** The ways that a line may have come so far: where each point before lies, and what that costs. Along a route a way goes in one sense, so that no two parts of the line lie on one stretch. */
import type { Foot } from './foot.ts';

/** The cheapest way to a point that ends on one limb of a route, or nowhere. */
export interface Way {
  cost: number;
  foot: Foot | undefined;
  before: Way | undefined;
  lanes: readonly Lane[];
}

/** A route that the way was on: up its measures (1) or down (-1), and how far. */
interface Lane {
  route: number;
  sense: 1 | -1;
  farthest: number;
}

export const START: Way = { cost: 0, foot: undefined, before: undefined, lanes: [] };

/** So far beside the line for 20 m of it is as dear as a turn into another route, or a jump to another limb. */
export const TURN_MM = 20_000;
const STEP_MM = 20_000;
const BACK_MM = 1000; // round a vertex of the line the foot may stand, or go back by some millimetres
const BEND_MM = 50_000; // and so far at a bend of the line that was drawn straight

/** What of the line lies before a point, and what is known of all ways to it. */
export interface Stride {
  step: number;
  nowhereMm: number;
  /** What a turn into another route costs here: next to nothing where the line begins, or runs along it. */
  turn: number;
}

const weighed = (mm: number, step: number) => (mm * step) / STEP_MM;

/** On to a foot: along the route, ahead of where the way was on it, or by a turn into another. */
export function goTo(way: Way, foot: Foot, stride: Stride): Way[] {
  const lane = way.lanes.find(({ route }) => route === foot.route);
  const cost = way.cost + weighed(foot.distance, stride.step);
  if (!lane) return ([1, -1] as const).map((sense) => turned(way, foot, { cost: cost + stride.turn, sense }));
  const ahead = lane.sense * (foot.measure - lane.farthest);
  if (ahead < -BEND_MM) return [];
  const lanes =
    ahead > 0 ? way.lanes.map((each) => (each === lane ? { ...lane, farthest: foot.measure } : each)) : way.lanes;
  return [{ cost: cost + onward(way, foot, stride), foot, before: way, lanes }];
}

function turned(way: Way, foot: Foot, { cost, sense }: { cost: number; sense: 1 | -1 }): Way {
  const lane = { route: foot.route, sense, farthest: foot.measure };
  return { cost, foot, before: way, lanes: [...way.lanes, lane] };
}

/** Along a route up to as dear as five turns where it goes back, or much farther than the line: else it leaves out the tip of a bend. */
function onward({ foot: from, lanes }: Way, { route, measure }: Foot, { step, turn }: Stride): number {
  if (from?.route !== route) return turn;
  const went = (measure - from.measure) * lanes.find((lane) => lane.route === route)!.sense;
  const over = Math.max(0, went < 0 ? -went - BACK_MM : went - 2 * step - BACK_MM);
  return Math.min(turn < TURN_MM ? turn : 5 * TURN_MM, over);
}

/** On without a place, each from where it was: what lies ahead of that stays. */
export function goNowhere(ways: readonly Way[], { step, nowhereMm }: Stride): Way[] {
  const best = new Map<string, Way>();
  for (const way of ways) keepCheaper(best, lanesOf(way), way);
  const kept = [...best.values()].sort((a, b) => a.cost - b.cost).slice(0, WAITING);
  return kept.map((way) => ({ ...way, cost: way.cost + weighed(nowhereMm, step), foot: undefined, before: way }));
}

const WAITING = 8; // ways without a place that are followed: more than routes meet in a point

/** Of ways that end in one place in one sense the cheapest, the first of equals: who stays. */
export function cheapestOfEach(ways: readonly Way[]): Way[] {
  const best = new Map<string, Way>();
  for (const way of ways) keepCheaper(best, `${way.foot!.route} ${way.foot!.measure} ${lanesOf(way)}`, way);
  return [...best.values()];
}

const lanesOf = ({ lanes }: Way) => {
  const last = lanes[lanes.length - 1];
  return last ? `${last.route} ${last.sense} ${Math.round(last.farthest / BEND_MM)}` : '';
};

function keepCheaper(best: Map<string, Way>, end: string, way: Way): void {
  const known = best.get(end);
  if (!known || way.cost < known.cost) best.set(end, way);
}

/** The first of equals: who stays, and of routes the one that comes first. */
export const cheapestOf = (ways: readonly Way[]) => ways.reduce((least, way) => (way.cost < least.cost ? way : least));

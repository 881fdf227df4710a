/** Which place on the rivers each point of a line belongs to: the cheapest sequence, so that a line keeps to its river past confluences and crossings. */
import { type Place, type PlaceIndex, placesNear } from './places.ts';
import type { Walk } from './walk.ts';

/** Costs are squares of distance in this unit: what a line drawn by hand is off its river. */
const SPREAD_MM = 10_000;
/** A step of the line and the river's step that differ by this much cost 1. */
const STRIDE_MM = 20_000;
/** Passing to another route, and leaving or joining the rivers. */
const SWITCH_COST = 16;
const LEAVE_COST = 10;
/** A route of another river than the one named counts as this much farther off (as for links of outfalls). */
const OTHER_RIVER_MM = 10_000;

export interface FollowOptions {
  /** Places farther than this are none. */
  toleranceMm: number;
  /** Whether a route (index) is of the river the record names; always true where it names none. */
  isNamed: (route: number) => boolean;
}

interface Node {
  place: Place | null;
  cost: number;
  before: Node | null;
}

/** The place of each point of a walk, null where the line is on no river. */
export function follow(index: PlaceIndex, walk: Walk, options: FollowOptions): (Place | null)[] {
  let nodes: Node[] = [];
  for (let i = 0; i < walk.count; i++) {
    const step = i === 0 ? 0 : walk.at[i] - walk.at[i - 1];
    const places = [...placesNear(index, walk.x[i], walk.y[i], options.toleranceMm), null];
    const before = nodes;
    nodes = places.map((place) => cheapest(index, before, place, step, ownCost(place, options)));
  }
  let last: Node | null = nodes.reduce((best, node) => (node.cost < best.cost ? node : best));
  const states: (Place | null)[] = [];
  for (; last; last = last.before) states.push(last.place);
  return states.reverse();
}

/** Of equally cheap ones before, the first. */
function cheapest(index: PlaceIndex, before: readonly Node[], place: Place | null, stepMm: number, own: number): Node {
  if (before.length === 0) return { place, cost: own, before: null };
  let best: Node = before[0];
  let least = Number.POSITIVE_INFINITY;
  for (const node of before) {
    const cost = node.cost + stepCost(index, node.place, place, stepMm);
    if (cost < least) [best, least] = [node, cost];
  }
  return { place, cost: least + own, before: best };
}

/** On no river costs more than any place within the tolerance. */
function ownCost(place: Place | null, { toleranceMm, isNamed }: FollowOptions): number {
  if (place === null) return ((toleranceMm + 2 * OTHER_RIVER_MM) / SPREAD_MM) ** 2;
  const distance = place.distanceMm + (isNamed(place.route) ? 0 : OTHER_RIVER_MM);
  return (distance / SPREAD_MM) ** 2;
}

function stepCost(index: PlaceIndex, from: Place | null, to: Place | null, stepMm: number): number {
  if (from === null || to === null) return from === to ? 0 : LEAVE_COST;
  if (from.route === to.route) return Math.abs(Math.abs(advance(index, from, to)) - stepMm) / STRIDE_MM;
  const apart = Math.hypot(to.x - from.x, to.y - from.y);
  return SWITCH_COST + Math.abs(apart - stepMm) / STRIDE_MM;
}

/** Signed millimetres of measure between two places of one route; on a closed one the shorter way round. */
export function advance({ rulers }: PlaceIndex, from: Place, to: Place): number {
  const step = to.measureMm - from.measureMm;
  if (rulers.closed[from.route] === 0) return step;
  const lap = rulers.m[rulers.first[from.route + 1] - 1];
  const forward = ((step % lap) + lap) % lap;
  return forward <= lap / 2 ? forward : forward - lap;
}

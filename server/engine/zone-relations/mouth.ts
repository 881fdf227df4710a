/** Where the water at an outfall's mouth is: the link's point on the route, and the nearest point of the river's polygon. */
import { roundHalfUp } from '../geodesy.ts';
import { NO_RIVER, type Rulers, type WaterBodies } from '../rulers.ts';
import { buildEdgeTree, type EdgeTree, nearestEdge, treeHolds } from './edge-tree.ts';

export interface Waters {
  tree: EdgeTree;
  bodiesOf: ReadonlyMap<number, readonly number[]>;
}

export function buildWaters(bodies: WaterBodies): Waters {
  const bodiesOf = new Map<number, number[]>();
  for (let i = 0; i < bodies.count; i++)
    if (bodies.riverId[i] !== NO_RIVER)
      bodiesOf.set(bodies.riverId[i], [...(bodiesOf.get(bodies.riverId[i]) ?? []), i]);
  return { tree: buildEdgeTree(bodies), bodiesOf };
}

type Place = [x: number, y: number];

/**
 * The places of the receiving water. The polygon counts where it is as near as the link's point: a river that has one
 * further down has none here. Of equally near points the westernmost, then the southernmost. A mouth in the water is
 * itself such a place.
 *
 * @param at     the link's route (index in Rulers) and measure in mm.
 * @param point  the recorded point, null where nobody located the outfall.
 */
export function mouthPlaces(
  rulers: Rulers,
  { tree, bodiesOf }: Waters,
  at: { route: number; measure: number },
  point: Place | null,
): Place[] {
  const onRoute = pointAtMeasure(rulers, at.route, at.measure);
  const bodies = bodiesOf.get(rulers.riverId[at.route]);
  if (!bodies || !point) return [onRoute];
  const [px, py] = point;
  if (bodies.some((body) => treeHolds(tree, body, px, py))) return [onRoute, point];
  const nearest = { x: onRoute[0], y: onRoute[1], squared: (onRoute[0] - px) ** 2 + (onRoute[1] - py) ** 2 };
  for (const body of bodies) nearestEdge(tree, body, px, py, nearest);
  const isNew = nearest.x !== onRoute[0] || nearest.y !== onRoute[1];
  return isNew ? [onRoute, [nearest.x, nearest.y]] : [onRoute];
}

/** The point at a measure, rounded to 1 mm, on the first segment that holds it and is longer than 0. */
export function pointAtMeasure({ first, x, y, m }: Rulers, route: number, measure: number): Place {
  let v = first[route];
  while (v < first[route + 1] - 2 && (m[v + 1] < measure || m[v + 1] === m[v])) v++;
  const t = m[v + 1] > m[v] ? (measure - m[v]) / (m[v + 1] - m[v]) : 0;
  return [x[v] + roundHalfUp(t * (x[v + 1] - x[v])), y[v] + roundHalfUp(t * (y[v + 1] - y[v]))];
}

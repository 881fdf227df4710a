/** Places of a piece in the river's own directions: how far they reach, and along which way they lie. */
import { NEAR_MEASURE, nearestOfRoute, signedNear } from './nearest.ts';
import type { Workspace } from './workspace.ts';

/** Extremes across (right is least) and along the route, and sums of products about the rounded means; whole mm. */
export interface Cloud {
  places: number;
  least: number;
  most: number;
  low: number;
  high: number;
  alongAlong: number;
  acrossAcross: number;
  alongAcross: number;
}

export function cloudOf(space: Workspace, route: number, x: Float64Array, y: Float64Array, places: number): Cloud {
  const along = new Float64Array(places);
  const across = new Float64Array(places);
  for (let place = 0; place < places; place++) {
    nearestOfRoute(space, route, x[place], y[place]);
    along[place] = space.near[NEAR_MEASURE];
    across[place] = signedNear(space, route, x[place], y[place]);
  }
  return { places, ...extremes(along, across), ...products(along, across) };
}

const extremes = (along: Float64Array, across: Float64Array) => ({
  least: across.reduce((a, b) => Math.min(a, b)),
  most: across.reduce((a, b) => Math.max(a, b)),
  low: along.reduce((a, b) => Math.min(a, b)),
  high: along.reduce((a, b) => Math.max(a, b)),
});

function products(along: Float64Array, across: Float64Array) {
  const sums = { alongAlong: 0, acrossAcross: 0, alongAcross: 0 };
  const [meanAlong, meanAcross] = [roundedMean(along), roundedMean(across)];
  for (let place = 0; place < along.length; place++) {
    const s = along[place] - meanAlong;
    const d = across[place] - meanAcross;
    sums.alongAlong += s * s;
    sums.acrossAcross += d * d;
    sums.alongAcross += s * d;
  }
  return sums;
}

const roundedMean = (values: Float64Array) => Math.floor(values.reduce((a, b) => a + b) / values.length + 0.5);

/** Whether the direction in which the places lie, by their second moments, is 22.5° or more off the river's: half of 45°. */
export const liesAcross = ({ alongAlong, acrossAcross, alongAcross }: Cloud) =>
  2 * Math.abs(alongAcross) >= alongAlong - acrossAcross;

/** The same of 18.43°, half of the angle whose tangent is 3/4. */
export const liesAslant = ({ alongAlong, acrossAcross, alongAcross }: Cloud) =>
  8 * Math.abs(alongAcross) >= 3 * (alongAlong - acrossAcross);

/** Whether they lie within so much, root mean square, of the straight way in that direction: the lesser eigenvalue of the moments. */
export function isThin({ places, alongAlong, acrossAcross, alongAcross }: Cloud, scatterMm: number): boolean {
  const limit = places * scatterMm * scatterMm;
  const [s, d] = [alongAlong - limit, acrossAcross - limit];
  return s <= 0 || d <= 0 || s * d <= alongAcross * alongAcross;
}

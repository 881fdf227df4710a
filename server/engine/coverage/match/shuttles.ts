/** A piece that lies as a whole across one river is a ferry's: it covers nothing, however its receiver strays at the landings. */
import { NO_BODY } from '../index/route-waters.ts';
import {
  SHUTTLE_APART_MM,
  SHUTTLE_BESIDE_MM,
  SHUTTLE_BOX_MM,
  SHUTTLE_SCATTER_MM,
  SHUTTLE_SLANT,
  SHUTTLE_WIDTHS,
} from '../parameters.ts';
import { NEAR_MEASURE, nearestOfRoute, signedNear } from './nearest.ts';
import { isOnWater, isShore } from './run.ts';
import { NONE, type Workspace } from './workspace.ts';

/** The marks of a piece in the river's own directions: extremes, sums, and sums of products about the means. */
interface Cloud {
  marks: number;
  least: number;
  most: number;
  low: number;
  high: number;
  alongAlong: number;
  acrossAcross: number;
  alongAcross: number;
}

//   ══╲●═══════   bank     landings are clouds of places in the noise, in which chords head anywhere; the way between
//      ╲                   them is what all places together lie along
//   ════●╲═════   bank
/** Whether all chords of the piece just matched only go to and fro from bank to bank of the one river they count for. */
export function isShuttle(space: Workspace): boolean {
  if (!staysInBox(space)) return false;
  const route = onlyRoute(space);
  if (route === NONE || space.index.closed[route] === 1) return false;
  const width = widthOf(space, route);
  if (Number.isNaN(width)) return false;
  const cloud = cloudOf(space, route);
  return goesFromBankToBank(cloud, width) && liesAcross(cloud) && isThin(cloud);
}

function staysInBox({ markX, markY, chords }: Workspace): boolean {
  let [west, east, south, north] = [markX[0], markX[0], markY[0], markY[0]];
  for (let mark = 1; mark <= 2 * chords; mark++) {
    west = Math.min(west, markX[mark]);
    east = Math.max(east, markX[mark]);
    south = Math.min(south, markY[mark]);
    north = Math.max(north, markY[mark]);
    if (Math.max(east - west, north - south) > SHUTTLE_BOX_MM) return false;
  }
  return true;
}

/** The route that every counted chord of the piece counts for; NONE where there are several, or none. */
function onlyRoute({ states, chosen, chords }: Workspace): number {
  let route = NONE;
  for (let chord = 0; chord < chords; chord++) {
    if (chosen[chord] === NONE) continue;
    if (route !== NONE && states.route[chosen[chord]] !== route) return NONE;
    route = states.route[chosen[chord]];
  }
  return route;
}

/** Of the widest river polygon under the counted chords, 0 off any; NaN on other water. */
function widthOf(space: Workspace, route: number): number {
  const { states, chosen, chords, index } = space;
  if (isShore(space, route)) return Number.NaN;
  let width = 0;
  for (let chord = 0; chord < chords; chord++) {
    if (chosen[chord] === NONE) continue;
    const body = states.body[chosen[chord]];
    if (body !== NO_BODY) width = Math.max(width, index.water.widthMm[body]);
    else if (isOnWater(space, chord)) return Number.NaN;
  }
  return width;
}

function cloudOf(space: Workspace, route: number): Cloud {
  const marks = 2 * space.chords + 1;
  const along = new Float64Array(marks);
  const across = new Float64Array(marks);
  for (let mark = 0; mark < marks; mark++) {
    nearestOfRoute(space, route, space.markX[mark], space.markY[mark]);
    along[mark] = space.near[NEAR_MEASURE];
    across[mark] = signedNear(space, route, space.markX[mark], space.markY[mark]);
  }
  return { marks, ...extremes(along, across), ...products(along, across) };
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
  for (let mark = 0; mark < along.length; mark++) {
    const s = along[mark] - meanAlong;
    const d = across[mark] - meanAcross;
    sums.alongAlong += s * s;
    sums.acrossAcross += d * d;
    sums.alongAcross += s * d;
  }
  return sums;
}

const roundedMean = (values: Float64Array) => Math.floor(values.reduce((a, b) => a + b) / values.length + 0.5);

function goesFromBankToBank({ least, most, low, high }: Cloud, width: number): boolean {
  const apart = most - least;
  const isNear = Math.max(-least, most) <= SHUTTLE_BESIDE_MM + width / 2;
  return (
    isNear &&
    least < 0 &&
    most > 0 &&
    apart >= SHUTTLE_APART_MM &&
    10 * apart >= SHUTTLE_WIDTHS * width &&
    10 * apart >= SHUTTLE_SLANT * (high - low)
  );
}

/** Whether the direction in which the places lie, by their second moments, is 22.5° or more off the river's: half of 45°. */
const liesAcross = ({ alongAlong, acrossAcross, alongAcross }: Cloud) =>
  2 * Math.abs(alongAcross) >= alongAlong - acrossAcross;

/** Whether they lie within 16 m, root mean square, of the straight way in that direction: the lesser eigenvalue of the moments. */
function isThin({ marks, alongAlong, acrossAcross, alongAcross }: Cloud): boolean {
  const limit = marks * SHUTTLE_SCATTER_MM * SHUTTLE_SCATTER_MM;
  const [s, d] = [alongAlong - limit, acrossAcross - limit];
  return s <= 0 || d <= 0 || s * d <= alongAcross * alongAcross;
}

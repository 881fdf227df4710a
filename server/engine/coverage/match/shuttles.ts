/** A piece that lies as a whole across one river is a ferry's: it covers nothing, however its receiver strays at the landings. */
import { NO_BODY } from '../index/route-waters.ts';
import {
  NARROW_APART_MM,
  NARROW_BEYOND_MM,
  NARROW_LINE_WIDTH_MM,
  NARROW_WIDTH_MM,
  SHORT_APART_MM,
  SHORT_SCATTER_MM,
  SHORT_SLANT_WIDTH_MM,
  SHORT_WIDTH_MM,
  SHUTTLE_APART_MM,
  SHUTTLE_BESIDE_MM,
  SHUTTLE_BOX_MM,
  SHUTTLE_EVEN_MM,
  SHUTTLE_SCATTER_MM,
  SHUTTLE_SLANT,
  SHUTTLE_WIDTHS,
  THINNING_MM,
  TO_AND_FRO_APART_MM,
  TO_AND_FRO_SCATTER_MM,
  WANDER_MM,
} from '../parameters.ts';
import { type Cloud, cloudOf, isThin, liesAcross, liesAslant } from './cloud.ts';
import { isOnWater, isShore } from './run.ts';
import { NONE, type Workspace } from './workspace.ts';

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
  const marks = cloudOf(space, route, space.markX, space.markY, 2 * space.chords + 1);
  if (isBesideRiver(marks, width) && goesFromBankToBank(marks, width)) return true;
  const vertices = cloudOf(space, route, space.x, space.y, space.vertices);
  const way = space.m[space.vertices - 1];
  if (!isBesideRiver(vertices, width)) return false;
  if (isShort(vertices, width) || goesToAndFro(vertices, width, way)) return true;
  return wanders(vertices, width, way) || isNarrow(vertices, width, way);
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

/** No place far beside the river; off polygons some may lie farther when about as many do on the other side. */
function isBesideRiver(cloud: Cloud, width: number): boolean {
  const farther = Math.max(-cloud.least, cloud.most);
  if (farther <= SHUTTLE_BESIDE_MM + width / 2) return true;
  return width === 0 && farther <= SHUTTLE_EVEN_MM && 2 * nearerSide(cloud) >= farther;
}

/** How far places lie beside the river on the side on which they lie less far; not above 0 where all lie on one. */
const nearerSide = ({ least, most }: Cloud) => Math.min(-least, most);

/** Of marks: the way along which all of them lie leads over the river, on both its sides. */
function goesFromBankToBank(marks: Cloud, width: number): boolean {
  const apart = marks.most - marks.least;
  return (
    nearerSide(marks) > 0 &&
    apart >= SHUTTLE_APART_MM &&
    10 * apart >= SHUTTLE_WIDTHS * width &&
    10 * apart >= SHUTTLE_SLANT * (marks.high - marks.low) &&
    liesAcross(marks) &&
    isThin(marks, SHUTTLE_SCATTER_MM)
  );
}

/**
 * Nobody surveys 45 m of a river 45 m wide from one of its banks to the other: a piece of at most 1.1 widths along the river
 * and half a width across, or 2.2 and 0.75 and aslant. Off polygons the width is taken for 45 m, and 2.2 will not do.
 */
function isShort(vertices: Cloud, polygonWidth: number): boolean {
  const width = polygonWidth === 0 ? SHORT_WIDTH_MM : polygonWidth;
  const range = vertices.high - vertices.low;
  const apart = vertices.most - vertices.least;
  const isOver = 10 * nearerSide(vertices) >= width || 10 * apart >= 8 * range;
  if (!isOver || apart < SHORT_APART_MM || !isThin(vertices, SHORT_SCATTER_MM)) return false;
  if (10 * range <= 11 * width && 2 * apart >= width) return true;
  const isWide = polygonWidth >= SHORT_SLANT_WIDTH_MM;
  return isWide && 10 * range <= 22 * width && 4 * apart >= 3 * width && liesAslant(vertices);
}

/** Its way is 1.8 times as long as what lies along the river, or longer: it comes back, or waits. */
function goesToAndFro(vertices: Cloud, width: number, way: number): boolean {
  const apart = vertices.most - vertices.least;
  return (
    nearerSide(vertices) > 0 &&
    5 * way >= 9 * (vertices.high - vertices.low) &&
    apart >= TO_AND_FRO_APART_MM &&
    10 * apart >= SHUTTLE_WIDTHS * width &&
    liesAslant(vertices) &&
    isThin(vertices, TO_AND_FRO_SCATTER_MM)
  );
}

/** Its way is 3 times as long as the little that lies along the river: noise at its landings hides where it heads. */
function wanders(vertices: Cloud, width: number, way: number): boolean {
  const apart = vertices.most - vertices.least;
  const range = vertices.high - vertices.low;
  const isAcross = 8 * apart >= 3 * range && 10 * apart >= SHUTTLE_WIDTHS * width;
  return nearerSide(vertices) > 0 && range <= WANDER_MM && way >= 3 * range && isAcross;
}

/**
 * Over water narrower than a chord is long: two widths and 20 m along the river at most. It goes aslant from side to side, or to
 * and fro across; of a way that two fixes make, less than 15 m apart, only where it heads is known.
 */
function isNarrow(vertices: Cloud, polygonWidth: number, way: number): boolean {
  const width = polygonWidth === 0 ? NARROW_LINE_WIDTH_MM : polygonWidth;
  const range = vertices.high - vertices.low;
  if (width > NARROW_WIDTH_MM || range > 2 * width + NARROW_BEYOND_MM) return false;
  if (way < THINNING_MM) return liesAslant(vertices);
  const apart = vertices.most - vertices.least;
  if (apart < NARROW_APART_MM) return false;
  const comesBack = 5 * way >= 9 * range && 10 * apart >= 4 * range;
  return comesBack || (nearerSide(vertices) > 0 && liesAslant(vertices));
}

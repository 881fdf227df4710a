/** Outfalls of every type along the waterways, as a register would hold them: mostly right, partly not. */
import { pick, pickWeighted, type Random } from '../random.ts';
import type { Point } from './curves.ts';
import { cellCentre, type Frame } from './frame.ts';
import { TOWNS } from './names.ts';
import { drawKind, type Kind } from './outfall-kinds.ts';
import { lengthMm, pointAt, type Route, type TownRings, townAt } from './routes.ts';

export interface Outfall {
  sourceId: string;
  status: 'suspect' | 'confirmed';
  kind: Kind;
  at: Point;
  /** Unit vector away from the water. */
  inland: Point;
  /** The route it was put at; null for the ones far from all water. */
  route: Route | null;
  receivingWater: string | null;
  town: number;
  surveyedOn: string;
}

const CONFIRMED = 8000;
const SUSPECTS = 7000;
const FAR_SHARE = 0.02;
const CONFLUENCE_SHARE = 0.03;
const TWIN_SHARE = 0.01;
const NAME_MISSING_SHARE = 0.09;
const NAME_WRONG_SHARE = 0.04;

export interface Place {
  frame: Frame;
  routes: readonly Route[];
  towns: TownRings;
}

export function makeOutfalls(place: Place, random: Random): Outfall[] {
  const count = Math.round((CONFIRMED + SUSPECTS) * place.frame.scale);
  const confirmed = Math.round(CONFIRMED * place.frame.scale);
  const chooseRoute = byLengthAndTown(place.routes, random);
  const rivers = place.routes.filter((route) => route.kind === 'river');
  const named = rivers.filter(
    (route) => route.joints.length > 0 && route.halfWidth === 0 && route.level !== 'municipal',
  );
  const twins = rivers.filter((route) => route.twin);
  const inside = [...place.frame.town.keys()].filter((cell) => place.frame.town[cell] >= 0);
  return Array.from({ length: count }, (_, i) => {
    const where = random();
    const far = where < FAR_SHARE;
    const confluence = !far && where < FAR_SHARE + CONFLUENCE_SHARE;
    const twin = !far && !confluence && where < FAR_SHARE + CONFLUENCE_SHARE + TWIN_SHARE;
    const route = confluence ? pick(random, named) : twin && twins.length > 0 ? pick(random, twins) : chooseRoute();
    const spot = far
      ? farSpot(place.frame, inside, random)
      : confluence
        ? atJoint(route, random)
        : beside(route, random, twin);
    const town = far ? townAt(spot.at, place.towns) : route.town;
    const kind = drawKind(random, TOWNS[Math.max(0, town)].urban);
    return {
      sourceId: `P${String(i + 1).padStart(5, '0')}`,
      status: i < confirmed ? 'confirmed' : 'suspect',
      kind,
      ...spot,
      route: far ? null : route,
      receivingWater: receivingWater(random, far ? null : route, rivers),
      town,
      surveyedOn: surveyDay(random),
    };
  });
}

/** Longer routes and busier towns get more. */
function byLengthAndTown(routes: readonly Route[], random: Random): () => Route {
  const sums = new Float64Array(routes.length);
  let sum = 0;
  for (const [i, route] of routes.entries()) {
    const water = route.kind === 'pond' ? 0.3 : route.kind === 'lake' ? 0.5 : 1;
    sum += (lengthMm(route) / 1e6) * TOWNS[Math.max(0, route.town)].density * water;
    sums[i] = sum;
  }
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] > wanted) high = middle;
      else low = middle + 1;
    }
    return routes[low];
  };
}

function beside(route: Route, random: Random, twin: boolean): { at: Point; inland: Point } {
  const measure = (0.02 + 0.96 * random()) * lengthMm(route);
  const left = route.closed && route.kind !== 'river' ? false : random() < 0.5;
  const metres = twin ? 12 + 6 * random() : route.halfWidth + 2 + 18 * random() ** 1.5;
  return aside(route, measure, left ? metres : -metres);
}

function aside(route: Route, measure: number, left: number): { at: Point; inland: Point } {
  const [line, at] = [pointAt(route, measure), pointAt(route, measure, left)];
  const distance = Math.hypot(at[0] - line[0], at[1] - line[1]);
  return { at, inland: [(at[0] - line[0]) / distance, (at[1] - line[1]) / distance] };
}

/** A few metres from where another river meets this one: which of the two is it? */
function atJoint(route: Route, random: Random): { at: Point; inland: Point } {
  const joint = route.m[pick(random, route.joints)];
  const measure = Math.max(1000, Math.min(lengthMm(route) - 1000, joint + (random() - 0.5) * 8000));
  return aside(route, measure, (random() < 0.5 ? 1 : -1) * (3 + 5 * random()));
}

/** About the middle of a lattice cell, so 100 m and more from any river. */
function farSpot(frame: Frame, inside: readonly number[], random: Random): { at: Point; inland: Point } {
  const [x, y] = cellCentre(frame, pick(random, inside));
  return { at: [x + (random() - 0.5) * 80, y + (random() - 0.5) * 80], inland: [1, 0] };
}

function receivingWater(random: Random, route: Route | null, rivers: readonly Route[]): string | null {
  const chance = random();
  if (chance < NAME_MISSING_SHARE) return null;
  if (route === null || chance < NAME_MISSING_SHARE + NAME_WRONG_SHARE) return pick(random, rivers).name;
  return route.name;
}

function surveyDay(random: Random): string {
  const year = pickWeighted(random, [
    [2022, 7],
    [2023, 3],
  ]);
  return new Date(Date.UTC(year, 2, 7 + Math.floor(random() * 220))).toISOString().slice(0, 10);
}

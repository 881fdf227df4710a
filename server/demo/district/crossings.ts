/** Crews on bridges and ferries: straight over one river, which covers nothing of it. */
import type { Random } from '../random.ts';
import { dayRandom } from './campaigns.ts';
import type { Point } from './curves.ts';
import { recordWay, type Track } from './fixes.ts';
import { between, distance } from './lines.ts';
import { lengthMm, pointAt, type Route } from './routes.ts';

const LENGTH_M = 260;
/** At less a crew on the road goes along the river (docs/coverage.md). */
const LEAST_DEGREES = 25;
/** No other water as near as this: a crew that goes along one surveys it. */
const CLEAR_M = 60;
const TRIES = 1000;

/** @param random  where they are; each goes its way with random numbers of its own. */
export function recordCrossings(routes: readonly Route[], seed: number, count: number, random: Random): Track[] {
  const rivers = routes.filter((route) => route.kind === 'river' && route.halfWidth === 0 && lengthMm(route) > 300_000);
  return Array.from({ length: count }, (_, i) => {
    const date = `2022-${String(4 + (i % 6)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
    const crew = `${i % 2 === 0 ? '一' : '二'}队`;
    const mode = i % 3 === 0 ? 'under_water' : 'above_water';
    const head = { name: `${date}-过河-${i + 1}`, mode, method: '人工徒步', crew, date, campaign: '转场' } as const;
    return recordWay(head, clearWay(rivers, routes, random), dayRandom(seed, -1 - i));
  });
}

/** @throws when no river has room for one, which no seed tried has done. */
function clearWay(rivers: readonly Route[], routes: readonly Route[], random: Random): [Point, Point] {
  for (let i = 0; i < TRIES; i++) {
    const route = rivers[Math.floor(random() * rivers.length)];
    const way = wayOver(route, random);
    if (routes.every((other) => other === route || isClear(way, other))) return way;
  }
  throw new Error('no river has room for a bridge');
}

/** Over the middle of a route, at an angle from the way between its places as far before and after as the bridge is long. */
function wayOver(route: Route, random: Random): [Point, Point] {
  const middle = lengthMm(route) / 2;
  const reach = (LENGTH_M / 2) * 1000;
  const [before, centre, after] = [middle - reach, middle, middle + reach].map((mm) => pointAt(route, mm));
  const along = Math.atan2(after[1] - before[1], after[0] - before[0]);
  const angle = along + ((LEAST_DEGREES + (90 - LEAST_DEGREES) * random()) * Math.PI) / 180;
  const end = (metres: number): Point => [centre[0] + metres * Math.cos(angle), centre[1] + metres * Math.sin(angle)];
  return [end(-LENGTH_M / 2), end(LENGTH_M / 2)];
}

/** By vertices, which lie closer together than CLEAR_M. */
function isClear(way: readonly [Point, Point], { points }: Route): boolean {
  const [[x, y]] = [between(way[0], way[1], 0.5)];
  return points.every(
    (point) => Math.abs(point[0] - x) > LENGTH_M || Math.abs(point[1] - y) > LENGTH_M || fromWay(point, way) > CLEAR_M,
  );
}

function fromWay(point: Point, [from, to]: readonly [Point, Point]): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const share = ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / (dx * dx + dy * dy);
  return distance(point, between(from, to, Math.min(1, Math.max(0, share))));
}

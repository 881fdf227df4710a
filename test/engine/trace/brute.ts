/** Traces millimetre by millimetre: every measure of every route is a place, and water steps from one to the next. For tiny networks. */
import { type Rulers, routeLength, SHORE } from '../../../server/engine/rulers.ts';

/** Least distance from a place to every measure of every route with all branches; Infinity where no water gets. */
export function bruteDistances(rulers: Rulers, start: { route: number; mm: number }, sense: 1 | -1): number[][] {
  const joined = bruteJoins(rulers);
  const distance = Array.from({ length: rulers.count }, (_, r) =>
    new Array<number>(routeLength(rulers, r) + 1).fill(Number.POSITIVE_INFINITY),
  );
  let round: [number, number][] = [[start.route, start.mm]];
  for (let at = 0; round.length > 0; at++) {
    const next: [number, number][] = [];
    for (let i = 0; i < round.length; i++) {
      const [route, mm] = round[i];
      if (distance[route]?.[mm] === undefined || distance[route][mm] <= at) continue;
      distance[route][mm] = at;
      round.push(...(joined.get(`${route} ${mm}`) ?? []));
      for (const step of rulers.role[route] === SHORE ? [1, -1] : [sense]) next.push([route, mm + step]);
    }
    round = next;
  }
  return distance;
}

/** Pairs of places, each from both sides, found by looking at everything. */
function bruteJoins({ count, first, closed, x, y, m }: Rulers): Map<string, [number, number][]> {
  const joined = new Map<string, [number, number][]>();
  const join = (a: [number, number], b: [number, number]) => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ])
      joined.set(from.join(' '), [...(joined.get(from.join(' ')) ?? []), to]);
  };
  for (let a = 0; a < count; a++)
    for (let v = first[a]; v < first[a + 1]; v++) {
      for (let b = 0; b < count; b++)
        for (let w = first[b]; w < first[b + 1]; w++)
          if (v !== w && x[v] === x[w] && y[v] === y[w]) join([a, m[v]], [b, m[w]]);
      const isEnd = closed[a] === 0 && (v === first[a] || v === first[a + 1] - 1);
      for (let b = 0; isEnd && b < count; b++) {
        const feet = Array.from({ length: first[b + 1] - 1 - first[b] }, (_, k) => foot(first[b] + k, x[v], y[v]));
        const [nearest] = feet.sort((p, q) => p.squared - q.squared || p.mm - q.mm);
        if (nearest.squared <= 2 && !shares(b, x[v], y[v])) join([a, m[v]], [b, nearest.mm]);
      }
    }
  return joined;

  function shares(b: number, px: number, py: number) {
    for (let w = first[b]; w < first[b + 1]; w++) if (x[w] === px && y[w] === py) return true;
    return false;
  }

  function foot(s: number, px: number, py: number) {
    const [dx, dy] = [x[s + 1] - x[s], y[s + 1] - y[s]];
    const t = Math.max(0, Math.min(1, ((px - x[s]) * dx + (py - y[s]) * dy) / (dx * dx + dy * dy)));
    const [fx, fy] = [x[s] + Math.floor(t * dx + 0.5), y[s] + Math.floor(t * dy + 0.5)];
    return { squared: (px - fx) ** 2 + (py - fy) ** 2, mm: m[s] + Math.floor(t * (m[s + 1] - m[s]) + 0.5) };
  }
}

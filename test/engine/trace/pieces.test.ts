/** How much is looked at in each piece of making a network and of following water in it: counted where vertices are read. */
import { expect, it } from 'vitest';
import type { InPieces } from '../../../server/engine/in-pieces.ts';
import { emptyRulers, type Rulers } from '../../../server/engine/rulers.ts';
import { buildNetwork, networkInPieces } from '../../../server/engine/trace/network.ts';
import { trace, traceInPieces } from '../../../server/engine/trace/trace.ts';

const ROUTES = 5_000;
const POINTS = 30;
const STEP_MM = 20_000;

/** One after another, each beginning where the one before ends:  ──●──●── … in rows of a hundred. */
function chain(): Rulers {
  const rulers = emptyRulers(ROUTES, ROUTES * POINTS);
  for (let route = 0, v = 0; route < ROUTES; route++) {
    rulers.routeId[route] = route + 1;
    rulers.riverId[route] = route + 1;
    rulers.first[route + 1] = (route + 1) * POINTS;
    for (let k = 0; k < POINTS; k++, v++) {
      const along = route * (POINTS - 1) + k;
      rulers.x[v] = (along % 3_000) * STEP_MM;
      rulers.y[v] = Math.floor(along / 3_000) * 100_000;
      rulers.m[v] = k * STEP_MM;
    }
  }
  return rulers;
}

function finish<Made>(work: InPieces<Made>, between: () => void): { made: Made; pieces: number } {
  for (let pieces = 1; ; pieces++) {
    const { done, value } = work.next();
    between();
    if (done) return { made: value, pieces };
  }
}

it('a network is made of some thousand vertices at a time', () => {
  const rulers = chain();
  let [reads, most] = [0, 0];
  const x = new Proxy(rulers.x, {
    get(target, name) {
      reads++;
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const { made } = finish(networkInPieces({ ...rulers, x }), () => {
    most = Math.max(most, reads);
    reads = 0;
  });
  expect(most).toBeGreaterThan(1_000);
  expect(most).toBeLessThan(ROUTES * POINTS); // less than each vertex once, and a vertex is read five times when it is entered
  const whole = buildNetwork(rulers);
  expect([made.mm, made.node, made.nodeStop]).toEqual([whole.mm, whole.node, whole.nodeStop]);
});

it('water is followed some thousand stops at a time', () => {
  const network = buildNetwork(chain());
  const start = { route: 0, mm: 0 };
  const { made, pieces } = finish(traceInPieces(network, start, 'DD'), () => {});
  expect(pieces).toBeGreaterThan(ROUTES / 1_000 + 2);
  expect(made.ranges.length).toBeGreaterThan(ROUTES / 2);
  expect(made).toEqual(trace(network, start, 'DD'));
});

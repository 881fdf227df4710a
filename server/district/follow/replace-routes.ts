/** Puts entries of some routes in the place of those they had, in columns that are grouped by route. Pure. */

/** Entries of route i are first[i] .. first[i + 1] - 1 of every other typed array. */
export interface ByRoute {
  first: Uint32Array;
}

type Column = Float64Array | Int32Array | Uint8Array;

/**
 * A new part; `held` stays as it is.
 * @param fresh   entries of the chosen routes alone, of as many routes
 * @param routes  indexes, ascending
 *
 *   held    ──r0── ══r1══ ──r2── ──r3── ══r4══ ──r5──
 *   fresh          ▓▓r1▓▓▓▓             ▓▓r4▓▓            columns are copied in runs
 */
export function replaceRoutes<Part extends ByRoute>(held: Part, fresh: Part, routes: readonly number[]): Part {
  const runs = runsOf(held.first, fresh.first, routes);
  const columns = Object.entries(held)
    .filter(([name, column]) => name !== 'first' && ArrayBuffer.isView(column))
    .map(([name, column]) => [name, spliced(column as Column, fresh[name as keyof Part] as Column, runs)]);
  return { ...held, ...Object.fromEntries(columns), first: offsets(held.first, fresh.first, routes) };
}

interface Run {
  isFresh: boolean;
  from: number;
  to: number;
}

function runsOf(held: Uint32Array, fresh: Uint32Array, routes: readonly number[]): Run[] {
  const runs: Run[] = [];
  let kept = 0; // entries of held up to here are in a run, or replaced
  for (const route of routes) {
    runs.push({ isFresh: false, from: kept, to: held[route] });
    runs.push({ isFresh: true, from: fresh[route], to: fresh[route + 1] });
    kept = held[route + 1];
  }
  return [...runs, { isFresh: false, from: kept, to: held[held.length - 1] }];
}

function spliced<Kind extends Column>(held: Kind, fresh: Kind, runs: readonly Run[]): Kind {
  const length = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  const column = new (held.constructor as new (length: number) => Kind)(length);
  let at = 0;
  for (const { isFresh, from, to } of runs) {
    column.set((isFresh ? fresh : held).subarray(from, to), at);
    at += to - from;
  }
  return column;
}

function offsets(held: Uint32Array, fresh: Uint32Array, routes: readonly number[]): Uint32Array {
  const chosen = new Set(routes);
  const first = new Uint32Array(held.length);
  for (let route = 0; route + 1 < held.length; route++) {
    const of = chosen.has(route) ? fresh : held;
    first[route + 1] = first[route] + of[route + 1] - of[route];
  }
  return first;
}

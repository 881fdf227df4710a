/** Edges sorted into strips, so that an edge or a ray is held only against what lies in its own. */
import type { Edges } from './edges.ts';

/**
 *     ──────────────────   strip 2     Strips are sliced off one axis and run along the other; an edge is in each that it
 *      /‾‾\   /‾‾‾‾‾\      strip 1     reaches into: items[start[s]] .. items[start[s + 1] - 1], by where they begin.
 *     ─────────────────    strip 0
 */
export interface Strips {
  readonly count: number;
  readonly start: Uint32Array;
  readonly items: Uint32Array;
  /** Where each edge begins and ends along the strips. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The ends of each edge along the strips and across them, as they come in its ring. */
  readonly along: readonly [a: Float64Array, b: Float64Array];
  readonly across: readonly [a: Float64Array, b: Float64Array];
  /** The strip of a place across. */
  at(across: number): number;
}

/** One strip is sooner searched than few edges are sorted into several. */
const FEW = 128;
/** Places of an edge, on average: of edges that are long across the strips are fewer and wider. */
const PLACES = 3;

export function stripsOf(edges: Edges): Strips {
  const { ax, ay, bx, by, count: edgeCount } = edges;
  const [x, y] = [extentOf(ax, bx), extentOf(ay, by)];
  const isAlongX = x.lengths * y.span <= y.lengths * x.span; // along that axis, fewer are side by side
  const [along, across] = isAlongX
    ? ([
        [ax, bx],
        [ay, by],
      ] as const)
    : ([
        [ay, by],
        [ax, bx],
      ] as const);
  const { least, span, lengths } = isAlongX ? y : x;
  const most = Math.floor(((PLACES - 1) * edgeCount * span) / Math.max(1, lengths));
  const count = edgeCount < FEW ? 1 : Math.max(1, Math.min(most, Math.ceil(Math.sqrt(edgeCount))));
  const at = (place: number) => Math.floor(((place - least) * count) / (span + 1));
  const low = along[0].map((a, e) => Math.min(a, along[1][e]));
  const high = along[0].map((a, e) => Math.max(a, along[1][e]));
  const { start, items } = sorted(across, count, at);
  return { count, start, items, low, high, along, across, at };
}

/** Counts, then places each edge in every strip from its one end to the other. */
function sorted([a, b]: Strips['across'], count: number, at: Strips['at']): Pick<Strips, 'start' | 'items'> {
  const start = new Uint32Array(count + 1);
  const each = (visit: (strip: number, edge: number) => void) => {
    for (let e = 0; e < a.length; e++) {
      const last = at(Math.max(a[e], b[e]));
      for (let strip = at(Math.min(a[e], b[e])); strip <= last; strip++) visit(strip, e);
    }
  };
  each((strip) => start[strip + 1]++);
  for (let strip = 0; strip < count; strip++) start[strip + 1] += start[strip];
  const next = start.slice();
  const items = new Uint32Array(start[count]);
  each((strip, e) => {
    items[next[strip]++] = e;
  });
  return { start, items };
}

/** How far all reaches, and how long the edges are together, along one axis. */
function extentOf(a: Float64Array, b: Float64Array): { least: number; span: number; lengths: number } {
  let [least, most, lengths] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let e = 0; e < a.length; e++) {
    if (a[e] < least) least = a[e];
    if (a[e] > most) most = a[e];
    lengths += Math.abs(b[e] - a[e]);
  }
  return { least, span: most - least, lengths };
}

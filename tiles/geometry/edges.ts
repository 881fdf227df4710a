/** The edges of rings, and whether two of them meet. */

/** Comparisons of edges in one piece of work: some milliseconds. */
export const COMPARISONS = 200_000;

/** Edges e from (ax, ay) to (bx, by), of ring ring[e]. */
export interface Edges {
  readonly count: number;
  readonly ax: Float64Array;
  readonly ay: Float64Array;
  readonly bx: Float64Array;
  readonly by: Float64Array;
  readonly ring: Uint32Array;
  /** The edge that begins where this one ends. */
  readonly next: Uint32Array;
}

/** @param rings x, y, x, y… open. */
export function edgesOf(rings: readonly (readonly number[])[]): Edges {
  const count = rings.reduce((sum, ring) => sum + ring.length / 2, 0);
  const [axis, index] = [() => new Float64Array(count), () => new Uint32Array(count)];
  const edges = { count, ax: axis(), ay: axis(), bx: axis(), by: axis(), ring: index(), next: index() };
  let at = 0;
  for (const [r, ring] of rings.entries()) {
    const first = at;
    for (let i = 0; i < ring.length; i += 2, at++) {
      const after = i + 2 < ring.length ? i + 2 : 0;
      edges.ax[at] = ring[i];
      edges.ay[at] = ring[i + 1];
      edges.bx[at] = ring[after];
      edges.by[at] = ring[after + 1];
      edges.ring[at] = r;
      edges.next[at] = after === 0 ? first : at + 1;
    }
  }
  return edges;
}

/** Whether two edges have a point in common that is not the one between neighbours. Innermost of the work (`npm run bench -- pyramid`). */
export function doMeet({ ax, ay, bx, by, next }: Edges, e: number, f: number): boolean {
  if (ax[e] < ax[f] && ax[e] < bx[f] && bx[e] < ax[f] && bx[e] < bx[f]) return false;
  if (ax[e] > ax[f] && ax[e] > bx[f] && bx[e] > ax[f] && bx[e] > bx[f]) return false;
  if (ay[e] < ay[f] && ay[e] < by[f] && by[e] < ay[f] && by[e] < by[f]) return false;
  if (ay[e] > ay[f] && ay[e] > by[f] && by[e] > ay[f] && by[e] > by[f]) return false;
  const ex = bx[e] - ax[e];
  const ey = by[e] - ay[e];
  const fx = bx[f] - ax[f];
  const fy = by[f] - ay[f];
  if (next[f] === e || next[e] === f) return ex * fy === ey * fx && ex * fx + ey * fy < 0; // one runs back over the other
  const begin = ex * (ay[f] - ay[e]) - ey * (ax[f] - ax[e]);
  const end = ex * (by[f] - ay[e]) - ey * (bx[f] - ax[e]);
  if ((begin > 0 && end > 0) || (begin < 0 && end < 0)) return false;
  const from = fx * (ay[e] - ay[f]) - fy * (ax[e] - ax[f]);
  const to = fx * (by[e] - ay[f]) - fy * (bx[e] - ax[f]);
  return !((from > 0 && to > 0) || (from < 0 && to < 0));
}

/** Which vertices of a line may be left out at which tolerance. */

/**
 * Importance of each vertex from..to-1 of one line: the largest tolerance at which Douglas-Peucker still keeps it, so
 * that keeping `importance >= tolerance` is that simplification, at any tolerance. Ends are Infinity.
 *
 * One function, because the recursion is a stack of numbers and calls would cost more than the distances
 * (`npm run bench -- tiles`, build time). Douglas & Peucker 1973, doi:10.3138/FM57-6770-U75U-7727.
 */
export function rankVertices(x: Int32Array, y: Int32Array, from: number, to: number, importance: Float32Array): void {
  if (to <= from) return;
  importance[from] = Number.POSITIVE_INFINITY;
  importance[to - 1] = Number.POSITIVE_INFINITY;
  const stack = [from, to - 1];
  const bounds = [Number.POSITIVE_INFINITY]; // squared importance of the vertex that made this stretch
  while (stack.length > 0) {
    const last = stack.pop()!;
    const first = stack.pop()!;
    const bound = bounds.pop()!;
    if (last - first < 2) continue;
    const ax = x[first];
    const ay = y[first];
    const dx = x[last] - ax;
    const dy = y[last] - ay;
    const length2 = dx * dx + dy * dy;
    let far = -1;
    let at = first;
    for (let i = first + 1; i < last; i++) {
      const px = x[i] - ax;
      const py = y[i] - ay;
      const t = length2 > 0 ? Math.max(0, Math.min(1, (px * dx + py * dy) / length2)) : 0;
      const ex = px - t * dx;
      const ey = py - t * dy;
      const distance2 = ex * ex + ey * ey;
      if (distance2 > far) {
        far = distance2;
        at = i;
      }
    }
    const kept = Math.min(far, bound);
    importance[at] = Math.sqrt(kept);
    stack.push(first, at, at, last);
    bounds.push(kept, kept);
  }
}

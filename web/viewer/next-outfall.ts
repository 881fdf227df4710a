/** The outfall that follows along a river. Pure. */
import type { StripRoute } from '../api/types.ts';

/** After `current`, the first after the last; without one, or one elsewhere, the first. Undefined on a river without any. */
export function nextOutfall(routes: readonly StripRoute[], current: number | null): number | undefined {
  const ids = routes.flatMap(({ outfalls }) =>
    [...outfalls].sort((a, b) => a.measure_m - b.measure_m || a.id - b.id).map(({ id }) => id),
  );
  const at = current === null ? -1 : ids.indexOf(current);
  return ids[(at + 1) % Math.max(1, ids.length)];
}

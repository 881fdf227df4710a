/** Routes as lines of vertices that worker threads read in place. */
import type { Rulers } from '../rulers.ts';
import { sharedFloat64, sharedUint32 } from './shared.ts';

/**
 * Route r has vertices first[r] .. first[r + 1] - 1, mm in the plane and in measure. Segment s runs from vertex s to
 * vertex s + 1, so those of route r are first[r] .. first[r + 1] - 2.
 */
export interface Segments {
  count: number;
  first: Uint32Array;
  x: Float64Array;
  y: Float64Array;
  m: Float64Array;
}

export function shareSegments(rulers: Rulers): Segments {
  const { count, first, x, y, m } = rulers;
  const shared = {
    count,
    first: sharedUint32(first.length),
    x: sharedFloat64(x.length),
    y: sharedFloat64(y.length),
    m: sharedFloat64(m.length),
  };
  shared.first.set(first);
  shared.x.set(x);
  shared.y.set(y);
  shared.m.set(m);
  return shared;
}

/** What routes are built from and what comes out: plain arrays, for the import to fill and to store. */
import type { Role } from '../rulers.ts';

/** One drawn line of a river. lon/lat in degrees (EPSG:4490), x/y the same vertices in integer plane millimetres. */
export interface SourceLine {
  lon: ArrayLike<number>;
  lat: ArrayLike<number>;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  fromNode?: string | null; // ends that share a node join; without one they join where they meet
  toNode?: string | null;
  direction?: number | null; // -1: the water runs against the drawing; anything else: with it
}

/** Where a part of a source line lies on a route; fromMm > toMm where the route runs against the drawing. */
export interface SourceRange {
  line: number; // index in the input
  fromMm: number;
  toMm: number;
}

/** One unbranched route. Closed: the last vertex repeats the first. `m` is integer geodesic millimetres. */
export interface BuiltRoute {
  role: Role;
  closed: boolean;
  lon: Float64Array;
  lat: Float64Array;
  x: Float64Array;
  y: Float64Array;
  m: Float64Array;
  sources: SourceRange[];
}

/** Polygons of the rivers that are drawn with banks, in stretches that share their ends. */
import type { Point } from './curves.ts';
import { distance, offset } from './lines.ts';
import type { River } from './waterways.ts';

/** Vertices of the centreline in one polygon: about 2.5 km. */
const STRETCH = 75;
/** Widths swell and shrink by this share, over this many metres. */
const SWELL = 0.12;
const SWELL_M = 650;

/** Closed rings in plane metres, from the river's start to its end. */
export function riverPolygons({ points, halfWidth }: River): Point[][] {
  if (halfWidth === 0) return [];
  let along = 0;
  const half = points.map((point, i) => {
    if (i > 0) along += distance(points[i - 1], point);
    return halfWidth * (1 + SWELL * Math.sin(along / SWELL_M));
  });
  const left = offset(points, (i) => half[i]);
  const right = offset(points, (i) => -half[i]);
  const rings: Point[][] = [];
  for (let from = 0; from + 1 < points.length; from += STRETCH) {
    const short = points.length - 1 - (from + STRETCH) < STRETCH / 3;
    const to = short ? points.length - 1 : from + STRETCH;
    const ring = [...right.slice(from, to + 1), ...left.slice(from, to + 1).reverse()];
    rings.push([...ring, ring[0]]);
    if (short) break;
  }
  return rings;
}

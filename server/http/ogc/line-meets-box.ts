/** Whether a line in degrees has a point in a box, edges included. */
import type { QueryBox } from './parameters.ts';

type Position = readonly [lon: number, lat: number];

export function lineMeetsBox(line: readonly Position[], box: QueryBox): boolean {
  const [west, south, east, north] = box;
  if (west > east)
    return lineMeetsBox(line, [west, south, 180, north]) || lineMeetsBox(line, [-180, south, east, north]);
  for (let i = 1; i < line.length; i++) if (segmentMeetsBox(line[i - 1], line[i], box)) return true;
  return false;
}

/** The parameters at which the segment is between west and east, cut by those at which it is between south and north. */
function segmentMeetsBox(a: Position, b: Position, [west, south, east, north]: QueryBox): boolean {
  const [inLon, inLat] = [within(a[0], b[0], west, east), within(a[1], b[1], south, north)];
  return Math.max(inLon[0], inLat[0], 0) <= Math.min(inLon[1], inLat[1], 1);
}

/** First and last t at which a + t(b - a) lies in [low, high]. */
function within(a: number, b: number, low: number, high: number): [number, number] {
  if (a === b) return a >= low && a <= high ? [0, 1] : [1, 0];
  const [t, u] = [(low - a) / (b - a), (high - a) / (b - a)];
  return t < u ? [t, u] : [u, t];
}

/** Where the metres of a river stand in a strip: its routes end to end on one scale, main line first as given. Pure. */
import type { StripRoute } from '../api/types.ts';

/** A measure on a route. */
export interface StripPlace {
  route: StripRoute;
  measureM: number;
}

export interface StripLayout {
  /** Pixels of the whole river. */
  width: number;
  /** Pixel of a measure on the nth route. */
  x(nth: number, measureM: number): number;
  /** The measure at a pixel, held within the river; null for a river without length. */
  placeAt(x: number): StripPlace | null;
}

export const lengthOf = (routes: readonly StripRoute[]): number =>
  routes.reduce((sum, route) => sum + route.length_m, 0);

/** `pxPerM` is the common scale of a report; without it the river fills `width`. */
export function layOut(routes: readonly StripRoute[], width: number, pxPerM?: number): StripLayout {
  const total = lengthOf(routes);
  const scale = pxPerM ?? (total > 0 ? width / total : 0);
  const starts: number[] = [];
  let start = 0;
  for (const route of routes) {
    starts.push(start);
    start += route.length_m;
  }
  const placeAt = (x: number): StripPlace | null => {
    if (total === 0 || scale === 0) return null;
    const metres = Math.min(total, Math.max(0, x / scale));
    const nth = Math.max(
      0,
      starts.findLastIndex((from) => from <= metres),
    );
    return { route: routes[nth], measureM: Math.min(routes[nth].length_m, metres - starts[nth]) };
  };
  return { width: total * scale, x: (nth, measureM) => (starts[nth] + measureM) * scale, placeAt };
}

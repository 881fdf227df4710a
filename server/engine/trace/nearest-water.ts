/** The place on any route that is nearest to a point, however far. */
import type { Rulers } from '../rulers.ts';
import { footOn, type Place } from './meetings.ts';

/** Null where there is no route. Ties to the lower route, then the lower measure. O(vertices): for one point at a time. */
export function nearestWater(rulers: Rulers, x: number, y: number): (Place & { distanceMm: number }) | null {
  let nearest: Place & { squared: number } = { route: -1, mm: 0, squared: Number.POSITIVE_INFINITY };
  for (let route = 0; route < rulers.count; route++)
    for (let v = rulers.first[route]; v + 1 < rulers.first[route + 1]; v++) {
      const foot = footOn(rulers, v, x, y);
      if (foot.squared < nearest.squared) nearest = { route, ...foot };
    }
  const { route, mm, squared } = nearest;
  return route < 0 ? null : { route, mm, distanceMm: Math.floor(Math.sqrt(squared) + 0.5) };
}

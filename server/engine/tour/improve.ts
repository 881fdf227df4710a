/** Shorter ways over the same pieces: runs turned round (2-opt) and runs put elsewhere (or-opt), until neither helps. */
import type { TourCosts, Visit } from './tour.ts';

/** Longer runs are left where they are: moving four pieces helps as good as never. */
const RUN = 3;
/** Each changes a tour for the better by a millisecond at least; a bound all the same. */
const MOST_CHANGES = 5000;

/** Changes `tour` in place. The first change that helps is made, in the order of the tour: the same tour every time. */
export function improve(tour: Visit[], costs: TourCosts): void {
  for (let changes = 0; changes < MOST_CHANGES; changes++) if (!turnRun(tour, costs) && !moveRun(tour, costs)) return;
}

/** Travel is the same both ways, so inside a turned run nothing changes but its two ends. */
function turnRun(tour: Visit[], costs: TourCosts): boolean {
  for (let i = 0; i < tour.length; i++)
    for (let j = i; j < tour.length; j++) {
      const [before, after] = [tour[i - 1], tour[j + 1]];
      const now = costs.travelMs(before, tour[i]) + costs.travelMs(tour[j], after);
      const [first, last] = [turned(tour[j]), turned(tour[i])];
      if (costs.travelMs(before, first) + costs.travelMs(last, after) >= now) continue;
      tour.splice(
        i,
        j - i + 1,
        ...tour
          .slice(i, j + 1)
          .reverse()
          .map(turned),
      );
      return true;
    }
  return false;
}

function moveRun(tour: Visit[], costs: TourCosts): boolean {
  for (let size = 1; size <= RUN; size++)
    for (let i = 0; i + size <= tour.length; i++) {
      const run = tour.slice(i, i + size);
      const rest = [...tour.slice(0, i), ...tour.slice(i + size)];
      const saved =
        costs.travelMs(tour[i - 1], run[0]) +
        costs.travelMs(run[size - 1], tour[i + size]) -
        costs.travelMs(tour[i - 1], tour[i + size]);
      const place = cheapestPlace(rest, run, costs);
      if (place.addedMs >= saved) continue;
      tour.splice(0, tour.length, ...rest.slice(0, place.at), ...place.run, ...rest.slice(place.at));
      return true;
    }
  return false;
}

export interface Place {
  /** Before the visit at this place of the tour. */
  at: number;
  /** As it goes in: as it was, or turned round. */
  run: Visit[];
  /** Travel that comes on top. */
  addedMs: number;
}

/** The first of the cheapest places. */
export function cheapestPlace(tour: readonly Visit[], run: readonly Visit[], costs: TourCosts): Place {
  let best: Place = { at: 0, run: [...run], addedMs: Number.POSITIVE_INFINITY };
  for (const way of [[...run], [...run].reverse().map(turned)])
    for (let at = 0; at <= tour.length; at++) {
      const [before, after] = [tour[at - 1], tour[at]];
      const into = costs.travelMs(before, way[0]) + costs.travelMs(way[way.length - 1], after);
      const addedMs = into - (tour.length === 0 ? 0 : costs.travelMs(before, after));
      if (addedMs < best.addedMs) best = { at, run: way, addedMs };
    }
  return best;
}

const turned = ({ piece, reversed }: Visit): Visit => ({ piece, reversed: !reversed });

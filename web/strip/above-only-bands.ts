/** The third mode in a strip, as the map has it: what was done under water, and where only what lies above it was. Pure. */
import type { Bands, StripRoute } from '../api/types.ts';
import { bandsOf } from './strip-drawing.ts';

const SIDES = ['river', 'left', 'right'] as const;

/** One band of each bank, under water: a gap is what was surveyed above it only; what neither mode surveyed stays empty. */
export function aboveOnly(route: StripRoute): StripRoute {
  const [river, left, right] = SIDES.map((side) =>
    dueUnder(bandsOf(route, 'above_water', side), bandsOf(route, 'under_water', side)),
  );
  return { ...route, modes: [{ mode: 'under_water', river, left, right }] };
}

/** Both lists ascend without holes. */
function dueUnder(above: Bands, under: Bands): Bands {
  const surveyedAbove = above.filter(([, , state]) => state !== 'gap');
  return under.flatMap((band): Bands => {
    const [from, to, state] = band;
    if (state !== 'gap') return [band];
    return surveyedAbove
      .filter(([a, b]) => a < to && b > from)
      .map(([a, b]) => [Math.max(a, from), Math.min(b, to), 'gap']);
  });
}

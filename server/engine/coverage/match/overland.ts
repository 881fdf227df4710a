/** A track that comes to a river over land on one side and goes on over land on the other was on a bridge or a ferry. */
import { CROSSING_MM, LAND_BESIDE_MM, LAND_CHORDS, LAND_SCATTER_MM } from '../parameters.ts';
import { cloudOf, isThin, liesAcross } from './cloud.ts';
import { NEAR_MEASURE } from './nearest.ts';
import { type Run, signedDistance, widestPolygon } from './run.ts';
import type { Workspace } from './workspace.ts';

//        ●        from the last place before the run that is well on land to the first one after it all lies along one way
//   ═════╲══      across: in the noise a crew that waits on the bridge, or boards, makes runs of one chord that head anywhere
//   ═════:╲═
//          ●
/** Whether a short run lies on a way that leads over its river from land to land. */
export function isOverland(space: Workspace, run: Run): boolean {
  const { states, chosen, markX, markY, index } = space;
  const route = states.route[chosen[run.from]];
  if (run.high - run.low >= CROSSING_MM || run.turnsIn || run.turnsOut || index.closed[route] === 1) return false;
  const width = widestPolygon(space, run);
  if (Number.isNaN(width)) return false;
  const farMm = LAND_BESIDE_MM + width / 2;
  const before = landFrom(space, route, run.from, -1, farMm);
  const after = landFrom(space, route, run.to, 1, farMm);
  if (before.side * after.side >= 0) return false;
  const [first, places] = [2 * before.at, 2 * (after.at - before.at) + 1];
  const way = cloudOf(space, route, markX.subarray(first), markY.subarray(first), places);
  return liesAcross(way) && isThin(way, LAND_SCATTER_MM);
}

/** The first end of a chord, going back (step -1) or on from one, that is on land, and on which side of the route; side 0 where none is. */
function landFrom(space: Workspace, route: number, from: number, step: number, farMm: number) {
  const last = step < 0 ? Math.max(0, from - LAND_CHORDS) : Math.min(space.chords, from + LAND_CHORDS);
  let side = landSide(space, route, from, farMm);
  for (let at = from; ; at += step) {
    const next = at + step;
    const isEnd = next < 0 || next > space.chords;
    const nextSide = isEnd || (at === last && side === 0) ? side : landSide(space, route, next, farMm);
    if (side !== 0 && nextSide === side) return { at, side };
    if (at === last) return { at, side: 0 };
    side = nextSide;
  }
}

/** 1 where an end of a chord lies so far left of the route, -1 right of it, 0 nearer or past one of its ends. */
function landSide(space: Workspace, route: number, at: number, farMm: number): number {
  const { near, index } = space;
  const distance = signedDistance(space, route, at);
  const isPastEnd = near[NEAR_MEASURE] === 0 || near[NEAR_MEASURE] === index.lengthMm[route];
  return isPastEnd || Math.abs(distance) < farMm ? 0 : Math.sign(distance);
}

/** Differences of measures on one route, which may be closed. */
import { JUMP_MM } from '../parameters.ts';
import type { Workspace } from './workspace.ts';

/** Whether two candidates are not one travel along one route. */
export function isJump(space: Workspace, a: number, b: number): boolean {
  const { route, measure } = space.states;
  return route[a] !== route[b] || apart(space, route[a], measure[a], measure[b]) >= JUMP_MM;
}

/** How many turns bring a measure nearest to another that it is `delta` past; the lower when it lies just opposite. */
export function turnsBack(delta: number, length: number): number {
  return -Math.floor((2 * delta + length) / (2 * length));
}

/** Difference of two measures, the shorter way round on a closed route. */
export function apart(space: Workspace, route: number, a: number, b: number): number {
  const { closed, lengthMm } = space.index;
  const delta = Math.abs(a - b);
  return closed[route] === 1 ? Math.min(delta, lengthMm[route] - delta) : delta;
}

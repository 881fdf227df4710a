/** Every stretch of every route with the state of its river, all surveys counted (twin: atlas.coverage_stretches). */
import { MODES, type Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import type { State } from '../engine/coverage/states.ts';
import { stateBands } from './strips.ts';

export interface Stretch {
  route_id: number;
  river_id: number;
  river: string | null;
  level: string | null;
  mode: Mode;
  state: State;
  from_m: number;
  to_m: number;
}

/** In the order of mode, route and measure. */
export function coverageStretches(snapshot: Snapshot): Stretch[] {
  return MODES.flatMap((mode) =>
    Array.from(snapshot.rulers.routeId, (_, route) => routeStretches(snapshot, route, mode)).flat(),
  );
}

function routeStretches(snapshot: Snapshot, route: number, mode: Mode): Stretch[] {
  const riverId = snapshot.rulers.riverId[route];
  const { name, level } = snapshot.rivers.get(riverId)!;
  const place = { route_id: snapshot.rulers.routeId[route], river_id: riverId, river: name, level, mode };
  const bands = stateBands(snapshot, route, mode, Number.POSITIVE_INFINITY);
  return bands.map(([from_m, to_m, state]) => ({ ...place, state, from_m, to_m }));
}

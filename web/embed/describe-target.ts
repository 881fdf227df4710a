/** What a page is told of the thing a reader chose. Pure. */
import type { Target } from '../style/layers/selection.ts';
import { asDrawn, gapRowsOf, type ScopeData } from '../viewer/scope-data.ts';

/** Measures in metres from the start of the route; a gap as it is drawn may lie in several towns (`a、b`). */
export type Described =
  | { kind: 'outfall' | 'zone'; id: number }
  | { kind: 'river'; id: number; name: string | null; covered_percent: number | null; gap_km: number | null }
  | {
      kind: 'gap';
      river_id: number;
      route: number;
      from_m: number;
      to_m: number | null;
      length_m: number | null;
      town: string | null;
    };

export function describeTarget(target: Target, data: ScopeData | null): Described {
  if (target.kind === 'outfall' || target.kind === 'zone') return target;
  if (target.kind === 'river') {
    const row = data?.rivers.find(({ river_id }) => river_id === target.id);
    const { name = null, covered_percent = null, gap_km = null } = row ?? {};
    return { kind: 'river', id: target.id, name, covered_percent, gap_km };
  }
  const gap = asDrawn(gapRowsOf(data?.gaps ?? [], target));
  const { from_m = target.fromM, to_m = null, length_m = null, town = null } = gap ?? {};
  return { kind: 'gap', river_id: target.riverId, route: target.routeId, from_m, to_m, length_m, town };
}

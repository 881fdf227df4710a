/** What a page is told of the thing a reader chose. Pure. */
import type { Target } from '../style/layers/selection.ts';
import { findGap, type ScopeData } from '../viewer/scope-data.ts';

/** Measures in metres from the start of the route. */
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
  const { from_m = target.fromM, to_m = null, length_m = null, town = null } = findGap(data?.gaps ?? [], target) ?? {};
  return { kind: 'gap', river_id: target.riverId, route: target.routeId, from_m, to_m, length_m, town };
}

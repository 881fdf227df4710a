/** The drawn lines of what is selected: a river's routes from /ogc, a gap's from the gap list. */
import type { Feature, FeatureCollection } from 'geojson';
import type { Api, Scope } from '../api/client.ts';
import type { Target } from '../style/layers/selection.ts';
import { findGap, type ScopeData } from './scope-data.ts';

/** Feature ids carry the district's number above bit 32, below it the route's. */
export const DISTRICT_SPAN = 2 ** 32;

/** The routes of a river, in the order of its strip. */
export async function riverLines(api: Api, scope: Scope, id: number, signal?: AbortSignal): Promise<Feature[]> {
  const [[strip], anyRoute] = await Promise.all([
    api.strips(scope, [id], signal),
    api.features('rivers', scope.district, 1, signal),
  ]);
  const above = Math.floor(Number(anyRoute.features[0]?.id ?? 0) / DISTRICT_SPAN) * DISTRICT_SPAN;
  return Promise.all((strip?.routes ?? []).map(({ route }) => api.feature('rivers', above + route, signal)));
}

async function gapLine(
  api: Api,
  scope: Scope,
  data: ScopeData,
  target: Target,
  signal: AbortSignal,
): Promise<Feature[]> {
  const gap = findGap(data.gaps, target);
  if (!gap) return [];
  const { features } = await api.gapLines({ ...scope, river: gap.river_id }, signal);
  return features.filter(({ properties }) => properties?.route === gap.route && properties.from_m === gap.from_m);
}

/** Lines of a river or a gap with its river's `level`, which gives their width; nothing for an outfall. */
export async function selectedLines(
  api: Api,
  scope: Scope,
  data: ScopeData,
  target: Target | null,
  signal: AbortSignal,
): Promise<FeatureCollection | null> {
  if (target === null || target.kind === 'outfall') return null;
  const id = target.kind === 'river' ? target.id : target.riverId;
  const level = data.rivers.find((row) => row.river_id === id)?.level ?? 'town';
  const lines =
    target.kind === 'river'
      ? await riverLines(api, scope, id, signal)
      : await gapLine(api, scope, data, target, signal);
  const features = lines.map((line) => ({ ...line, properties: { level } }));
  return { type: 'FeatureCollection', features };
}

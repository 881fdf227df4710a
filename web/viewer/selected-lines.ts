/** The drawn lines of what is selected: a river's routes from /ogc, a gap's from the gap list. */
import type { Feature, FeatureCollection } from 'geojson';
import type { Api, Scope } from '../api/client.ts';
import { riverOf, type Target } from '../style/layers/selection.ts';
import { gapRowsOf, type ScopeData } from './scope-data.ts';

/** Feature ids carry the district's number above bit 32, below it the route's. */
export const DISTRICT_SPAN = 2 ** 32;

/** What the ids of a district's features count from: its number is in every one of them. */
export async function featuresAbove(
  api: Api,
  collection: 'rivers' | 'zones',
  district: string,
  signal?: AbortSignal,
): Promise<number> {
  const { features } = await api.features(collection, district, 1, signal);
  return Math.floor(Number(features[0]?.id ?? 0) / DISTRICT_SPAN) * DISTRICT_SPAN;
}

/** The routes of a river, in the order of its strip. */
export async function riverLines(api: Api, scope: Scope, id: number, signal?: AbortSignal): Promise<Feature[]> {
  const [[strip], above] = await Promise.all([
    api.strips(scope, [id], signal),
    featuresAbove(api, 'rivers', scope.district, signal),
  ]);
  return Promise.all((strip?.routes ?? []).map(({ route }) => api.feature('rivers', above + route, signal)));
}

async function gapLine(
  api: Api,
  scope: Scope,
  data: ScopeData,
  target: Target,
  signal: AbortSignal,
): Promise<Feature[]> {
  const rows = gapRowsOf(data.gaps, target);
  if (rows.length === 0) return [];
  const { features } = await api.gapLines({ ...scope, river: rows[0].river_id }, signal);
  const isOwn = (properties: Feature['properties']) =>
    rows.some(({ route, from_m }) => properties?.route === route && properties.from_m === from_m);
  return features.filter(({ properties }) => isOwn(properties));
}

/** Lines of a river or a gap with its river's `level`, which gives their width; nothing for what is none. */
export async function selectedLines(
  api: Api,
  scope: Scope,
  data: ScopeData,
  target: Target | null,
  signal: AbortSignal,
): Promise<FeatureCollection | null> {
  if (target?.kind !== 'river' && target?.kind !== 'gap') return null;
  const id = riverOf(target)!;
  const river = data.rivers.find(({ river_id }) => river_id === id);
  if (!river) return null; // an address may name another
  const level = river.level ?? 'town';
  const lines =
    target.kind === 'river'
      ? await riverLines(api, scope, id, signal)
      : await gapLine(api, scope, data, target, signal);
  const features = lines.map((line) => ({ ...line, properties: { level } }));
  return { type: 'FeatureCollection', features };
}

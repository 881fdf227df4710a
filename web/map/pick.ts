/** What lies under the pointer, as a target: outfalls first, then gaps, then rivers, then zones. */
import type { Map as GlMap, MapGeoJSONFeature, PointLike } from 'maplibre-gl';
import type { Target } from '../style/layers/selection.ts';
import { STATE_LAYERS } from '../style/layers/state-lines.ts';
import { ZONE_FILLS } from '../style/layers/zones.ts';
import { ABOVE_ONLY_LAYERS } from './above-only.ts';
import { LEFT_OUTFALLS } from './dress-style.ts';

export interface Picked {
  /** null where tiles merge lines by class (below zoom 12): the caller looks the thing up by its place. */
  target: Target | null;
  kind: Target['kind'];
  lngLat: [lon: number, lat: number];
  point: { x: number; y: number };
  properties: Readonly<Record<string, unknown>>;
}

const RIVER_LAYERS = [
  ...ABOVE_ONLY_LAYERS,
  ...STATE_LAYERS.once,
  'canal-bridged',
  'main-bridged',
  'canal-repeated',
  'main-repeated',
];
const OUTFALL_LAYERS = ['outfalls', LEFT_OUTFALLS];
const GAP_LAYERS = ['canal-gap', 'main-gap'];
const DISTRICT_SPAN = 2 ** 32;

const box = (point: { x: number; y: number }, reach: number): [PointLike, PointLike] => [
  [point.x - reach, point.y - reach],
  [point.x + reach, point.y + reach],
];

function under(map: GlMap, point: { x: number; y: number }, reach: number, layers: readonly string[]) {
  return map.queryRenderedFeatures(box(point, reach), { layers: layers.filter((id) => map.getLayer(id)) });
}

function nearest(map: GlMap, point: { x: number; y: number }, features: MapGeoJSONFeature[]): MapGeoJSONFeature | null {
  let best: MapGeoJSONFeature | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const feature of features) {
    if (feature.geometry.type !== 'Point') continue;
    const at = map.project(feature.geometry.coordinates as [number, number]);
    const distance = Math.hypot(at.x - point.x, at.y - point.y);
    if (distance < least) [best, least] = [feature, distance];
  }
  return best;
}

function lineTarget(kind: 'gap' | 'river', feature: MapGeoJSONFeature): Target | null {
  const { river_id, route_id, from_m } = feature.properties as Record<string, number | undefined>;
  if (river_id === undefined) return null;
  if (kind === 'river') return { kind, id: river_id };
  if (route_id === undefined || from_m === undefined) return null;
  return { kind, riverId: river_id, routeId: route_id, fromM: from_m };
}

/** The thing under a point of the map, `reach` pixels round it, or null. */
export function pick(map: GlMap, point: { x: number; y: number }, reach: number): Picked | null {
  const { lng, lat } = map.unproject([point.x, point.y]);
  const found = { lngLat: [lng, lat] as [number, number], point: { x: point.x, y: point.y } };
  const outfall = nearest(map, point, under(map, point, reach, OUTFALL_LAYERS));
  if (outfall) {
    const target: Target = { kind: 'outfall', id: Number(outfall.id) % DISTRICT_SPAN };
    return { ...found, kind: 'outfall', target, properties: outfall.properties };
  }
  for (const [kind, layers] of [
    ['gap', GAP_LAYERS],
    ['river', RIVER_LAYERS],
  ] as const) {
    const [line] = under(map, point, Math.min(reach, 6), layers);
    if (line) return { ...found, kind, target: lineTarget(kind, line), properties: line.properties };
  }
  const [zone] = under(map, point, 0, ZONE_FILLS);
  if (!zone) return null;
  return {
    ...found,
    kind: 'zone',
    target: { kind: 'zone', id: Number(zone.id) % DISTRICT_SPAN },
    properties: zone.properties,
  };
}

/** Where lakes are named that reach beyond what is in sight: the one point that tiles have of each is then out of it. */
import type { FeatureCollection, Point } from 'geojson';
import type { Map as GlMap, MapGeoJSONFeature, PointLike } from 'maplibre-gl';
import { SOURCE } from '../style/layers/expressions.ts';
import { HERE_ZOOM } from '../style/layers/labels.ts';
import type { Padding } from './map-element.ts';

type Place = [x: number, y: number];
type Lake = Pick<MapGeoJSONFeature, 'id' | 'properties'>;

export const NO_NAMES: FeatureCollection<Point> = { type: 'FeatureCollection', features: [] };
const STEPS = 8; // places looked at from one side of the view to the other
const HALF_NAME = 40; // pixels that a name needs on both sides of its middle

const area = (map: GlMap, at?: PointLike): Lake[] =>
  (at ? map.queryRenderedFeatures(at, { layers: ['lake-area'] }) : map.queryRenderedFeatures({ layers: ['lake-area'] }))
    .filter(({ properties }) => properties.name && properties.kind === 'lake')
    .map(({ id, properties }) => ({ id, properties }));

/** Steady: a name stays where it is while that is in sight, and one that its own point names needs no other. */
export function namesInSight(map: GlMap, padding: Padding, before: FeatureCollection<Point>): FeatureCollection<Point> {
  if (map.getZoom() < HERE_ZOOM || !map.getLayer('lake-area')) return NO_NAMES;
  const free = freePlaces(map, padding);
  const named = new Set(
    map
      .querySourceFeatures(SOURCE, { sourceLayer: 'water_labels' })
      .filter((each) => isFree(map, padding, each.geometry as Point))
      .map(({ id }) => id),
  );
  const kept = before.features.filter(({ id, geometry }) => !named.has(id) && isFree(map, padding, geometry));
  for (const { id } of kept) named.add(id);
  const found = [...new Map(area(map).map((lake) => [lake.id, lake])).values()].filter(({ id }) => !named.has(id));
  const features = found.flatMap(({ id, properties: { name, latin, kind } }) => {
    const at = free.find((place) => holds(map, id, place));
    if (!at) return [];
    const { lng, lat } = map.unproject(at);
    const geometry: Point = { type: 'Point', coordinates: [lng, lat] };
    return [{ type: 'Feature' as const, id: Number(id), properties: { name, latin, kind }, geometry }];
  });
  return kept.length === before.features.length && features.length === 0
    ? before
    : { ...NO_NAMES, features: [...kept, ...features] };
}

/** Whether the name would stand in the lake. */
const holds = (map: GlMap, id: Lake['id'], [x, y]: Place): boolean =>
  [0, -HALF_NAME, HALF_NAME].every((aside) => area(map, [x + aside, y]).some((each) => each.id === id));

const freeBox = (map: GlMap, { top, right, bottom, left }: Padding) => {
  const { clientWidth, clientHeight } = map.getContainer();
  return {
    west: left + HALF_NAME,
    east: clientWidth - right - HALF_NAME,
    north: top + 16,
    south: clientHeight - bottom - 16,
  };
};

function isFree(map: GlMap, padding: Padding, { coordinates: [lon, lat] }: Point): boolean {
  const { x, y } = map.project([lon, lat]);
  const { west, east, north, south } = freeBox(map, padding);
  return x >= west && x <= east && y >= north && y <= south;
}

/** Places that no panel covers, from the middle outwards. */
function freePlaces(map: GlMap, padding: Padding): Place[] {
  const { west, east, north, south } = freeBox(map, padding);
  const middle = [(west + east) / 2, (north + south) / 2];
  const places = Array.from({ length: (STEPS + 1) ** 2 }, (_, i): Place => {
    const [column, row] = [i % (STEPS + 1), Math.floor(i / (STEPS + 1))];
    return [west + ((east - west) * column) / STEPS, north + ((south - north) * row) / STEPS];
  });
  const away = ([x, y]: Place) => Math.hypot(x - middle[0], y - middle[1]);
  return places.sort((a, b) => away(a) - away(b));
}

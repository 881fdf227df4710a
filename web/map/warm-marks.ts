/** The marks of the pointer drawn once, unseen, when the map first rests. */
import type { Map as GlMap, LayerSpecification } from 'maplibre-gl';

/** One of each kind of drawing that nothing else on the map has: a ring, and a line with ink on both sides. */
const MARKS: readonly string[] = ['outfall-hovered', 'hover'];
const WARMING = 'warming';
const UNSEEN = 'rgba(0, 0, 0, 0)';

/**
 * What follows the pointer is drawn by programs that the browser makes when they are first needed: where graphics are
 * software that is half a second each, in the middle of the first movement over the map.
 */
export async function warmMarks(map: GlMap): Promise<void> {
  const layers = map.getStyle().layers.filter(({ id }) => MARKS.includes(id));
  map.addSource(WARMING, { type: 'geojson', data: inSight(map) });
  for (const layer of layers) {
    await rest(map);
    if (!map.getSource(WARMING)) return; // the style was told anew meanwhile, which takes away what is not in it
    map.addLayer(unseen(layer));
    await map.once('idle');
  }
  for (const { id } of layers) if (map.getLayer(`${WARMING}-${id}`)) map.removeLayer(`${WARMING}-${id}`);
  if (map.getSource(WARMING)) map.removeSource(WARMING);
}

async function rest(map: GlMap): Promise<void> {
  while (map.isMoving()) await map.once('moveend');
}

/** The same drawing of another source: what is drawn by which program is a question of how its values come, not of what they are. */
function unseen(layer: LayerSpecification): LayerSpecification {
  const { id, type, paint = {}, layout = {} } = layer;
  const seen = Object.entries(paint).map(([name, value]) => [name, name.endsWith('color') ? UNSEEN : value]);
  return {
    id: `${WARMING}-${id}`,
    type,
    source: WARMING,
    layout,
    paint: Object.fromEntries(seen),
  } as LayerSpecification;
}

/** A line of some pixels and its end, in the middle of what is shown, whatever the zoom. */
function inSight(map: GlMap): GeoJSON.FeatureCollection {
  const { x, y } = map.project(map.getCenter());
  const [from, to] = [map.getCenter(), map.unproject([x + 24, y])].map((at) => at.toArray());
  const feature = (geometry: GeoJSON.Geometry): GeoJSON.Feature => ({ type: 'Feature', properties: {}, geometry });
  const features = [
    feature({ type: 'LineString', coordinates: [from, to] }),
    feature({ type: 'Point', coordinates: from }),
  ];
  return { type: 'FeatureCollection', features };
}

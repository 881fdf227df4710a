/** The marks of the pointer drawn once, unseen, when the map first rests. */
import type { Map as GlMap, LayerSpecification } from 'maplibre-gl';

/** One of each kind of drawing that nothing else on the map has: a ring, and a line with ink on both sides. */
const MARKS: readonly string[] = ['outfall-hovered', 'hover'];
const WARMING = 'warming';
/** A style told anew takes away what is not in it, drawn or not. */
const TRIES = 5;
const UNSEEN = 'rgba(0, 0, 0, 0)';

/**
 * What follows the pointer is drawn by programs that the browser makes when they are first needed: where graphics are
 * software that is half a second each, in the middle of the first movement over the map.
 */
export async function warmMarks(map: GlMap): Promise<void> {
  const marks = map
    .getStyle()
    .layers.filter(({ id }) => MARKS.includes(id))
    .map(unseen);
  for (let tries = 0; tries < TRIES; tries++) {
    await rest(map);
    map.addSource(WARMING, { type: 'geojson', data: inSight(map) });
    for (const mark of marks) map.addLayer(mark);
    const wasDrawn = await drawn(map);
    for (const { id } of marks) if (map.getLayer(id)) map.removeLayer(id);
    if (map.getSource(WARMING)) map.removeSource(WARMING);
    if (wasDrawn) return;
  }
}

/** Not by the map's coming to rest, which takes as long as all its tiles. @returns false where the style was told anew first */
async function drawn(map: GlMap): Promise<boolean> {
  do await map.once('render');
  while (map.getSource(WARMING) && !map.isSourceLoaded(WARMING));
  if (!map.getSource(WARMING)) return false;
  map.triggerRepaint();
  await map.once('render');
  return map.getSource(WARMING) !== undefined;
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

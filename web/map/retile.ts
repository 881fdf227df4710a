/** Tells a source of a map its other tiles, whatever else is told to the map meanwhile. */
import type { Map as GlMap, MapSourceDataEvent, VectorTileSource } from 'maplibre-gl';

const followed = new WeakSet<VectorTileSource>();

/** What is drawn stays until the new tiles are there. A source that is not there is left to the style. */
export function retile(map: GlMap, id: string, tiles: string): void {
  const source = map.getSource<VectorTileSource>(id);
  if (!source) return;
  if (!followed.has(source)) source.on('data', (event) => read(map, source, event as MapSourceDataEvent));
  followed.add(source);
  source.setTiles([tiles]);
}

/**
 * The map hears of the new address with the next frame of the page. Between a change of the style and the frame that
 * follows it a source keeps still, and forgets this: it would draw the old tiles for good. So it is told again after it.
 */
function read(map: GlMap, source: VectorTileSource, event: MapSourceDataEvent): void {
  if (event.sourceDataType !== 'content' || !event.sourceDataChanged || map.isStyleLoaded()) return;
  map.once('render', () => {
    if (map.getSource(source.id) === source) map.refreshTiles(source.id);
  });
}

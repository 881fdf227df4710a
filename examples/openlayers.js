/** Our vector tiles in OpenLayers: the address and the extent come from the TileJSON, colours by state. */
import MVT from 'ol/format/MVT.js';
import VectorTileLayer from 'ol/layer/VectorTile.js';
import Map from 'ol/Map.js';
import { transformExtent } from 'ol/proj.js';
import VectorTileSource from 'ol/source/VectorTile.js';
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { createXYZ } from 'ol/tilegrid.js';
import View from 'ol/View.js';
import 'ol/ol.css';

const SERVER = 'http://127.0.0.1:8080';
const LAYERS = 'water_bodies,rivers,gaps,outfalls';

const line = (color, width) => new Style({ stroke: new Stroke({ color, width, lineCap: 'butt' }) });
const STYLES = {
  water_bodies: new Style({ fill: new Fill({ color: '#cfe4ec' }) }),
  rivers: line('#2a86a8', 1),
  gaps: line('#d8430f', 2.5),
  outfalls: new Style({ image: new CircleStyle({ radius: 3, fill: new Fill({ color: '#5a3a22' }) }) }),
};

function styleOf(feature) {
  const { layer, mode } = feature.getProperties();
  return layer === 'gaps' && mode !== 'above_water' ? undefined : STYLES[layer];
}

const { bounds, tiles, maxzoom } = await (await fetch(`${SERVER}/tiles/demo/${LAYERS}.json`)).json();
const source = new VectorTileSource({ format: new MVT(), url: tiles[0], tileGrid: createXYZ({ maxZoom: maxzoom, tileSize: 512 }) });
const map = new Map({ target: 'map', layers: [new VectorTileLayer({ source, style: styleOf })], view: new View() });
map.getView().fit(transformExtent(bounds, 'EPSG:4326', 'EPSG:3857'));

/** Our vector tiles in Leaflet, which draws none by itself: a grid layer paints each tile on a canvas. */
import { VectorTile } from '@mapbox/vector-tile';
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { PbfReader } from 'pbf';

const SERVER = 'http://127.0.0.1:8080';
const LAYERS = 'water_bodies,rivers,gaps,outfalls';
const SIZE = 512;
const BLUE = '#2a86a8';

/** How each layer is painted, from the bottom up. */
const PAINT = {
  water_bodies: { fill: '#cfe4ec' },
  rivers: { stroke: BLUE, width: 1 },
  gaps: { stroke: '#d8430f', width: 2.5, only: ({ mode }) => mode === 'above_water' },
  outfalls: { dot: '#5a3a22' },
};

function paint(context, layer, { fill, stroke, width, dot, only }) {
  const scale = SIZE / layer.extent;
  for (let i = 0; i < layer.length; i++) {
    const feature = layer.feature(i);
    if (only && !only(feature.properties)) continue;
    context.beginPath();
    for (const part of feature.loadGeometry()) {
      if (dot) context.arc(part[0].x * scale, part[0].y * scale, 2.5, 0, 2 * Math.PI);
      else part.forEach(({ x, y }, n) => context[n ? 'lineTo' : 'moveTo'](x * scale, y * scale));
    }
    if (stroke) Object.assign(context, { strokeStyle: stroke, lineWidth: width }).stroke();
    else Object.assign(context, { fillStyle: fill ?? dot }).fill('evenodd');
  }
}

async function draw(canvas, address) {
  const response = await fetch(address);
  if (response.status !== 200) return; // 204: nothing there
  const tile = new VectorTile(new PbfReader(await response.arrayBuffer()));
  for (const [id, how] of Object.entries(PAINT)) if (tile.layers[id]) paint(canvas.getContext('2d'), tile.layers[id], how);
}

/** A tile of 512 px is one zoom ahead of Leaflet's of 256. */
const Tiles = L.GridLayer.extend({
  createTile({ x, y, z }, done) {
    const canvas = Object.assign(document.createElement('canvas'), { width: SIZE, height: SIZE });
    const address = this.options.address.replace('{z}', z - 1).replace('{x}', x).replace('{y}', y);
    draw(canvas, address).then(() => done(null, canvas), done);
    return canvas;
  },
});

const { bounds, tiles, maxzoom, description } = await (await fetch(`${SERVER}/tiles/demo/${LAYERS}.json`)).json();
const [west, south, east, north] = bounds;
const map = L.map('map').fitBounds([[south, west], [north, east]]);
new Tiles({ address: tiles[0], tileSize: SIZE, maxNativeZoom: maxzoom + 1, attribution: description }).addTo(map);

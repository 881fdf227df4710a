/** What a basemap adds under our own layers, paled to paper tones: it may never speak louder than a town's tint. */
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { LOOKS, type Look, type Palette } from '../tokens.ts';

/** A basemap the style can draw: raster tiles, or vector tiles with the layers they have. */
export interface Basemap {
  source: Extract<SourceSpecification, { type: 'raster' | 'vector' }>;
  /** Of vector tiles, as the archive lists them, each once. */
  layers: readonly string[];
  attribution: string;
}

export const BASEMAP_SOURCE = 'basemap';
/** From here on there is room for more than the register. */
const FROM = 13;

const raster = (look: Look): LayerSpecification => ({
  id: 'basemap',
  type: 'raster',
  source: BASEMAP_SOURCE,
  minzoom: FROM,
  paint: {
    'raster-saturation': -0.8,
    'raster-contrast': -0.3,
    'raster-opacity': look === 'dark' ? 0.18 : 0.35,
    'raster-brightness-min': look === 'dark' ? 0 : 0.2,
  },
});

/** Layers by the names that Protomaps and OpenMapTiles give them; water and names are our own. */
const GROUND = ['landcover', 'landuse', 'park', 'natural'];
const BUILDINGS = ['buildings', 'building'];
const ROADS = ['roads', 'transportation'];

function area(layer: string, colour: string, opacity: number): LayerSpecification {
  const on = { source: BASEMAP_SOURCE, 'source-layer': layer, minzoom: FROM };
  const paint = { 'fill-color': colour, 'fill-opacity': opacity, 'fill-antialias': false };
  return { id: `basemap-${layer}-area`, type: 'fill', ...on, filter: ['==', ['geometry-type'], 'Polygon'], paint };
}

function road(layer: string, colour: string, widest: number, part: string): LayerSpecification {
  return {
    id: `basemap-${layer}-${part}`,
    type: 'line',
    source: BASEMAP_SOURCE,
    'source-layer': layer,
    minzoom: FROM,
    filter: ['==', ['geometry-type'], 'LineString'],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 13, 0.8, 18, widest] },
  };
}

/** Of what nobody knows the meaning of: pale grounds, thin lines, small points. */
function plain(layer: string, colours: Palette): LayerSpecification[] {
  const on = { source: BASEMAP_SOURCE, 'source-layer': layer, minzoom: FROM };
  return [
    area(layer, colours['ink-3'], 0.08),
    {
      id: `basemap-${layer}-line`,
      type: 'line',
      ...on,
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': colours['line-2'], 'line-width': 1 },
    },
    {
      id: `basemap-${layer}-point`,
      type: 'circle',
      ...on,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-color': colours['line-2'], 'circle-radius': 2 },
    },
  ];
}

/** Bottom to top; an archive that has none of the known names is drawn whole, in its own order. */
export function basemapLayers({ source, layers }: Basemap, look: Look): LayerSpecification[] {
  if (source.type === 'raster') return [raster(look)];
  const colours = LOOKS[look];
  const those = (names: readonly string[]) => names.filter((name) => layers.includes(name));
  if (those([...GROUND, ...ROADS, ...BUILDINGS]).length === 0) return layers.flatMap((layer) => plain(layer, colours));
  return [
    ...those(GROUND).map((layer) => area(layer, colours.agricultural, 0.05)),
    ...those(ROADS).flatMap((layer) => [road(layer, colours.line, 11, 'edge'), road(layer, colours.casing, 9, 'way')]),
    ...those(BUILDINGS).map((layer) => area(layer, colours['ink-3'], 0.12)),
  ];
}

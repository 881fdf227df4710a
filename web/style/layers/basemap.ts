/** A raster basemap, paled to paper tones: it may never speak louder than a town's tint. */
import type { LayerSpecification } from 'maplibre-gl';
import type { Look } from '../tokens.ts';

export const BASEMAP_SOURCE = 'basemap';

export const basemapLayer = (look: Look): LayerSpecification => ({
  id: 'basemap',
  type: 'raster',
  source: BASEMAP_SOURCE,
  minzoom: 13,
  paint: {
    'raster-saturation': -0.8,
    'raster-contrast': -0.3,
    'raster-opacity': look === 'dark' ? 0.18 : 0.35,
    'raster-brightness-min': look === 'dark' ? 0 : 0.2,
  },
});

/** Water as water: canals as thin lines, main rivers as bands, polygons with their shore. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../tokens.ts';
import { bandWidth } from '../widths.ts';
import { IS_CANAL, IS_MAIN, SOURCE } from './expressions.ts';

const rivers = { source: SOURCE, 'source-layer': 'rivers' } as const;
const bodies = { source: SOURCE, 'source-layer': 'water_bodies' } as const;
const round = { 'line-cap': 'round', 'line-join': 'round' } as const;

/** Canals: what is seen of town and village rivers before (and under) their state lines. */
export function canalLayers(colours: Palette): LayerSpecification[] {
  return [
    {
      id: 'canals',
      type: 'line',
      ...rivers,
      minzoom: 9,
      filter: IS_CANAL,
      layout: round,
      paint: {
        'line-color': ['interpolate', ['linear'], ['zoom'], 11, colours.shore, 13, colours.water],
        'line-width': bandWidth(),
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 9, 0.5, 12, 0.9],
      },
    },
  ];
}

function areaLayers(colours: Palette, kind: 'river' | 'lake'): LayerSpecification[] {
  const filter: ExpressionSpecification =
    kind === 'river' ? ['==', ['get', 'kind'], 'river'] : ['!=', ['get', 'kind'], 'river'];
  return [
    {
      id: `${kind}-shore`,
      type: 'line',
      ...bodies,
      filter,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.shore, 'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.8, 12, 1.8] },
    },
    {
      id: `${kind}-area`,
      type: 'fill',
      ...bodies,
      filter,
      paint: { 'fill-color': colours.water, 'fill-antialias': false },
    },
  ];
}

/** Lakes and ponds: under the canals' state lines, since a shore is a line of its own with a state. */
export function lakeLayers(colours: Palette): LayerSpecification[] {
  return [
    ...areaLayers(colours, 'lake'),
    {
      id: 'lake-shade',
      type: 'line',
      ...bodies,
      minzoom: 11,
      filter: ['==', ['get', 'kind'], 'lake'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.shore, 'line-width': 4, 'line-offset': 2, 'line-opacity': 0.28 },
    },
  ];
}

/** Bands and areas of rivers. The band has no shore inside an area: areas are filled between the band's shore and its fill. */
export function waterLayers(colours: Palette): LayerSpecification[] {
  return [
    {
      id: 'band-shore',
      type: 'line',
      ...rivers,
      filter: IS_MAIN,
      layout: round,
      paint: { 'line-color': colours.shore, 'line-width': bandWidth(1.6) },
    },
    ...areaLayers(colours, 'river'),
    {
      id: 'band',
      type: 'line',
      ...rivers,
      filter: IS_MAIN,
      layout: round,
      paint: { 'line-color': colours.water, 'line-width': bandWidth() },
    },
  ];
}

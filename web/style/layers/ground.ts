/** The ground: paper outside, quiet town tints inside, their boundaries and the district's outer edge. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../tokens.ts';
import { SOURCE } from './expressions.ts';

const towns = { source: SOURCE, 'source-layer': 'towns' } as const;

// numbers in lists: QGIS reads no other
const tint = (colours: Palette): ExpressionSpecification => [
  'match',
  ['get', 'tint'],
  [1],
  colours['town-1'],
  [2],
  colours['town-2'],
  [3],
  colours['town-3'],
  [4],
  colours['town-4'],
  colours['town-0'],
];

/** Bottom of the map. Without towns there is no outside: everything is paper. */
export function groundLayers(colours: Palette, hasTowns: boolean): LayerSpecification[] {
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': hasTowns ? colours.outside : colours.paper } },
    // drawn under the fills, so only the outer half of the outermost boundary is left to see
    {
      id: 'district-glow',
      type: 'line',
      ...towns,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours['district-edge'], 'line-opacity': 0.16, 'line-width': 8 },
    },
    {
      id: 'district-edge',
      type: 'line',
      ...towns,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours['district-edge'], 'line-width': 2.6 },
    },
    { id: 'towns', type: 'fill', ...towns, paint: { 'fill-color': tint(colours), 'fill-antialias': false } },
    {
      id: 'town-edge',
      type: 'line',
      ...towns,
      minzoom: 9,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colours['town-edge'],
        'line-opacity': 0.6,
        'line-width': 0.9,
        'line-dasharray': [6, 2.2, 1.4, 2.2],
      },
    },
  ];
}

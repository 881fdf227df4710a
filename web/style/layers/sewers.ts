/** Sewers close up: sanitary solid, storm dashed, an open arrow for the way the water runs where it is known; manholes. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Fonts } from '../fonts.ts';
import type { Palette } from '../tokens.ts';
import { SOURCE } from './expressions.ts';

export const SEWER_LOOKS = ['sanitary', 'storm'] as const;
export type SewerLook = (typeof SEWER_LOOKS)[number];

/** From this zoom sewers are drawn. */
export const SEWER_ZOOM = 14;

/** The layers of each look; the legend switches them by these ids. */
export const SEWER_LAYERS: Readonly<Record<SewerLook, readonly string[]>> = {
  sanitary: ['sewer-sanitary-casing', 'sewer-sanitary', 'sewer-sanitary-flow'],
  storm: ['sewer-storm-casing', 'sewer-storm', 'sewer-storm-flow'],
};

/** They belong to sewers of both looks. */
export const MANHOLE_LAYERS: readonly string[] = ['manholes'];

const WIDTH: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 14, 1, 16, 2.4, 18, 3.5];
const CASING: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 14, 2.6, 16, 4.8, 18, 6.5];

/** What is not storm carries sewage, combined sewers too. */
const filterOf = (look: SewerLook): FilterSpecification =>
  [look === 'storm' ? '==' : '!=', ['get', 'kind'], 'storm'] as FilterSpecification;

function layersOf(look: SewerLook, colours: Palette, fonts: Fonts): LayerSpecification[] {
  const on = { source: SOURCE, 'source-layer': 'sewers', minzoom: SEWER_ZOOM, filter: filterOf(look) } as const;
  const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
  const colour = colours[look];
  return [
    {
      id: `sewer-${look}-casing`,
      type: 'line',
      ...on,
      layout: round,
      paint: { 'line-color': colours.casing, 'line-width': CASING },
    },
    {
      id: `sewer-${look}`,
      type: 'line',
      ...on,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': WIDTH, ...(look === 'storm' && { 'line-dasharray': [3.4, 1.3] }) },
    },
    {
      id: `sewer-${look}-flow`,
      type: 'symbol',
      ...on,
      minzoom: 15,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 46,
        'text-field': ['case', ['has', 'flow'], '>', ''],
        'text-rotate': ['case', ['==', ['get', 'flow'], -1], 180, 0],
        'text-font': fonts.sans,
        'text-size': ['interpolate', ['linear'], ['zoom'], 15, 13, 17, 19],
        'text-keep-upright': false,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
        'text-padding': 0,
      },
      paint: { 'text-color': colour, 'text-halo-color': colours.casing, 'text-halo-width': 0.8 },
    },
  ];
}

/** Storm sewers below: where both lie in one street, sewage is the one to see. */
export function sewerLayers(colours: Palette, fonts: Fonts): LayerSpecification[] {
  return [
    ...layersOf('storm', colours, fonts),
    ...layersOf('sanitary', colours, fonts),
    {
      id: 'manholes',
      type: 'circle',
      source: SOURCE,
      'source-layer': 'manholes',
      minzoom: 15,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 15, 1.4, 17, 3],
        'circle-color': colours.casing,
        'circle-stroke-color': colours['ink-3'],
        'circle-stroke-width': 1,
      },
    },
  ];
}

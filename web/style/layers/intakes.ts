/** Where drinking water is taken: a drop on the zones' colour. */
import type { LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../tokens.ts';
import { SOURCE } from './expressions.ts';

/** Name of the image our page draws. */
export const INTAKE = 'intake';

const on = { source: SOURCE, 'source-layer': 'intakes', minzoom: 9 } as const;

export function intakeLayer(colours: Palette, symbols: 'drawn' | 'circles'): LayerSpecification {
  if (symbols === 'circles')
    return {
      id: 'intakes',
      type: 'circle',
      ...on,
      paint: {
        'circle-radius': 5,
        'circle-color': colours.zone,
        'circle-stroke-color': colours.casing,
        'circle-stroke-width': 1.5,
      },
    };
  return {
    id: 'intakes',
    type: 'symbol',
    ...on,
    layout: {
      'icon-image': INTAKE,
      'icon-size': ['interpolate', ['linear'], ['zoom'], 9, 0.6, 13, 1],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
  };
}

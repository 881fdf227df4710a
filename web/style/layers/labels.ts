/** Names: Song type for water, Hei for places; rivers along their line, upright where it is steep. */
import type { LayerSpecification } from 'maplibre-gl';
import { type Palette, SANS, SERIF } from '../tokens.ts';
import { IS_MAIN, SOURCE } from './expressions.ts';
import { gapWords } from './gap-marks.ts';
import type { Mode } from './state-lines.ts';

/** The fonts a style names: local families for our page, one shipped family where glyphs come by URL. */
export interface Fonts {
  sans: string[];
  serif: string[];
}
export const LOCAL_FONTS: Fonts = { sans: [...SANS], serif: [...SERIF] };
export const SHIPPED_FONTS: Fonts = { sans: ['Noto Sans Regular'], serif: ['Noto Sans Regular'] };

type SymbolLayer = Extract<LayerSpecification, { type: 'symbol' }>;

const halo = (colours: Palette, colour: string): SymbolLayer['paint'] => ({
  'text-color': colour,
  'text-halo-color': colours['label-halo'],
  'text-halo-width': 1.6,
  'text-halo-blur': 0.3,
});

function riverLabel(colours: Palette, fonts: Fonts, main: boolean): LayerSpecification {
  return {
    id: main ? 'label-main' : 'label-canal',
    type: 'symbol',
    source: SOURCE,
    'source-layer': 'rivers',
    minzoom: main ? 9 : 13,
    filter: ['all', ['has', 'name'], main ? IS_MAIN : ['!', IS_MAIN]],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': main ? 320 : 420,
      'text-field': ['get', 'name'],
      'text-font': fonts.serif,
      'text-size': main
        ? ['interpolate', ['linear'], ['zoom'], 10, 11.5, 13, 15, 16, 18]
        : ['interpolate', ['linear'], ['zoom'], 13, 11, 16, 13],
      'text-letter-spacing': main ? ['interpolate', ['linear'], ['zoom'], 10, 0.5, 13, 1.4] : 0.5,
      'text-max-angle': 35,
      'text-padding': main ? 12 : 6,
      'text-offset': ['step', ['zoom'], ['literal', [0, 0]], 14, ['literal', [0, main ? -1 : -0.95]]],
    },
    paint: halo(colours, colours['water-label']),
  };
}

/** Labels of water, drawn under the places. */
function waterLabels(colours: Palette, fonts: Fonts): LayerSpecification[] {
  return [
    riverLabel(colours, fonts, false),
    riverLabel(colours, fonts, true),
    {
      id: 'label-lake',
      type: 'symbol',
      source: SOURCE,
      'source-layer': 'water_bodies',
      minzoom: 11,
      filter: ['all', ['has', 'name'], ['==', ['get', 'kind'], 'lake']],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': fonts.serif,
        'text-size': ['interpolate', ['linear'], ['zoom'], 11, 12, 14, 16],
        'text-letter-spacing': 0.2,
        'text-padding': 16,
      },
      paint: halo(colours, colours['water-label']),
    },
  ];
}

/** For clients without the marks of gaps: the length alone, on the line. */
const gapLength = (colours: Palette, fonts: Fonts, mode: Mode): LayerSpecification => ({
  id: 'label-gap',
  type: 'symbol',
  source: SOURCE,
  'source-layer': 'gaps',
  minzoom: 14,
  filter: ['==', ['get', 'mode'], mode],
  layout: {
    'symbol-placement': 'line-center',
    'text-field': ['concat', ['to-string', ['get', 'length_m']], ' m'],
    'text-font': fonts.sans,
    'text-size': 12,
    'text-offset': [0, 1.1],
    'text-padding': 4,
  },
  paint: { ...halo(colours, colours['gap-text']), 'text-halo-width': 2.2 },
});

/** What else the style has: label points of towns (source `places`, one point a town), marks of gaps. */
export interface LabelPoints {
  places: boolean;
  marked: boolean;
}

/** Every label layer, bottom to top. */
export function labelLayers(
  colours: Palette,
  fonts: Fonts,
  mode: Mode,
  { places, marked }: LabelPoints,
): LayerSpecification[] {
  const from = places ? { source: 'places' } : { source: SOURCE, 'source-layer': 'towns' };
  return [
    ...waterLabels(colours, fonts),
    {
      id: 'label-town',
      type: 'symbol',
      ...from,
      minzoom: 9.5,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': fonts.sans,
        'text-size': ['interpolate', ['linear'], ['zoom'], 10, 12, 13, 15],
        'text-letter-spacing': 0.2,
        'text-padding': 8,
      },
      paint: halo(colours, colours['town-label']),
    },
    ...(marked ? gapWords(colours, fonts.sans) : [gapLength(colours, fonts, mode)]),
    {
      id: 'label-outfall',
      type: 'symbol',
      source: SOURCE,
      'source-layer': 'outfalls',
      minzoom: 16,
      layout: {
        'text-field': ['coalesce', ['get', 'name'], ['get', 'code'], ''],
        'text-font': fonts.sans,
        'text-size': 11,
        'text-anchor': 'top',
        'text-offset': [0, 1.3],
        'text-max-width': 12,
      },
      paint: halo(colours, colours['ink-1']),
    },
  ];
}

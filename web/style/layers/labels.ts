/** Names: Song type for water, Hei for places; rivers along their line, upright where it is steep. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Fonts } from '../fonts.ts';
import { atPoints, LATIN_FROM, LATIN_SCALE, latinAfter } from '../latin.ts';
import type { Palette } from '../tokens.ts';
import { IS_CANAL, IS_MAIN, SOURCE } from './expressions.ts';
import { gapWords } from './gap-marks.ts';
import type { Mode } from './state-lines.ts';

type SymbolLayer = Extract<LayerSpecification, { type: 'symbol' }>;

const halo = (colours: Palette, colour: string): SymbolLayer['paint'] => ({
  'text-color': colour,
  'text-halo-color': colours['label-halo'],
  'text-halo-width': 1.6,
  'text-halo-blur': 0.3,
});

type Water = 'main' | 'canal';
/**
 * spacing: pixels. With 420 and more a river that crosses a tile, 512 wide, has its labels of both layers at the one same place and far
 * from the edge, which would cut off the longer alone; so the shorter stands only where the longer has no room.
 */
const RIVERS = {
  main: {
    of: IS_MAIN,
    minzoom: 9,
    spacing: ['step', ['zoom'], 320, LATIN_FROM.main, 512] as ExpressionSpecification,
    padding: 12,
    above: -1,
    gap: 5,
  },
  canal: { of: IS_CANAL, minzoom: 13, spacing: 420, padding: 6, above: -0.95, gap: 2 },
} satisfies Record<Water, { of: ExpressionSpecification } & Record<string, unknown>>;

/** What names along a river have alike, with the Latin one or without. */
function alongRiver(fonts: Fonts, water: Water): SymbolLayer['layout'] {
  const { spacing, padding, above } = RIVERS[water];
  return {
    'symbol-placement': 'line',
    'symbol-spacing': spacing,
    'text-font': fonts.serif,
    'text-size':
      water === 'main'
        ? ['interpolate', ['linear'], ['zoom'], 10, 11.5, 13, 15, 16, 18]
        : ['interpolate', ['linear'], ['zoom'], 13, 11, 16, 13],
    'text-max-angle': 35,
    'text-padding': padding,
    'text-offset': ['step', ['zoom'], ['literal', [0, 0]], 14, ['literal', [0, above]]],
  };
}

/** A lake's shore is a route of its own, and the lake has its name inside it. */
const NO_SHORE: ExpressionSpecification = ['!=', ['get', 'role'], 'shore'];

const riverLabel = (colours: Palette, fonts: Fonts, water: Water): LayerSpecification => ({
  id: `label-${water}`,
  type: 'symbol',
  source: SOURCE,
  'source-layer': 'rivers',
  minzoom: RIVERS[water].minzoom,
  filter: ['all', ['has', 'name'], NO_SHORE, RIVERS[water].of],
  layout: {
    ...alongRiver(fonts, water),
    'text-field': ['get', 'name'],
    'text-letter-spacing': water === 'main' ? ['interpolate', ['linear'], ['zoom'], 10, 0.5, 13, 1.4] : 0.5,
  },
  paint: halo(colours, colours['water-label']),
});

/** With the Latin name after it; where that is too long for the river, its label without it stands under this one. */
const riverWithLatin = (colours: Palette, fonts: Fonts, water: Water): LayerSpecification => ({
  id: `label-${water}-latin`,
  type: 'symbol',
  source: SOURCE,
  'source-layer': 'rivers',
  minzoom: LATIN_FROM[water],
  filter: ['all', ['has', 'latin'], NO_SHORE, RIVERS[water].of],
  layout: {
    ...alongRiver(fonts, water),
    'text-field': latinAfter(RIVERS[water].gap, LATIN_SCALE[water], fonts, colours['water-latin']),
  },
  paint: halo(colours, colours['water-label']),
});

/** Labels of water, drawn under the places; what stands higher is placed first. */
function waterLabels(colours: Palette, fonts: Fonts): LayerSpecification[] {
  return [
    riverLabel(colours, fonts, 'canal'),
    riverWithLatin(colours, fonts, 'canal'),
    riverLabel(colours, fonts, 'main'),
    riverWithLatin(colours, fonts, 'main'),
    ...atPoints(lakeLabel(colours, fonts), fonts, colours['water-latin']),
  ];
}

/** Lakes whose own point is out of sight (map/lake-names.ts). */
export const HERE_SOURCE = 'lakes-here';
export const HERE_ZOOM = 13; // from which on a lake may be larger than what is in sight

const hereLabel = (colours: Palette, fonts: Fonts): SymbolLayer => {
  const { 'source-layer': _, ...label } = lakeLabel(colours, fonts);
  return { ...label, id: 'label-here', source: HERE_SOURCE, minzoom: HERE_ZOOM };
};

const lakeLabel = (colours: Palette, fonts: Fonts): SymbolLayer => ({
  id: 'label-lake',
  type: 'symbol',
  source: SOURCE,
  'source-layer': 'water_labels',
  minzoom: 11,
  filter: ['==', ['get', 'kind'], 'lake'],
  layout: {
    'text-field': ['get', 'name'],
    'text-letter-spacing': 0.2,
    'text-font': fonts.serif,
    'text-size': ['interpolate', ['linear'], ['zoom'], 11, 12, 14, 16],
    'text-padding': 16,
  },
  paint: halo(colours, colours['water-label']),
});

/** One label point a town where the page made them, else the pieces of towns in tiles. */
const townLabel = (colours: Palette, fonts: Fonts, places: boolean): SymbolLayer => ({
  id: 'label-town',
  type: 'symbol',
  ...(places ? { source: 'places' } : { source: SOURCE, 'source-layer': 'towns' }),
  minzoom: 9.5,
  layout: {
    'text-field': ['get', 'name'],
    'text-letter-spacing': 0.2,
    'text-font': fonts.sans,
    'text-size': ['interpolate', ['linear'], ['zoom'], 10, 12, 13, 15],
    'text-padding': 8,
  },
  paint: halo(colours, colours['town-label']),
});

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
    // tiles have whole metres
    'text-field': [
      'case',
      ['==', ['get', 'length_m'], 0],
      '<1 m',
      ['concat', ['to-string', ['get', 'length_m']], ' m'],
    ],
    'text-font': fonts.sans,
    'text-size': 12,
    'text-offset': [0, 1.1],
    'text-padding': 4,
  },
  paint: { ...halo(colours, colours['gap-text']), 'text-halo-width': 2.2 },
});

/** What else the style has: label points of towns (source `places`, one point a town), marks of gaps, lakes named where one looks. */
export interface LabelPoints {
  places: boolean;
  marked: boolean;
  here: boolean;
}

/** Every label layer, bottom to top. */
export function labelLayers(
  colours: Palette,
  fonts: Fonts,
  mode: Mode,
  { places, marked, here }: LabelPoints,
): LayerSpecification[] {
  return [
    ...waterLabels(colours, fonts),
    ...(here ? atPoints(hereLabel(colours, fonts), fonts, colours['water-latin']) : []),
    ...atPoints(townLabel(colours, fonts, places), fonts, colours['town-latin']),
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

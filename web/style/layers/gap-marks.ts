/**
 * Where a gap begins and ends: a bar across the river, close up a dimension line beside it with its length and both measures.
 *
 *     7.610 km      433 m      8.043 km
 *        ├─────────────────────────┤        beside the river, on its left looking from start to end
 *   ═════╪━━━━━━━━━━━━━━━━━━━━━━━━━╪═════   the river
 */
import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../tokens.ts';
import { IS_MAIN } from './expressions.ts';

/**
 * Points: `role` end or length, `level`, `length_m`, `turn` (degrees clockwise that an image upright in the picture is turned
 * by to stand across the river, its top to the left bank; of a length so that the word is upright), `anchor` and `label`.
 */
export const MARKS_SOURCE = 'gap-marks';
/** Names of the images our page draws. */
export const BAR = 'gap-bar';
export const ARM = 'gap-arm';
/** Height of the arm's image, pixels. */
export const ARM_LONG = 40;

export const BAR_ZOOM = 12;
export const DIMENSION_ZOOM = 14;

const marks = { source: MARKS_SOURCE } as const;
const ENDS: ExpressionSpecification = ['==', ['get', 'role'], 'end'];

/** Shorter ones are not worth two bars at that zoom: their ends would touch. */
export const LONG_ENOUGH: ExpressionSpecification = [
  '>=',
  ['get', 'length_m'],
  ['step', ['zoom'], 400, 13, 200, 14, 100, 15, 50, 16, 25, 17, 0],
];

/** Pixels between the river and its dimension line: beyond the water's edge. */
const AWAY = { main: { 14: 20, 16: 38, 18: 70 }, canal: { 14: 11, 16: 20, 18: 34 } } as const;

const byZoom = (of: (zoom: 14 | 16 | 18) => unknown): ExpressionSpecification =>
  ['interpolate', ['linear'], ['zoom'], 14, of(14), 16, of(16), 18, of(18)] as unknown as ExpressionSpecification;

/** What `line-offset` of the dimension line is: negative is left of the line's direction. */
export const dimensionOffset = (where: 'main' | 'canal'): ExpressionSpecification =>
  byZoom((zoom) => -AWAY[where][zoom]);

/** Away from the river by `more` pixels than the dimension line, times `scale`. */
const beside = (scale: number, more = 0): ExpressionSpecification =>
  byZoom((zoom) => ['case', IS_MAIN, scale * (AWAY.main[zoom] + more), scale * (AWAY.canal[zoom] + more)]);

/** Bars and arms; they stand over the river and under the outfalls. */
export function gapEnds(): LayerSpecification[] {
  const upright = {
    'icon-rotate': ['get', 'turn'] as ExpressionSpecification,
    'icon-rotation-alignment': 'map' as const,
  };
  const always = { 'icon-allow-overlap': true, 'icon-ignore-placement': true };
  return [
    {
      id: 'gap-bar',
      type: 'symbol',
      ...marks,
      minzoom: BAR_ZOOM,
      filter: ['all', ENDS, LONG_ENOUGH],
      layout: {
        ...upright,
        ...always,
        'icon-image': BAR,
        'icon-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          12,
          ['case', IS_MAIN, 0.75, 0.5],
          16,
          ['case', IS_MAIN, 1.3, 0.9],
        ],
      },
    },
    {
      id: 'gap-arm',
      type: 'symbol',
      ...marks,
      minzoom: DIMENSION_ZOOM,
      filter: ['all', ENDS, LONG_ENOUGH],
      layout: { ...upright, ...always, 'icon-image': ARM, 'icon-anchor': 'bottom', 'icon-size': beside(1 / ARM_LONG) },
    },
  ];
}

const WORD = 12;
const MEASURE = 10.5;

/** The length on the dimension line, and the measures at its ends. */
export function gapWords(colours: Palette, fonts: readonly string[]): LayerSpecification[] {
  const words = (role: string, size: number, colour: string, offset: ExpressionSpecification): LayerSpecification => ({
    id: role === 'end' ? 'gap-measure' : 'gap-length',
    type: 'symbol',
    ...marks,
    minzoom: role === 'end' ? DIMENSION_ZOOM + 0.5 : DIMENSION_ZOOM,
    filter: ['all', ['==', ['get', 'role'], role], LONG_ENOUGH] as FilterSpecification,
    layout: {
      'text-field': ['get', 'label'],
      'text-font': [...fonts],
      'text-size': size,
      'text-anchor': ['get', 'anchor'],
      'text-radial-offset': offset,
      'text-padding': 3,
      ...(role === 'length' && { 'text-rotate': ['get', 'turn'], 'text-rotation-alignment': 'map' }),
    },
    paint: { 'text-color': colour, 'text-halo-color': colours['label-halo'], 'text-halo-width': size / 4 }, // the most there is: the line must not show between words
  });
  return [
    words('end', MEASURE, colours['ink-1'], beside(1 / MEASURE, 3)),
    words('length', WORD, colours['gap-text'], beside(1 / WORD, -4)),
  ];
}

export const NO_MARKS: FeatureCollection = { type: 'FeatureCollection', features: [] };

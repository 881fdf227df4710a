/** The one selection and the hover preview. Filters name what is marked; `NOTHING` marks nothing. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../tokens.ts';
import { bandWidth, stateWidth } from '../widths.ts';
import { IS_MAIN, SOURCE } from './expressions.ts';
import type { Mode } from './state-lines.ts';

/**
 * What can be selected or hovered. `fromM` is the measure at which a gap begins on its route, metres: a row of the list of
 * gaps; with `toM`, a gap as it is drawn, which may be several rows, since the list is split by town.
 */
export type Target =
  | { kind: 'river'; id: number }
  | { kind: 'outfall'; id: number }
  | { kind: 'zone'; id: number }
  | { kind: 'gap'; riverId: number; routeId: number; fromM: number; toM?: number };

/** The river a target is or lies on; null for what is none. */
export const riverOf = (target: Target | null): number | null =>
  target?.kind === 'river' ? target.id : target?.kind === 'gap' ? target.riverId : null;

export const NOTHING: FilterSpecification = ['==', ['literal', 1], 0];

/** The lines of the selected river or gap, GeoJSON with `level`: below zoom 12 tiles merge lines and could not single one out. */
export const SELECTED_SOURCE = 'selected';

/** Layers whose filter follows the pointer. */
export const HOVER_LAYERS = ['hover', 'hover-gap'] as const;

/** Feature ids carry the district's number above bit 32; what is several as one has none. */
const FEATURE_ID: ExpressionSpecification = ['%', ['to-number', ['coalesce', ['id'], -1], -1], 4294967296];

/** Picks the lines of a river or a gap out of the coverage and gap layers of one mode. */
export function lineFilter(target: Target | null, mode: Mode): FilterSpecification {
  if (target?.kind !== 'river' && target?.kind !== 'gap') return NOTHING;
  const ofMode: ExpressionSpecification = ['==', ['get', 'mode'], mode];
  if (target.kind === 'river') return ['all', ofMode, ['==', ['get', 'river_id'], target.id]];
  // tiles hold whole metres, the API millimetres; where a gap crosses a town's edge one holds parts, the other the whole
  const holds: ExpressionSpecification[] = [
    ['has', 'from_m'], // several as one have none
    ['has', 'to_m'],
    ['<=', ['get', 'from_m'], target.fromM + 1],
    ['>', ['get', 'to_m'], target.fromM + 1],
  ];
  return ['all', ofMode, ['==', ['get', 'route_id'], target.routeId], ['==', ['get', 'state'], 'gap'], ...holds];
}

/** Picks one outfall or one zone, by the kind of its layer. */
export const featureFilter = (kind: 'outfall' | 'zone', target: Target | null): FilterSpecification =>
  target?.kind === kind ? ['==', FEATURE_ID, target.id] : NOTHING;

type LineLayer = Extract<LayerSpecification, { type: 'line' }>;

const selected = (id: string, paint: LineLayer['paint']): LineLayer => ({
  id,
  type: 'line',
  source: SELECTED_SOURCE,
  layout: { 'line-cap': 'round', 'line-join': 'round' },
  paint,
});

/** The yellow casing under the water, so that what is drawn on top stays readable. */
export const selectionUnder = (colours: Palette): LayerSpecification[] => [
  selected('select-wide', { 'line-color': colours.selection, 'line-width': bandWidth(15), 'line-opacity': 0.5 }),
  selected('select-solid', { 'line-color': colours.selection, 'line-width': bandWidth(5) }),
];

/** The same for main rivers over their water polygons, close under the state line. */
export const selectionCore = (colours: Palette): LayerSpecification => ({
  ...selected('select-core', {
    'line-color': colours.selection,
    'line-width': stateWidth(1, 13), // a gap's glow is up to 5.5 wider than its line
    'line-opacity': ['interpolate', ['linear'], ['zoom'], 12.5, 0, 13.5, 1],
  }),
  filter: IS_MAIN,
});

/** One pixel of ink round the hovered line. */
export const hoverLines = (colours: Palette): LayerSpecification[] =>
  ['coverage', 'gaps'].map((layer) => ({
    id: layer === 'gaps' ? 'hover-gap' : 'hover',
    type: 'line' as const,
    source: SOURCE,
    'source-layer': layer,
    filter: NOTHING,
    layout: { 'line-join': 'round' as const },
    paint: { 'line-color': colours['ink-1'], 'line-width': 1, 'line-gap-width': stateWidth(1, 4) },
  }));

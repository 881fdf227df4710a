/** How much of each river has been surveyed: covered, bridged, duplicate, gap, in this order from below. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../tokens.ts';
import { glowWidth, stateWidth } from '../widths.ts';
import { IS_CANAL, IS_MAIN, LEVEL_SHOWN, SOURCE } from './expressions.ts';
import { DIMENSION_ZOOM, dimensionOffset, LONG_ENOUGH } from './gap-marks.ts';

export type Mode = 'above_water' | 'under_water';
export type State = 'once' | 'bridged' | 'repeated' | 'gap';

type LineLayer = Extract<LayerSpecification, { type: 'line' }>;
type Where = 'canal' | 'main';

const CAPS = { canal: 'round', main: 'butt' } as const;

/** The layers that draw one state; the legend switches and dims them by these ids. */
export const STATE_LAYERS: Readonly<Record<State, readonly string[]>> = {
  once: ['canal-once', 'main-once'],
  bridged: ['canal-bridged-casing', 'canal-bridged', 'main-bridged-casing', 'main-bridged'],
  repeated: ['canal-repeated', 'canal-repeated-core', 'main-repeated', 'main-repeated-core'],
  gap: [
    ...['canal-gap-glow', 'canal-gap', 'canal-gap-dimension', 'main-gap-glow', 'main-gap', 'main-gap-dimension'],
    ...['gap-bar', 'gap-arm', 'gap-length', 'gap-measure', 'label-gap'],
  ],
};

function filterOf(where: Where, mode: Mode, state?: State): FilterSpecification {
  const parts: ExpressionSpecification[] = [['==', ['get', 'mode'], mode]];
  parts.push(where === 'main' ? IS_MAIN : IS_CANAL);
  if (state) parts.push(['==', ['get', 'state'], state]);
  return ['all', ...parts] as FilterSpecification;
}

function coverageLine(where: Where, mode: Mode, state: State, id: string, paint: LineLayer['paint']): LineLayer {
  return {
    id,
    type: 'line',
    source: SOURCE,
    'source-layer': 'coverage',
    minzoom: 9,
    filter: filterOf(where, mode, state),
    layout: { 'line-cap': state === 'once' ? CAPS[where] : 'butt', 'line-join': 'round' },
    paint: { 'line-opacity': LEVEL_SHOWN, ...paint },
  };
}

function gapLine(where: Where, mode: Mode, id: string, paint: LineLayer['paint']): LineLayer {
  return {
    id,
    type: 'line',
    source: SOURCE,
    'source-layer': 'gaps',
    minzoom: where === 'main' ? 6 : 9,
    filter: filterOf(where, mode),
    // far out a round cap would make a dot as loud as a long gap of a gap of four metres
    layout: { 'line-cap': where === 'main' ? 'butt' : ['step', ['zoom'], 'butt', 13, 'round'], 'line-join': 'round' },
    paint,
  };
}

/** The state lines of canals (under the water bands) or of main rivers (over them). */
export function stateLayers(colours: Palette, where: Where, mode: Mode): LayerSpecification[] {
  const ground = where === 'main' ? colours.water : colours.casing;
  return [
    coverageLine(where, mode, 'once', `${where}-once`, { 'line-color': colours.covered, 'line-width': stateWidth() }),
    coverageLine(where, mode, 'bridged', `${where}-bridged-casing`, {
      'line-color': ground,
      'line-width': stateWidth(1, 1),
    }),
    coverageLine(where, mode, 'bridged', `${where}-bridged`, {
      'line-color': colours.covered,
      'line-width': stateWidth(),
      'line-dasharray': [0.9, 0.9],
    }),
    coverageLine(where, mode, 'repeated', `${where}-repeated`, {
      'line-color': colours.duplicate,
      'line-width': stateWidth(1, 2.2),
    }),
    coverageLine(where, mode, 'repeated', `${where}-repeated-core`, {
      'line-color': where === 'main' ? colours.water : colours.casing,
      'line-width': stateWidth(0.62),
    }),
    gapLine(where, mode, `${where}-gap-glow`, {
      'line-color': colours['gap-glow'],
      'line-width': glowWidth(),
      'line-opacity': 0.85,
    }),
    gapLine(where, mode, `${where}-gap`, { 'line-color': colours.gap, 'line-width': stateWidth(1, 1) }),
  ];
}

/** The lines beside gaps that say how far they reach; their arms and words are of gap-marks.ts. */
export const dimensionLines = (colours: Palette, mode: Mode): LayerSpecification[] =>
  (['canal', 'main'] as const).map((where) => ({
    ...gapLine(where, mode, `${where}-gap-dimension`, {
      'line-color': colours.gap,
      'line-width': 1,
      'line-offset': dimensionOffset(where),
    }),
    minzoom: DIMENSION_ZOOM,
    filter: ['all', filterOf(where, mode), LONG_ENOUGH] as FilterSpecification,
  }));

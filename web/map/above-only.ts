/** The map of what is surveyed above water and not under it: what was done under water is drawn over what was done above. */
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { IS_CANAL, IS_MAIN, SOURCE } from '../style/layers/expressions.ts';
import { type Mode, STATE_LAYERS } from '../style/layers/state-lines.ts';
import { LOOKS, type Look } from '../style/tokens.ts';
import { stateWidth } from '../style/widths.ts';

/** Farther out there are no tiles of what was surveyed. */
export const ABOVE_ONLY_ZOOM = 9;

type Where = 'canal' | 'main';

/** Layers of each, for picks. */
export const ABOVE_ONLY_LAYERS = ['canal-above', 'canal-under', 'main-above', 'main-under'] as const;

function line(where: Where, mode: Mode, colour: string): LayerSpecification {
  const isAbove = mode === 'above_water';
  return {
    id: `${where}-${isAbove ? 'above' : 'under'}`,
    type: 'line',
    source: SOURCE,
    'source-layer': 'coverage',
    minzoom: ABOVE_ONLY_ZOOM,
    filter: ['all', ['==', ['get', 'mode'], mode], where === 'main' ? IS_MAIN : IS_CANAL],
    layout: { 'line-join': 'round' },
    // of every level, as gaps are: the legend's kilometres are of all of them. A little wider, or the edge of what lies below would show
    paint: { 'line-color': colour, 'line-width': stateWidth(1, isAbove ? 1 : 1.8) },
  };
}

/** The style with these two lines of each kind of river in place of the states; the style given is not changed. */
export function withAboveOnly(style: StyleSpecification, look: Look): StyleSpecification {
  const colours = LOOKS[look];
  const states: readonly string[] = Object.values(STATE_LAYERS).flat();
  const layers = style.layers.flatMap((layer) => {
    const where = (['canal', 'main'] as const).find((each) => layer.id === `${each}-once`);
    if (where) return [line(where, 'above_water', colours.gap), line(where, 'under_water', colours['under-water'])];
    return states.includes(layer.id) ? [] : [layer];
  });
  return { ...style, layers };
}

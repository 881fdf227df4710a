/** What changed between two days, over a map that steps back: newly surveyed, surveyed again, lost. */
import type { FeatureCollection } from 'geojson';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { STATE_LAYERS } from '../style/layers/state-lines.ts';
import { LOOKS, type Look } from '../style/tokens.ts';
import { stateWidth } from '../style/widths.ts';
import { DIM, dimmed, LEFT_OUTFALLS } from './dress-style.ts';

const SOURCE = 'changes';

/** Kinds of change that are drawn: the first two in the colour of the state they came to. Gaps stay on the map, pale, so what was lost has a colour of its own. */
export const CHANGE_TOKENS = { newly_covered: 'covered', newly_repeated: 'duplicate', lost: 'lost' } as const;

/** Features have `change` and their river's `level`; the style given is not changed. */
export function withChanges(style: StyleSpecification, data: FeatureCollection, theme: Look): StyleSpecification {
  const back: readonly string[] = [...Object.values(STATE_LAYERS).flat(), 'outfalls', LEFT_OUTFALLS];
  const layers = style.layers.map((layer) => (back.includes(layer.id) ? dimmed(layer, DIM) : layer));
  const above = layers.findIndex(({ id }) => id === 'hover');
  layers.splice(above, 0, ...changeLayers(theme));
  return { ...style, sources: { ...style.sources, [SOURCE]: { type: 'geojson', data } }, layers };
}

function changeLayers(theme: Look): LayerSpecification[] {
  const colours = LOOKS[theme];
  const shown: LayerSpecification = {
    id: 'changes-casing',
    type: 'line',
    source: SOURCE,
    filter: ['in', ['get', 'change'], ['literal', Object.keys(CHANGE_TOKENS)]],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colours.casing, 'line-width': stateWidth(1, 4) },
  };
  const lines = Object.entries(CHANGE_TOKENS).map(
    ([change, token]): LayerSpecification => ({
      id: `changes-${change}`,
      type: 'line',
      source: SOURCE,
      filter: ['==', ['get', 'change'], change],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours[token], 'line-width': stateWidth(1, 1.5) },
    }),
  );
  return [shown, ...lines];
}

/** The water of a trace over the map, from its own tiles: a line with an arrow for the way it runs, and what lies on it. */
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { PREVIEW_LAYER } from '../../tiles/preview-layer.ts';
import { LOCAL_FONTS } from '../style/fonts.ts';
import { LOOKS, type Look } from '../style/tokens.ts';

export const TRACE_SOURCE = 'trace';

export interface TraceLayer {
  /** Tile URL with {z}/{x}/{y}. */
  tiles: string;
  maxzoom: number;
  /** Where something would be discharged. */
  from: { lon: number; lat: number };
}

/** The style with the trace on top; the style given is not changed. */
export function withTrace(
  style: StyleSpecification,
  theme: Look,
  { tiles, maxzoom, from }: TraceLayer,
): StyleSpecification {
  const start = { type: 'Point' as const, coordinates: [from.lon, from.lat] };
  const sources: StyleSpecification['sources'] = {
    ...style.sources,
    [TRACE_SOURCE]: { type: 'vector', tiles: [tiles], maxzoom },
    'trace-start': { type: 'geojson', data: { type: 'Feature', geometry: start, properties: {} } },
  };
  return { ...style, sources, layers: [...style.layers, ...traceLayers(theme)] };
}

const WIDTH: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 9, 2, 12, 3.5, 16, 6];
const CASING: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 9, 4, 12, 6.5, 16, 10];
const isWater = ['==', ['get', 'kind'], 'water'] as ['==', ExpressionSpecification, string];
const isOnIt = ['!=', ['get', 'kind'], 'water'] as ['!=', ExpressionSpecification, string];

function traceLayers(theme: Look): LayerSpecification[] {
  const { accent, panel, selection, 'ink-1': ink } = LOOKS[theme];
  const water = { source: TRACE_SOURCE, 'source-layer': PREVIEW_LAYER, filter: isWater };
  const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
  return [
    { ...water, id: 'trace-casing', type: 'line', layout: round, paint: { 'line-color': panel, 'line-width': CASING } },
    { ...water, id: 'trace-water', type: 'line', layout: round, paint: { 'line-color': accent, 'line-width': WIDTH } },
    {
      ...water,
      id: 'trace-flow',
      type: 'symbol',
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 90,
        'text-field': '>',
        'text-font': LOCAL_FONTS.sans,
        'text-size': ['interpolate', ['linear'], ['zoom'], 9, 13, 16, 24],
        'text-keep-upright': false,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': accent, 'text-halo-color': panel, 'text-halo-width': 2 },
    },
    {
      id: 'trace-hit',
      type: 'circle',
      source: TRACE_SOURCE,
      'source-layer': PREVIEW_LAYER,
      filter: isOnIt,
      minzoom: 12,
      paint: {
        'circle-color': panel,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 12, 2, 16, 5],
        'circle-stroke-color': ink,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'trace-start',
      type: 'circle',
      source: 'trace-start',
      paint: { 'circle-color': selection, 'circle-radius': 7, 'circle-stroke-color': ink, 'circle-stroke-width': 2.5 },
    },
  ];
}

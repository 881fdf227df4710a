/** The rows of a preview over the map: hollow, so that nobody takes them for rows of the register. */
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { PREVIEW_LAYER } from '../../tiles/preview-layer.ts';
import { bearer } from '../api/token.ts';
import type { OutfallMap } from '../map/outfall-map.ts';
import { LOOKS, type Look } from '../style/tokens.ts';
import type { Preview } from './import-api.ts';

const SOURCE = 'import-preview';

/** The style with the preview on top; the style given is not changed. */
export function withPreview(
  style: StyleSpecification,
  theme: Look,
  { tiles, maxzoom }: { tiles: string; maxzoom: number },
): StyleSpecification {
  const sources = { ...style.sources, [SOURCE]: { type: 'vector' as const, tiles: [tiles], maxzoom } };
  return { ...style, sources, layers: [...style.layers, ...previewLayers(theme)] };
}

const only = (type: string): LayerSpecification['metadata'] & ['==', ['geometry-type'], string] => [
  '==',
  ['geometry-type'],
  type,
];

function previewLayers(theme: Look): LayerSpecification[] {
  const { accent, panel } = LOOKS[theme];
  const base = { source: SOURCE, 'source-layer': PREVIEW_LAYER };
  return [
    {
      ...base,
      id: 'preview-area',
      type: 'fill',
      filter: only('Polygon'),
      paint: { 'fill-color': accent, 'fill-opacity': 0.14 },
    },
    {
      ...base,
      id: 'preview-casing',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': panel, 'line-width': 5 },
    },
    {
      ...base,
      id: 'preview-line',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': accent, 'line-width': 2, 'line-dasharray': [3, 1.5] },
    },
    {
      ...base,
      id: 'preview-point',
      type: 'circle',
      filter: only('Point'),
      paint: {
        'circle-color': panel,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 2.5, 14, 5],
        'circle-stroke-color': accent,
        'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 9, 1, 14, 2],
      },
    },
  ];
}

/** Puts a preview on the map and shows where it lies; null takes it away. */
export function showPreview(map: OutfallMap | null, preview: Preview | null): void {
  if (!map) return;
  map.gl?.setTransformRequest((url) =>
    url.includes('/api/v1/imports/previews/') ? { url, headers: bearer() } : { url },
  );
  const isDrawn = preview !== null && preview.features > 0;
  const source = isDrawn && { tiles: `${location.origin}${preview.tiles}`, maxzoom: preview.tiles_maxzoom };
  map.guest = source ? (style, theme) => withPreview(style, theme, source) : null;
  if (isDrawn && preview.bounds) map.fit(preview.bounds);
}

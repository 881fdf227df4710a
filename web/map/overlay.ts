/** A few shapes over the map, of one thing that is looked at: its point, what it may belong to, its zone. */
import type { FeatureCollection } from 'geojson';
import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { LOCAL_FONTS } from '../style/fonts.ts';
import { LOOKS, type Look } from '../style/tokens.ts';

const SOURCE = 'overlay';
const role = (...roles: string[]): FilterSpecification => ['in', ['get', 'role'], ['literal', roles]];

/** The style with the overlay on top: features have `role` zone, leader, cross, area, path, corner, linked, candidate, other or outfall, and a `label`. */
export function withOverlay(style: StyleSpecification, data: FeatureCollection, theme: Look): StyleSpecification {
  return {
    ...style,
    sources: { ...style.sources, [SOURCE]: { type: 'geojson', data } },
    layers: [...style.layers, ...overlayLayers(theme)],
  };
}

function overlayLayers(theme: Look): LayerSpecification[] {
  const { zone, selection, panel, accent, ...colours } = LOOKS[theme];
  const ink = colours['ink-1'];
  const base = { source: SOURCE };
  return [
    {
      ...base,
      id: 'overlay-zone',
      type: 'fill',
      filter: role('zone'),
      paint: { 'fill-color': zone, 'fill-opacity': 0.12 },
    },
    {
      ...base,
      id: 'overlay-edge',
      type: 'line',
      filter: role('zone'),
      paint: { 'line-color': zone, 'line-width': 1.9 },
    },
    {
      ...base,
      id: 'overlay-leader',
      type: 'line',
      filter: role('leader'),
      paint: { 'line-color': ink, 'line-width': 1, 'line-dasharray': [3, 3] },
    },
    {
      ...base,
      id: 'overlay-cross',
      type: 'line',
      filter: role('cross'),
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': ink, 'line-width': 3 },
    },
    {
      ...base,
      id: 'overlay-linked',
      type: 'circle',
      filter: role('linked'),
      paint: { 'circle-color': selection, 'circle-radius': 14, 'circle-opacity': 0.9 },
    },
    {
      ...base,
      id: 'overlay-point',
      type: 'circle',
      filter: role('candidate', 'other', 'drawn'),
      paint: { 'circle-color': panel, 'circle-radius': 10, 'circle-stroke-color': accent, 'circle-stroke-width': 1.5 },
    },
    {
      ...base,
      id: 'overlay-number',
      type: 'symbol',
      filter: role('candidate', 'other', 'drawn'),
      layout: {
        'text-field': ['get', 'mark'],
        'text-font': LOCAL_FONTS.sans,
        'text-size': 12,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': ink },
    },
    {
      ...base,
      id: 'overlay-area',
      type: 'fill',
      filter: role('area'),
      paint: { 'fill-color': accent, 'fill-opacity': 0.12 },
    },
    {
      ...base,
      id: 'overlay-path',
      type: 'line',
      filter: role('path'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': accent, 'line-width': 2 },
    },
    {
      ...base,
      id: 'overlay-corner',
      type: 'circle',
      filter: role('corner'),
      paint: { 'circle-color': panel, 'circle-radius': 3.5, 'circle-stroke-color': accent, 'circle-stroke-width': 1.5 },
    },
    {
      ...base,
      id: 'overlay-outfall',
      type: 'circle',
      filter: role('outfall'),
      paint: { 'circle-color': ink, 'circle-radius': 5, 'circle-stroke-color': panel, 'circle-stroke-width': 2 },
    },
  ];
}

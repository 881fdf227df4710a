/** Protected zones: the level is said by fill, edge and the band inside it, so that it survives a grey printer. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../tokens.ts';
import { SOURCE } from './expressions.ts';
import { NOTHING } from './selection.ts';

/** How a zone is drawn: the levels of drinking-water zones, and all other kinds alike. */
export const ZONE_LOOKS = ['1', '2', 'quasi', 'other'] as const;
export type ZoneLook = (typeof ZONE_LOOKS)[number];

/** The layers of each look; the legend switches them by these ids. */
export const ZONE_LAYERS: Readonly<Record<ZoneLook, readonly string[]>> = {
  '1': ['zone-1-fill', 'zone-1-hatch', 'zone-1-band', 'zone-1-edge'],
  '2': ['zone-2-fill', 'zone-2-band', 'zone-2-edge'],
  quasi: ['zone-quasi-fill', 'zone-quasi-band', 'zone-quasi-edge'],
  other: ['zone-other-fill', 'zone-other-band', 'zone-other-edge'],
};

/** What a click in a zone meets; the strictest is drawn last, so it is met first. */
export const ZONE_FILLS: readonly string[] = ZONE_LOOKS.map((look) => `zone-${look}-fill`);

/** Names of the images our page draws. */
export const ZONE_HATCH = 'zone-hatch';
export const ZONE_TICKS = 'zone-ticks';

const BAND = 7; // pixels; tiles reach 8 beyond their edge, and what they are cut at must stay out of sight

/** Zones that hold on a day (YYYY-MM-DD); tiles have those of every day. */
function holds(day: string): ExpressionSpecification[] {
  return [
    ['any', ['!', ['has', 'valid_from']], ['<=', ['get', 'valid_from'], day]],
    ['any', ['!', ['has', 'valid_to']], ['>', ['get', 'valid_to'], day]],
  ];
}

const KIND: ExpressionSpecification = ['get', 'kind'];
const LEVEL: ExpressionSpecification = ['get', 'level'];
const LEVELLED = ['1', '2', 'quasi'] as const;

function filterOf(look: ZoneLook, day: string): FilterSpecification {
  const isOther: ExpressionSpecification = [
    'any',
    ['!=', KIND, 'drinking_water'],
    ['all', ...LEVELLED.map((level): ExpressionSpecification => ['!=', LEVEL, level])],
  ];
  const own: ExpressionSpecification[] =
    look === 'other'
      ? [isOther]
      : [
          ['==', KIND, 'drinking_water'],
          ['==', LEVEL, look],
        ];
  return ['all', ...holds(day), ...own] as FilterSpecification;
}

interface Drawn {
  /** Without one of its own to see there still is one to click. */
  fill: number;
  band: number;
  edge: number;
  dash?: number[];
}

const DRAWN: Readonly<Record<ZoneLook, Drawn>> = {
  '1': { fill: 0.16, band: 0.3, edge: 1.9 },
  '2': { fill: 0.07, band: 0.2, edge: 1.2 },
  quasi: { fill: 0, band: 0.1, edge: 1.1, dash: [5, 3, 1, 3] },
  other: { fill: 0, band: 0.08, edge: 1, dash: [8, 3] },
};

function layersOf(look: ZoneLook, colours: Palette, day: string, drawn: boolean): LayerSpecification[] {
  const { fill, band, edge, dash } = DRAWN[look];
  const on = { source: SOURCE, 'source-layer': 'zones', minzoom: 9, filter: filterOf(look, day) } as const;
  const round = { 'line-join': 'round' } as const;
  const layers: LayerSpecification[] = [
    {
      id: `zone-${look}-fill`,
      type: 'fill',
      ...on,
      paint: { 'fill-color': colours.zone, 'fill-opacity': fill, 'fill-antialias': false },
    },
  ];
  if (look === '1' && drawn)
    layers.push({ id: 'zone-1-hatch', type: 'fill', ...on, paint: { 'fill-pattern': ZONE_HATCH } });
  layers.push({
    id: `zone-${look}-band`,
    type: 'line',
    ...on,
    layout: round,
    paint: { 'line-color': colours.zone, 'line-width': BAND, 'line-offset': BAND / 2, 'line-opacity': band },
  });
  const ticks = look === '1' && drawn;
  layers.push({
    id: `zone-${look}-edge`,
    type: 'line',
    ...on,
    layout: round,
    paint: ticks
      ? { 'line-pattern': ZONE_TICKS, 'line-width': 10, 'line-offset': 4 }
      : { 'line-color': colours.zone, 'line-width': edge, ...(dash && { 'line-dasharray': dash }) },
  });
  return layers;
}

/** The edge of the zone chosen, yellow under its own, and of the one under the pointer, ink over it. */
function markedZone(id: string, colour: string, width: number): LayerSpecification {
  const on = { source: SOURCE, 'source-layer': 'zones', minzoom: 9, filter: NOTHING } as const;
  return {
    id,
    type: 'line',
    ...on,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  };
}

/** From the weakest to the strictest; with `drawn` the page has the hatch and the ticks as images, and marks. */
export function zoneLayers(colours: Palette, day: string, drawn: boolean): LayerSpecification[] {
  const zones = (['other', 'quasi', '2', '1'] as const).flatMap((look) => layersOf(look, colours, day, drawn));
  if (!drawn) return zones;
  return [markedZone('zone-selected', colours.selection, 9), ...zones, markedZone('zone-hovered', colours['ink-1'], 1)];
}

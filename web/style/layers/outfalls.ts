/** Outfalls: type is the shape, progress is the halo, "+n" says how many more stand behind a symbol. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { type Palette, SANS } from '../tokens.ts';
import { SOURCE } from './expressions.ts';
import { NOTHING } from './selection.ts';

export const TYPES = ['industrial', 'urban_wwtp', 'agricultural', 'other'] as const;
export type OutfallType = (typeof TYPES)[number];
/** From the one drawn first to the one drawn last. */
export const PROGRESS = ['closed_out', 'suspect', 'in_work', 'action_needed'] as const;
export type Progress = (typeof PROGRESS)[number];

/** Half size of a symbol at z16, pixels; icons are drawn at this size and scaled. */
export const SYMBOL_HALF = 6.5;
/** The halo's disc against the symbol. */
export const DISC = 1.85;

/** Name of the map image of one kind of outfall. */
export const iconName = (type: OutfallType, progress: Progress): string => `outfall-${type}-${progress}`;

const TYPE: ExpressionSpecification = ['coalesce', ['get', 'type'], 'other'];
const STEP: ExpressionSpecification = ['coalesce', ['get', 'progress'], 'suspect'];
/** How many more stand behind a symbol: the tile's count includes the one drawn. */
const BEHIND: ExpressionSpecification = ['-', ['to-number', ['get', 'count'], 1], 1];
export const OUTFALL_ZOOM = 10;
const onOutfalls = { source: SOURCE, 'source-layer': 'outfalls', minzoom: OUTFALL_ZOOM } as const;

const sized = (scale: number, extra = 0): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  10,
  2.4 * scale + extra,
  12, // where symbols are most beside each other: of one town a thousand
  2.6 * scale + extra,
  13,
  4.2 * scale + extra,
  14,
  5 * scale + extra,
  16,
  SYMBOL_HALF * scale + extra,
];

const order = (): ExpressionSpecification =>
  ['match', STEP, ...PROGRESS.flatMap((name, rank) => [name, rank]), 0] as unknown as ExpressionSpecification;

const ring = (id: string, paint: object): LayerSpecification => ({
  id,
  type: 'circle',
  ...onOutfalls,
  filter: NOTHING,
  paint,
});

/** Features whose field is one of the list, by name; those that say something else, or nothing, are of `rest`. */
const named = (field: string, name: string, all: readonly string[], rest: string): FilterSpecification =>
  name === rest
    ? ([
        'all',
        ...all.filter((other) => other !== rest).map((other) => ['!=', ['get', field], other]),
      ] as FilterSpecification)
    : ['==', ['get', field], name];

const circle = (id: string, filter: FilterSpecification, colour: string, wider: number): LayerSpecification => ({
  id,
  type: 'circle',
  ...onOutfalls,
  filter,
  // without a colour for it QGIS draws a black edge
  paint: { 'circle-radius': sized(1, wider), 'circle-color': colour, 'circle-stroke-color': colour },
});

/** For clients without drawn icons: a disc by type over a wider one by progress; a layer each, for QGIS 3.22 gives a layer one colour. */
function circleLayers(colours: Palette): LayerSpecification[] {
  const ofType: Readonly<Record<OutfallType, string>> = {
    industrial: colours.industrial,
    urban_wwtp: colours.wwtp,
    agricultural: colours.agricultural,
    other: colours.other,
  };
  const ofProgress: Readonly<Record<Progress, string>> = {
    closed_out: colours.casing,
    suspect: colours.suspect,
    in_work: colours['in-work'],
    action_needed: colours.gap,
  };
  return [
    ...PROGRESS.map((step) => {
      const filter = named('progress', step, PROGRESS, 'suspect');
      return circle(`outfalls-${step}`, filter, ofProgress[step], step === 'closed_out' ? 0.8 : 1.6);
    }),
    ...TYPES.map((type) => circle(`outfalls-${type}`, named('type', type, TYPES, 'other'), ofType[type], 0)),
  ];
}

/** One set goes at the moment when another comes (map/left-outfalls.ts): faded, both would be half there. */
const AT_ONCE = { 'icon-opacity-transition': { duration: 0 }, 'text-opacity-transition': { duration: 0 } };

/** Between zoom 12 and 13 nearly every symbol has one or two behind it: said of all, it says nothing. */
const CROWD = 5;

const behindFrom = (least: number): ExpressionSpecification => [
  'case',
  ['>=', BEHIND, least],
  ['concat', '+', ['to-string', BEHIND]],
  '',
];

function iconLayer(colours: Palette): LayerSpecification {
  return {
    id: 'outfalls',
    type: 'symbol',
    ...onOutfalls,
    layout: {
      'icon-image': ['concat', 'outfall-', TYPE, '-', STEP],
      'icon-size': sized(1 / SYMBOL_HALF),
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': order(),
      'text-field': ['step', ['zoom'], '', 12, behindFrom(CROWD), 13, behindFrom(1)],
      'text-font': [...SANS],
      'text-size': 9.5,
      'text-anchor': 'left',
      'text-offset': [0.9, -0.6],
      'text-optional': true,
    },
    paint: {
      'text-color': colours['ink-2'],
      'text-halo-color': colours['label-halo'],
      'text-halo-width': 1.4,
      ...AT_ONCE,
    },
  };
}

/** Symbols with the ring of the selection under them and the ring of the preview; circles stand alone. */
export function outfallLayers(colours: Palette, symbols: 'drawn' | 'circles'): LayerSpecification[] {
  if (symbols === 'circles') return circleLayers(colours);
  return [
    ring('outfall-selected', {
      'circle-radius': sized(DISC, 3.5),
      'circle-color': colours.selection,
      'circle-stroke-color': colours['ink-1'],
      'circle-stroke-width': 1,
    }),
    iconLayer(colours),
    ring('outfall-hovered', {
      'circle-radius': sized(DISC, 3),
      'circle-opacity': 0,
      'circle-stroke-color': colours['ink-1'],
      'circle-stroke-width': 1,
    }),
  ];
}

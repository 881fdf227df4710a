/** Puts the state of the page into the style: what is selected, previewed, switched off, dimmed, or shown as of a date. Pure. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { VectorSource } from '../style/build-style.ts';
import { AS_OF_SOURCE, OUTFALLS_SOURCE } from '../style/layers/expressions.ts';
import { featureFilter, HOVER_LAYERS, lineFilter, type Target } from '../style/layers/selection.ts';
import { MANHOLE_LAYERS, SEWER_LAYERS, SEWER_LOOKS, type SewerLook } from '../style/layers/sewers.ts';
import { type Mode, STATE_LAYERS, type State } from '../style/layers/state-lines.ts';
import { ZONE_LAYERS } from '../style/layers/zones.ts';
import type { Outfalls } from './left-outfalls.ts';
import { isOne, outfallsOff } from './outfall-filter.ts';

export interface Dress {
  mode: Mode;
  selection: Target | null;
  hover: Target | null;
  /** Legend keys switched off: a state, `type:…`, `progress:…`, `zone:…`, `sewer:…`, `intakes`, `outfalls`, `towns`, `labels`, `areas`. */
  hidden: readonly string[];
  /** The legend key under the pointer: everything else of its kind is dimmed. */
  spotlight: string | null;
  /** Tiles of coverage and gaps as of an earlier day; with them those of today give way. */
  asOf: VectorSource | null;
  /** Tiles of the outfalls that the legend leaves, thinned after the choice; the plain ones are hidden, or one of both waits unseen. */
  left: { tiles: VectorSource; hidesPlain: boolean; waits: Outfalls | null } | null;
}

export const DIM = 0.35;
const OUTFALL_LAYERS = ['outfalls', 'label-outfall'];
/**
 * The symbols of what the legend leaves, in a layer of their own: each stays drawn until the other is there. Without a
 * filter: its tiles hold no other, and a filter that changes with their address makes the map draw the old ones again.
 */
export const LEFT_OUTFALLS = 'outfalls-left';
const OUTFALL_RINGS: readonly string[] = ['outfall-selected', 'outfall-hovered'];
const keyed = (field: string, layers: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(layers).map(([value, ids]) => [`${field}:${value}`, ids]));

const REFERENCE: Readonly<Record<string, readonly string[]>> = {
  ...keyed('zone', ZONE_LAYERS),
  ...keyed('sewer', SEWER_LAYERS),
  intakes: ['intakes'],
  towns: ['towns', 'town-edge', 'district-edge', 'district-glow'],
  outfalls: [...OUTFALL_LAYERS, LEFT_OUTFALLS],
  labels: [
    ...['label-town', 'label-main', 'label-canal', 'label-lake', 'label-outfall'],
    ...['label-here', 'label-here-latin'],
    ...['label-town-latin', 'label-main-latin', 'label-canal-latin', 'label-lake-latin'],
  ],
  areas: ['lake-shore', 'lake-area', 'lake-shade', 'river-shore', 'river-area'],
};

type Edit = (layer: LayerSpecification) => LayerSpecification;
const withFilter =
  (filter: FilterSpecification): Edit =>
  (layer) =>
    ({ ...layer, filter }) as LayerSpecification;
const invisible: Edit = (layer) =>
  ({ ...layer, layout: { ...layer.layout, visibility: 'none' } }) as LayerSpecification;
const withPaint =
  (paint: object): Edit =>
  (layer) =>
    ({ ...layer, paint: { ...layer.paint, ...paint } }) as LayerSpecification;
const withLayout =
  (layout: object): Edit =>
  (layer) =>
    ({ ...layer, layout: { ...layer.layout, ...layout } }) as LayerSpecification;

/** Words of a manhole's kind, which is free text, that say whose it is; one that says neither goes with the last sewers. */
const MANHOLE_WORDS: Readonly<Record<SewerLook, readonly string[]>> = {
  storm: ['storm', '雨'],
  sanitary: ['sanitary', 'combined', '污', '合流'],
};

/** 雨污合流 is of what carries sewage, as on the sewers. */
function isManholeOf(look: SewerLook): ExpressionSpecification {
  const says = (each: SewerLook): ExpressionSpecification => [
    'any',
    ...MANHOLE_WORDS[each].map((word): ExpressionSpecification => ['in', word, ['coalesce', ['get', 'kind'], '']]),
  ];
  return look === 'sanitary' ? says(look) : ['all', says(look), ['!', says('sanitary')]];
}

/** Laid out in full, for a layer that is not visible has no tiles, and not seen. */
const unseen = withPaint({ 'icon-opacity': 0, 'text-opacity': 0 });

/** The opacity of a layer's kind: icons, circles and lines each have their own property. */
function opacityName(layer: LayerSpecification): string | null {
  if (layer.type === 'symbol') return layer.id.startsWith('label') ? null : 'icon-opacity';
  return layer.type === 'line' || layer.type === 'circle' ? `${layer.type}-opacity` : null;
}

/** A layer that steps back. */
export function dimmed(layer: LayerSpecification, opacity: number | ExpressionSpecification): LayerSpecification {
  const name = opacityName(layer);
  const isUnseen = name !== null && (layer.paint as Readonly<Record<string, unknown>>)?.[name] === 0;
  return name && !isUnseen ? withPaint({ [name]: opacity })(layer) : layer;
}

function spotlit(layer: LayerSpecification, spotlight: string): LayerSpecification {
  const [field, value] = spotlight.split(':');
  const isOutfalls = layer.id === 'outfalls' || layer.id === LEFT_OUTFALLS;
  if (value !== undefined && isOutfalls) {
    const otherwise = field === 'type' ? 'other' : 'suspect';
    return dimmed(layer, ['case', isOne(field, otherwise, [value]), 1, DIM]);
  }
  const lit = STATE_LAYERS[spotlight as State] ?? [];
  const isState = Object.values(STATE_LAYERS).some((ids) => ids.includes(layer.id));
  return (isState || isOutfalls) && !lit.includes(layer.id) ? dimmed(layer, DIM) : layer;
}

/** What follows the pointer: each of these layers and what it shows. */
export function hoverFilters({
  hover,
  mode,
}: Pick<Dress, 'hover' | 'mode'>): [id: string, filter: FilterSpecification][] {
  const lines = HOVER_LAYERS.map((id): [string, FilterSpecification] => [id, lineFilter(hover, mode)]);
  const features = (['outfall', 'zone'] as const).map((kind): [string, FilterSpecification] => [
    `${kind}-hovered`,
    featureFilter(kind, hover),
  ]);
  return [...lines, ...features];
}

function edits(dress: Dress): Map<string, Edit[]> {
  const list = new Map<string, Edit[]>();
  const add = (ids: readonly string[], edit: Edit) => {
    for (const id of ids) list.set(id, [...(list.get(id) ?? []), edit]);
  };
  for (const [id, hovered] of hoverFilters(dress)) add([id], withFilter(hovered));
  for (const kind of ['outfall', 'zone'] as const)
    add([`${kind}-selected`], withFilter(featureFilter(kind, dress.selection)));
  const filter = outfallsOff(dress.hidden);
  // the count of the plain tiles would speak of outfalls that are not shown
  if (filter) add(OUTFALL_LAYERS, withFilter(filter));
  if (filter) add(['outfalls'], withLayout({ 'text-field': '' }));
  const sewersOff = SEWER_LOOKS.filter((look) => dress.hidden.includes(`sewer:${look}`));
  if (sewersOff.length === SEWER_LOOKS.length) add(MANHOLE_LAYERS, invisible);
  else if (sewersOff.length > 0) add(MANHOLE_LAYERS, withFilter(['!', isManholeOf(sewersOff[0])]));
  if (dress.left?.hidesPlain) add(['outfalls'], invisible);
  if (dress.left?.waits) add([dress.left.waits === 'plain' ? 'outfalls' : LEFT_OUTFALLS], unseen);
  for (const key of dress.hidden) add(STATE_LAYERS[key as State] ?? REFERENCE[key] ?? [], invisible);
  return list;
}

const hasStates = (layer: LayerSpecification): boolean =>
  'source-layer' in layer && ['coverage', 'gaps'].includes(layer['source-layer']!);

const asOfLayer: Edit = (layer) =>
  hasStates(layer) ? ({ ...layer, source: AS_OF_SOURCE } as LayerSpecification) : layer;

/** What is drawn of a layer while some outfalls are switched off; their rings lie with those that are left. */
function withLeft(layer: LayerSpecification): LayerSpecification[] {
  const ofLeft = { ...layer, source: OUTFALLS_SOURCE } as LayerSpecification;
  if (OUTFALL_RINGS.includes(layer.id)) return [ofLeft];
  return layer.id === 'outfalls' ? [layer, { ...ofLeft, id: LEFT_OUTFALLS }] : [layer];
}

/** The style as the page's state wants it; the style given is not changed. */
export function dressStyle(style: StyleSpecification, dress: Dress): StyleSpecification {
  const changes = edits(dress);
  const { asOf, left, spotlight } = dress;
  const drawn = left ? style.layers.flatMap(withLeft) : style.layers;
  const layers = drawn.map((layer) => {
    let dressed = asOf ? asOfLayer(layer) : layer;
    for (const edit of changes.get(layer.id) ?? []) dressed = edit(dressed);
    return spotlight ? spotlit(dressed, spotlight) : dressed;
  });
  const sources = {
    ...style.sources,
    ...(asOf && { [AS_OF_SOURCE]: asOf }),
    ...(left && { [OUTFALLS_SOURCE]: left.tiles }),
  };
  return { ...style, sources, layers };
}

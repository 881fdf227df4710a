/** What attributes of the elements and parameters of /embed say: what the map shows. Pure. */
import { layerOf } from '../../tiles/layer-words.ts';
import { PROGRESS, TYPES } from '../style/layers/outfalls.ts';
import { keysBeside, LAYER_KEYS, LAYER_ROWS, undrawnIn } from '../style/legend-layers.ts';

/** Fields outfalls may be filtered by, with their values. */
const FIELDS = { type: TYPES, progress: PROGRESS } as const satisfies Record<string, readonly string[]>;

export interface Shown {
  /** Legend keys switched off. */
  hidden: string[];
  /** Words nobody knows: said to the reader, never dropped in silence. */
  unknown: string[];
}

const words = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

/** `layers="gaps,outfalls"`: what is not named is switched off; null shows all, and so do words of which none is known. */
function byLayers(layers: string | null): Shown {
  if (layers === null) return { hidden: [], unknown: [] };
  const named = words(layers);
  if (named.length === 0) return { hidden: [], unknown: [`layers="${layers}"`] };
  const unknown = named.filter((word) => !Object.hasOwn(LAYER_ROWS, layerOf(word)));
  if (unknown.length === named.length) return { hidden: [], unknown };
  const shown = named.map(layerOf).flatMap((id) => (id === 'zones' ? [id, 'intakes'] : [id]));
  return { hidden: keysBeside(shown), unknown };
}

/** Whether rivers are among the layers named. */
export const namesRivers = (layers: string | null): boolean =>
  words(layers ?? '')
    .map(layerOf)
    .includes('rivers');

/** Words for layers that a link does not read, whose layers are `read`; all are read when that is left out. */
export function unreadOf(layers: string | null, read: readonly string[] | undefined): string[] {
  if (!read) return [];
  const undrawn = undrawnIn(read);
  return words(layers ?? '').filter((word) => {
    const id = layerOf(word);
    if (!Object.hasOwn(LAYER_ROWS, id) || read.includes(id)) return false;
    return LAYER_ROWS[id as keyof typeof LAYER_ROWS].every((key) => undrawn.includes(key)); // names come with what they are of
  });
}

/** `type=industrial,urban_wwtp`: one field, the values that are shown. */
function byFilter(filter: string): Shown {
  const [field, values = ''] = filter.split('=').map((part) => part.trim());
  const known: readonly string[] | undefined = Object.hasOwn(FIELDS, field)
    ? FIELDS[field as keyof typeof FIELDS]
    : undefined;
  if (!known) return { hidden: [], unknown: [filter.trim()] };
  const named = words(values);
  if (named.length === 0) return { hidden: [], unknown: [filter.trim()] };
  const unknown = named.filter((value) => !known.includes(value));
  const isNonsense = unknown.length === named.length; // then all are shown
  const hidden = isNonsense ? [] : known.filter((value) => !named.includes(value));
  return { hidden: hidden.map((value) => `${field}:${value}`), unknown };
}

export const LEGEND_KEYS: readonly string[] = [
  ...LAYER_KEYS,
  ...Object.entries(FIELDS).flatMap(([field, values]) => values.map((value) => `${field}:${value}`)),
];

/** `hide="gap,type:industrial"`: legend keys that are switched off, as the viewer's address has them. */
function byHide(hide: string): Shown {
  const named = words(hide);
  return {
    hidden: named.filter((key) => LEGEND_KEYS.includes(key)),
    unknown: named.filter((key) => !LEGEND_KEYS.includes(key)),
  };
}

/** Layers and filters as attributes give them; filters are joined by `;`. */
export function parseShown(layers: string | null, filters: string | null, hide: string | null = null): Shown {
  const parts = [
    byLayers(layers),
    byHide(hide ?? ''),
    ...(filters ?? '')
      .split(';')
      .filter((part) => part.trim())
      .map(byFilter),
  ];
  return {
    hidden: [...new Set(parts.flatMap(({ hidden }) => hidden))],
    unknown: parts.flatMap(({ unknown }) => unknown),
  };
}

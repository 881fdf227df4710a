/** What attributes of the elements and parameters of /embed say: what the map shows. Pure. */
import { PROGRESS, TYPES } from '../style/layers/outfalls.ts';

/** Groups of layers an embed may show, and the legend keys they stand for. */
export const GROUPS = {
  coverage: ['once', 'bridged', 'repeated'],
  gaps: ['gap'],
  outfalls: ['outfalls'],
  towns: ['towns'],
  water: ['areas'],
  labels: ['labels'],
  zones: ['zone:1', 'zone:2', 'zone:quasi', 'zone:other', 'intakes'],
  sewers: ['sewer:sanitary', 'sewer:storm'],
} as const satisfies Record<string, readonly string[]>;

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

/** `layers="gaps,outfalls"`: what is not named is switched off; null shows all. */
function byLayers(layers: string | null): Shown {
  if (layers === null) return { hidden: [], unknown: [] };
  const named = words(layers);
  const hidden = Object.entries(GROUPS).flatMap(([group, keys]) => (named.includes(group) ? [] : keys));
  return { hidden, unknown: named.filter((word) => !Object.hasOwn(GROUPS, word)) };
}

/** `type=industrial,urban_wwtp`: one field, the values that are shown. */
function byFilter(filter: string): Shown {
  const [field, values = ''] = filter.split('=').map((part) => part.trim());
  const known: readonly string[] | undefined = Object.hasOwn(FIELDS, field)
    ? FIELDS[field as keyof typeof FIELDS]
    : undefined;
  if (!known) return { hidden: [], unknown: [filter.trim()] };
  const named = words(values);
  return {
    hidden: known.filter((value) => !named.includes(value)).map((value) => `${field}:${value}`),
    unknown: named.filter((value) => !known.includes(value)),
  };
}

/** Layers and filters as attributes give them; filters are joined by `;`. */
export function parseShown(layers: string | null, filters: string | null): Shown {
  const parts = [
    byLayers(layers),
    ...(filters ?? '')
      .split(';')
      .filter((part) => part.trim())
      .map(byFilter),
  ];
  return { hidden: parts.flatMap(({ hidden }) => hidden), unknown: parts.flatMap(({ unknown }) => unknown) };
}

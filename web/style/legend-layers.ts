/** Which rows of the legend each tile layer draws: one rule for embeds, shares, and legends on screen and on paper. Pure. */
import type { LayerId } from '../../tiles/manifest.ts';
import { PROGRESS, TYPES } from './layers/outfalls.ts';

/** Layers an embed may show, by the ids that links and tiles have them under, and the legend keys they stand for. */
export const LAYER_ROWS = {
  rivers: [], // without a key: all else lies on them
  coverage: ['once', 'bridged', 'repeated'],
  gaps: ['gap'],
  outfalls: ['outfalls'],
  towns: ['towns'],
  water_bodies: ['areas'],
  water_labels: ['labels'],
  zones: ['zone:1', 'zone:2', 'zone:quasi', 'zone:other'],
  intakes: ['intakes'],
  sewers: ['sewer:sanitary', 'sewer:storm'],
  manholes: [], // with their sewers
} as const satisfies Partial<Record<LayerId, readonly string[]>>;

export const LAYER_KEYS: readonly string[] = Object.values(LAYER_ROWS).flat();
/** Rows that are no keys of a layer, and go with one. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  outfalls: [...TYPES.map((type) => `type:${type}`), ...PROGRESS.map((progress) => `progress:${progress}`)],
  once: ['above-only', 'under-done'],
};
const NAMED: readonly string[] = ['rivers', 'towns', 'outfalls'] satisfies LayerId[]; // their tiles bring their names

/** Legend keys of what none of these tile layers draws. */
export function keysBeside(layers: readonly string[]): string[] {
  const drawn = layers.flatMap((id): readonly string[] => LAYER_ROWS[id as keyof typeof LAYER_ROWS] ?? []);
  return LAYER_KEYS.filter((key) => !drawn.includes(key));
}

/** Rows of the legend without anything on the map, where a share is of these layers alone; of all when left out. */
export function undrawnIn(layers: readonly string[] | undefined): string[] {
  if (!layers) return [];
  const keys = keysBeside(layers.some((id) => NAMED.includes(id)) ? [...layers, 'water_labels'] : layers);
  return keys.flatMap((key) => [key, ...(ALSO[key] ?? [])]);
}

/** Whether rivers are seen as water alone: they are drawn, and nothing that was surveyed on them. */
export const hasPlainRivers = (undrawn: readonly string[], layers: readonly string[] | undefined): boolean =>
  LAYER_ROWS.coverage.every((key) => undrawn.includes(key)) && (layers?.includes('rivers') ?? true);

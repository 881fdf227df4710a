/** The bench district as a tile set, and tiles of it. */
import { type DistrictTiles, LayerIndex } from '../../../tiles/layer.ts';
import type { LayerId } from '../../../tiles/manifest.ts';
import type { BenchLayers } from './layers.ts';

export const ZOOMS = [8, 9, 10, 11, 12, 13, 14, 15, 16];
export const BENCH_LAYERS: readonly LayerId[] = ['rivers', 'coverage', 'water_bodies', 'outfalls'];

export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** @param prepared zooms that are packed ahead. */
export function tileSet({ sources, bbox }: BenchLayers, prepared: readonly number[]): DistrictTiles {
  const layers = new Map(sources.map((source) => [source.layer, new LayerIndex(source)]));
  for (const layer of layers.values()) for (const z of prepared) while (layer.prepareSome(z));
  return { version: 1, life: 1, name: 'bench', synthetic: true, bbox, layers };
}

/** Seeded tiles of the district's box, at most `most`. */
export function pickTiles(
  [west, south, east, north]: BenchLayers['bbox'],
  z: number,
  most: number,
  random: () => number,
): Tile[] {
  const column = (lon: number) => Math.floor((lon / 360 + 0.5) * 2 ** z);
  const row = (lat: number) => Math.floor((0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** z);
  const tiles: Tile[] = [];
  for (let x = column(west); x <= column(east); x++)
    for (let y = row(north); y <= row(south); y++) tiles.push({ z, x, y });
  while (tiles.length > most) tiles.splice(Math.floor(random() * tiles.length), 1);
  return tiles;
}

/** The same 121 tiles of zoom 14 of the bench district for every server of the bench. */

import { DEFAULT_LAYERS } from '../../../tiles/manifest.ts';
import { benchLayers } from '../tiles/layers.ts';
import { pickTiles, type Tile, tileSet } from '../tiles/set.ts';

const TILES = 121;

export interface BenchTiles {
  set: ReturnType<typeof tileSet>;
  tiles: Tile[];
}

/** Neighbours in the middle of the district, where there is most to show. */
export function benchTiles(seed: number): BenchTiles {
  const layers = benchLayers(0.2, seed);
  const set = tileSet(layers, [14]);
  const tiles = pickTiles(layers.bbox, 14, Number.POSITIVE_INFINITY, Math.random).slice(0, TILES);
  return { set, tiles };
}

export const addressOf = ({ z, x, y }: Tile) => `/tiles/bench/${DEFAULT_LAYERS.join()}/${z}/${x}/${y}.mvt?v=1`;

/** The tile sets of several districts as one, made on demand: most tiles are those of the one district that reaches them. */
import { mergeLayers } from './encode/merge-layers.ts';
import { LAYERS, type LayerId } from './manifest.ts';
import type { EncodableLayer, TileSet } from './tile-set.ts';

/**
 * Of at least one set. The version counts the commits of all of them and of those that there were.
 * @param before  versions of districts that were deleted, together: else the sum would come to the same number again.
 */
export function mergedSet(sets: readonly TileSet[], before = 0): TileSet {
  const ids = Object.keys(LAYERS) as LayerId[];
  const boxes = sets.flatMap(({ bbox }) => (bbox ? [bbox] : []));
  const side = (k: 0 | 1 | 2 | 3) => (k < 2 ? Math.min : Math.max)(...boxes.map((box) => box[k]));
  return {
    version: sets.reduce((sum, { version }) => sum + version, before),
    recomputing: sets.some(({ recomputing }) => recomputing),
    name: sets.map(({ name }) => name).join('、'),
    synthetic: sets.some(({ synthetic }) => synthetic),
    bbox: boxes.length > 0 ? [side(0), side(1), side(2), side(3)] : null,
    layers: new Map(
      ids.map((id) => [
        id,
        new MergedLayer(
          id,
          sets.map(({ layers }) => layers.get(id)!),
        ),
      ]),
    ),
  };
}

class MergedLayer implements EncodableLayer {
  private readonly name: string;
  private readonly layers: readonly EncodableLayer[];

  constructor(name: string, layers: readonly EncodableLayer[]) {
    this.name = name;
    this.layers = layers;
  }

  encode(zoom: number, x: number, y: number): Uint8Array {
    const parts = this.layers.map((layer) => layer.encode(zoom, x, y)).filter(({ length }) => length > 0);
    return parts.length > 1 ? mergeLayers(this.name, parts) : (parts[0] ?? new Uint8Array(0));
  }
}

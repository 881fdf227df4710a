/** The tiles of one district at one data version. */
import { type LayerId, TILE_DEEPEST } from './manifest.ts';

/** A layer that can be asked for its part of a tile. */
export interface EncodableLayer {
  /** As a field of a Tile message; empty where there is nothing. */
  encode(zoom: number, x: number, y: number): Uint8Array;
}

export interface TileSet<Layer extends EncodableLayer = EncodableLayer> {
  readonly version: number;
  /** Edits by hand wait to be derived from: what follows from them comes with the next version. */
  readonly recomputing?: boolean;
  /** West, south, east, north in degrees; null when the district holds nothing. */
  readonly bbox: readonly [number, number, number, number] | null;
  /** The district's name, as TileJSON shows it. */
  readonly name: string;
  readonly synthetic: boolean;
  readonly layers: ReadonlyMap<LayerId, Layer>;
}

/** A whole tile: the layers' bytes end to end, in the order asked for. Empty when no layer has anything there. */
export function encodeTile(set: TileSet, layers: readonly LayerId[], zoom: number, x: number, y: number): Uint8Array {
  return joinLayers(layers.map((id) => set.layers.get(id)?.encode(zoom, x, y)));
}

/** Layers of one tile end to end; those without anything are passed over. */
export function joinLayers(layers: readonly (Uint8Array | undefined)[]): Uint8Array {
  const parts = layers.filter((bytes) => bytes !== undefined && bytes.length > 0) as Uint8Array[];
  if (parts.length === 1) return parts[0];
  const tile = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    tile.set(part, at);
    at += part.length;
  }
  return tile;
}

/** Whether z/x/y names a tile that this service makes. */
export function isTile(zoom: number, x: number, y: number): boolean {
  return zoom >= 0 && zoom <= TILE_DEEPEST && x >= 0 && y >= 0 && x < 2 ** zoom && y < 2 ** zoom;
}

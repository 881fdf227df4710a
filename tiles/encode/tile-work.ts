/** What the layer encoders share while one tile is made. */
import type { Box } from '../geometry/clip.ts';
import { TILE_BUFFER, TILE_EXTENT, TILE_MAXZOOM } from '../manifest.ts';
import { LayerWriter } from './layer-writer.ts';
import { Pen } from './pen.ts';

/** The tile in work: the zoom it is taken from, its corner and buffered box in tile units of that zoom, and the scratch to write with. */
export interface TileWork {
  readonly zoom: number;
  /** Units of that zoom to the tile's side. */
  readonly extent: number;
  readonly cornerX: number;
  readonly cornerY: number;
  readonly box: Box;
  readonly pen: Pen;
  readonly out: LayerWriter;
}

const pen = new Pen();
const out = new LayerWriter();

/**
 * Begins a tile. The scratch is shared: one tile is finished before the next one begins. Beyond the last zoom that is packed
 * a tile is a part of one of that zoom, in its units: fewer of them to a side.
 */
export function tileWork(zoom: number, x: number, y: number): TileWork {
  const beyond = Math.max(0, zoom - TILE_MAXZOOM);
  const [extent, buffer] = [TILE_EXTENT >> beyond, TILE_BUFFER >> beyond];
  const cornerX = x * extent;
  const cornerY = y * extent;
  const box = {
    minX: cornerX - buffer,
    minY: cornerY - buffer,
    maxX: cornerX + extent + buffer,
    maxY: cornerY + extent + buffer,
  };
  return { zoom: zoom - beyond, extent, cornerX, cornerY, box, pen, out };
}

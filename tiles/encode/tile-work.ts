/** What the layer encoders share while one tile is made. */
import type { Box } from '../geometry/clip.ts';
import { TILE_BUFFER, TILE_EXTENT } from '../manifest.ts';
import { LayerWriter } from './layer-writer.ts';
import { Pen } from './pen.ts';

/** The tile in work: its zoom, its corner and buffered box in tile units of that zoom, and the scratch to write with. */
export interface TileWork {
  readonly zoom: number;
  readonly cornerX: number;
  readonly cornerY: number;
  readonly box: Box;
  readonly pen: Pen;
  readonly out: LayerWriter;
}

const pen = new Pen();
const out = new LayerWriter();

/** Begins a tile. The scratch is shared: one tile is finished before the next one begins. */
export function tileWork(zoom: number, x: number, y: number): TileWork {
  const cornerX = x * TILE_EXTENT;
  const cornerY = y * TILE_EXTENT;
  const box = {
    minX: cornerX - TILE_BUFFER,
    minY: cornerY - TILE_BUFFER,
    maxX: cornerX + TILE_EXTENT + TILE_BUFFER,
    maxY: cornerY + TILE_EXTENT + TILE_BUFFER,
  };
  return { zoom, cornerX, cornerY, box, pen, out };
}

/** A tile ready to be sent, in the two encodings that clients ask for. */

/** Both empty where the tile holds nothing. */
export interface PreparedTile {
  readonly gzip: Uint8Array;
  readonly brotli: Uint8Array;
}

/** Compresses a tile; given from outside, since this folder knows no input and output. */
export type Compress = (bytes: Uint8Array) => Promise<PreparedTile>;

export const NOTHING: PreparedTile = { gzip: new Uint8Array(0), brotli: new Uint8Array(0) };

/** What a kept tile costs beside its bytes: key, entry, two buffers. */
const OVERHEAD_BYTES = 400;

export function preparedBytes({ gzip, brotli }: PreparedTile): number {
  return gzip.length + brotli.length + OVERHEAD_BYTES;
}

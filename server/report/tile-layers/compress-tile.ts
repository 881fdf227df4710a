/** Tiles in gzip and brotli, compressed by the thread pool. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { NOTHING, type PreparedTile } from '../../../tiles/prepared-tile.ts';

const [toGzip, toBrotli] = [promisify(gzip), promisify(brotliCompress)];
/** 5 is about as small as gzip's best at a tenth of the time of brotli's best (11). */
const BROTLI_QUALITY = 5;

export async function compressTile(bytes: Uint8Array): Promise<PreparedTile> {
  if (bytes.length === 0) return NOTHING;
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [gzipped, brotli] = await Promise.all([toGzip(bytes), toBrotli(bytes, { params })]);
  return { gzip: gzipped, brotli };
}

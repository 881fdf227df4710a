/** Beside each built asset the same in brotli and gzip, for the server to send as they are. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

/** Less fits into one packet anyway. */
const LEAST_BYTES = 1024;

const [toGzip, toBrotli] = [promisify(gzip), promisify(brotliCompress)];

/** Once for all who ask, so both at their best. */
async function compress(folder: string, file: Rollup.OutputAsset | Rollup.OutputChunk): Promise<void> {
  const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
  if (bytes.length < LEAST_BYTES) return;
  const path = join(folder, file.fileName);
  const [brotli, gzipped] = await Promise.all([
    toBrotli(bytes),
    toGzip(bytes, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, gzipped)]);
}

export const compressAssets: Plugin = {
  name: 'compress-assets',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    const assets = Object.values(bundle).filter(({ fileName }) => fileName.startsWith('assets/'));
    await Promise.all(assets.map((file) => compress(dir!, file)));
  },
};

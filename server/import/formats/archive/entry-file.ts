/** A file inside an archive, as readers get files: unpacked in memory, its neighbours the entries beside it. */
import { basename, extname } from 'node:path';
import type { OpenFile } from '../../formats.ts';
import type { Archive } from './archive.ts';

const HEAD_BYTES = 1 << 16; // as of files on disk

export function entryFile(archive: Archive, name: string): OpenFile {
  const bytes = archive.unpack(name);
  return {
    name: basename(name),
    path: null,
    head: bytes.subarray(0, HEAD_BYTES),
    bytes: async () => bytes,
    chunks: () => [bytes],
    async beside(extension) {
      const wanted = (name.slice(0, name.length - extname(name).length) + extension).toLowerCase();
      const found = archive.entries.find((entry) => entry.name.toLowerCase() === wanted);
      return found ? archive.unpack(found.name) : null;
    },
  };
}

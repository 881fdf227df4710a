/** A file inside an archive, as readers get files: unpacked in memory, its neighbours the entries beside it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { OpenFile } from '../../formats.ts';
import type { Archive } from './archive.ts';

const HEAD_BYTES = 1 << 16; // as of files on disk

export function entryFile(archive: Archive, name: string): OpenFile {
  const bytes = archive.unpack(name);
  const stem = name.slice(0, name.length - extname(name).length).toLowerCase();
  return {
    name: basename(name),
    path: null,
    head: bytes.subarray(0, HEAD_BYTES),
    bytes: async () => bytes,
    chunks: () => [bytes],
    async beside(extension) {
      const found = archive.entries.find((entry) => entry.name.toLowerCase() === stem + extension.toLowerCase());
      return found ? archive.unpack(found.name) : null;
    },
    async copyTo(folder, extensions) {
      const wanted = extensions.map((extension) => stem + extension);
      const parts = archive.entries.filter((entry) => wanted.includes(entry.name.toLowerCase()));
      for (const part of parts)
        await writeFile(join(folder, `unpacked${extname(part.name).toLowerCase()}`), archive.unpack(part.name));
      return join(folder, `unpacked${extname(name).toLowerCase()}`);
    },
  };
}

/** Folders of the archive that are a file of their own (FileGDB). */
export function folderEntries({ entries }: Archive, extension: string): string[] {
  const folders = entries.map(({ name }) => dirname(name));
  return [...new Set(folders)].filter((folder) => folder.toLowerCase().endsWith(extension));
}

export function folderEntryFile(archive: Archive, folder: string): OpenFile {
  const inside = archive.entries.filter(({ name }) => dirname(name) === folder);
  const chunks = function* () {
    for (const { name } of inside) yield archive.unpack(name);
  };
  return {
    name: basename(folder),
    path: null,
    head: Buffer.alloc(0),
    bytes: async () => Buffer.concat([...chunks()]),
    chunks,
    beside: async () => null,
    async copyTo(target) {
      const path = join(target, `unpacked${extname(folder).toLowerCase()}`);
      await mkdir(path);
      for (const { name } of inside) await writeFile(join(path, basename(name)), archive.unpack(name));
      return path;
    },
  };
}

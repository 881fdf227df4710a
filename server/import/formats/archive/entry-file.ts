/** A file inside an archive, as readers get files: unpacked piece by piece, its neighbours the entries beside it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { OpenFile } from '../../formats.ts';
import { forwardReader } from '../forward-reader.ts';
import type { Archive, Entry } from './archive.ts';

const HEAD_BYTES = 1 << 16; // as of files on disk

export function entryFile(archive: Archive, entry: Entry): OpenFile {
  const { name, size } = entry;
  const stem = name.slice(0, name.length - extname(name).length).toLowerCase();
  const chunks = () => archive.chunks(entry);
  return {
    name: basename(name),
    path: null,
    head: forwardReader({ chunks, whole: () => archive.unpack(entry) })(0, Math.min(size, HEAD_BYTES)),
    size,
    bytes: async () => archive.unpack(entry),
    chunks,
    reader: () => forwardReader({ chunks, whole: () => archive.unpack(entry) }),
    async beside(extension) {
      const found = archive.entries.find((each) => each.name.toLowerCase() === stem + extension.toLowerCase());
      return found && found.size > 0 ? entryFile(archive, found) : null;
    },
    async copyTo(folder, extensions) {
      const wanted = extensions.map((extension) => stem + extension);
      for (const part of archive.entries.filter((each) => wanted.includes(each.name.toLowerCase())))
        await writeFile(join(folder, `unpacked${extname(part.name).toLowerCase()}`), archive.chunks(part));
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
    for (const entry of inside) yield* archive.chunks(entry);
  };
  const whole = () => Buffer.concat([...chunks()]);
  return {
    name: basename(folder),
    path: null,
    head: Buffer.alloc(0),
    size: inside.reduce((sum, { size }) => sum + size, 0),
    bytes: async () => whole(),
    chunks,
    reader: () => forwardReader({ chunks, whole }),
    beside: async () => null,
    async copyTo(target) {
      const path = join(target, `unpacked${extname(folder).toLowerCase()}`);
      await mkdir(path);
      for (const entry of inside) await writeFile(join(path, basename(entry.name)), archive.chunks(entry));
      return path;
    },
  };
}

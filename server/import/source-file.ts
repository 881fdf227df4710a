/** A file on disk: its bytes whole or piece by piece, its neighbours, its fingerprint. */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { DomainError } from '../errors.ts';
import { forwardReader } from './formats/forward-reader.ts';
import type { OpenFile, ReadAt } from './formats.ts';
import { withTurns } from './turn.ts';

const WHOLE_LIMIT_MB = 500; // of formats that are held in memory whole; JavaScript's longest string is 512 MB
const CHUNK_BYTES = 1 << 20; // large enough that calls do not count, small beside everything else
const HEAD_BYTES = 1 << 16; // enough for a signature, a header line, the first feature

/** @throws DomainError file_not_found, empty_file */
export async function fileOnDisk(path: string): Promise<OpenFile> {
  const name = basename(path);
  if (isFolderFormat(path)) return folderOnDisk(path, name);
  const size = await sizeOf(path, name);
  const [head = Buffer.alloc(0)] = chunksOf(path, HEAD_BYTES);
  return {
    name,
    path,
    head,
    size,
    bytes: () => readWhole(path, size),
    chunks: () => chunksOf(path, CHUNK_BYTES),
    reader: () => readerOf(path),
    beside: (extension) => fileBeside(path, extension),
  };
}

/** A FileGDB is a folder: its bytes are those of the files in it, by name. */
function isFolderFormat(path: string): boolean {
  return extname(path).toLowerCase() === '.gdb' && existsSync(path) && statSync(path).isDirectory();
}

function folderOnDisk(path: string, name: string): OpenFile {
  const inside = readdirSync(path).sort();
  const files = inside.map((each) => join(path, each)).filter((each) => statSync(each).isFile());
  const chunks = function* () {
    for (const file of files) yield* chunksOf(file, CHUNK_BYTES);
  };
  const bytes = async () => Buffer.concat([...chunks()]);
  const reader = () => forwardReader({ chunks, whole: () => Buffer.concat([...chunks()]) });
  const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
  return { name, path, head: Buffer.alloc(0), size, bytes, chunks, reader, beside: async () => null };
}

/** SHA-256 of the file and those that belong to it, in hexadecimal. */
export async function fingerprint(file: OpenFile, companions: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of withTurns(file.chunks())) hash.update(chunk);
  for (const extension of companions)
    for await (const chunk of withTurns((await file.beside(extension))?.chunks() ?? [])) hash.update(chunk);
  return hash.digest('hex');
}

async function sizeOf(path: string, name: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new DomainError('file_not_found', `there is no file ${path}`, `找不到文件 ${path}`, 404);
  if (found.size === 0) throw new DomainError('empty_file', `${name} is empty (0 bytes)`, `${name} 是空文件`);
  return found.size;
}

/** Synchronous on purpose: readers are generators that the conversion draws row by row. */
function* chunksOf(path: string, size: number): Generator<Buffer> {
  const descriptor = openSync(path, 'r');
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(size);
      const length = readSync(descriptor, chunk, 0, size, null);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(descriptor);
  }
}

function readWhole(path: string, size: number): Promise<Buffer> {
  const name = basename(path);
  const megabytes = Math.round(size / 1e6);
  if (size <= WHOLE_LIMIT_MB * 1e6) return readFile(path);
  throw new DomainError(
    'file_too_large',
    `${name} has ${megabytes} MB; the limit of its format is ${WHOLE_LIMIT_MB} MB: split it, or bring it as Shapefile, FlatGeobuf, GeoJSON or CSV, which are read piece by piece and have none`,
    `${name} 有 ${megabytes} MB，超过该格式上限 ${WHOLE_LIMIT_MB} MB：请拆分，或改用逐段读取、不受此限的 Shapefile、FlatGeobuf、GeoJSON 或 CSV`,
  );
}

const NEAR_BYTES = 1 << 14; // a record that lies out of the order of the file must not cost a megabyte

/** Reads ahead as long as it is asked in order: records then cost a system call per megabyte. */
function readerOf(path: string): ReadAt {
  let [start, window]: [number, Buffer] = [0, Buffer.alloc(0)];
  return (at, length) => {
    const end = start + window.length;
    if (at < start || at + length > end) {
      const isNext = at >= start && at <= end + NEAR_BYTES;
      [start, window] = [at, readPart(path, at, Math.max(length, isNext ? CHUNK_BYTES : NEAR_BYTES))];
    }
    return window.subarray(at - start, at - start + length);
  };
}

function readPart(path: string, at: number, length: number): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const part = Buffer.allocUnsafe(length);
    return part.subarray(0, readSync(descriptor, part, 0, length, at));
  } finally {
    closeSync(descriptor);
  }
}

/** An empty neighbour is none. Whatever its case, as GDAL and archives find it; the same writing before others. */
async function fileBeside(path: string, extension: string): Promise<OpenFile | null> {
  const wanted = basename(path, extname(path)) + extension;
  const others = readdirSync(dirname(path)).filter((name) => name.toLowerCase() === wanted.toLowerCase());
  const found = [wanted, basename(path, extname(path)) + extension.toUpperCase(), ...others.sort()].find((name) =>
    others.includes(name),
  );
  const beside = found === undefined ? undefined : join(dirname(path), found);
  return beside === undefined || statSync(beside).size === 0 ? null : fileOnDisk(beside);
}

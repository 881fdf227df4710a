/** The table of file formats, and how a file finds its reader. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { DomainError } from '../errors.ts';
import { csv } from './formats/csv.ts';
import { geojson } from './formats/geojson.ts';
import { geopackage } from './formats/geopackage.ts';
import { gpx } from './formats/gpx.ts';
import { shapefile } from './formats/shapefile.ts';
import type { Issue } from './issues.ts';
import type { SourceRow } from './request.ts';

/** One layer of a file, opened. */
export interface Source {
  /** The layer's name inside the file; null where the format has none. */
  layer: string | null;
  /** Names of the columns, in the order of the file. */
  columns: string[];
  /** As the file says it; null when it says nothing. */
  crs: string | null;
  /** Positions come from columns (lon, lat, x, y, wkt), not from geometry. */
  isTable: boolean;
  total?: number;
  rows(): Iterable<SourceRow>;
  /** Records that could not be read; complete once rows() has run to its end. */
  issues: Issue[];
}

export interface OpenFile {
  name: string;
  bytes: Buffer;
  /** Bytes of the file of the same name with another extension ('.dbf'), whatever its case; null when there is none. */
  beside(extension: string): Promise<Buffer | null>;
}

export interface Format {
  name: string;
  extensions: readonly string[];
  /** Whether the first bytes are this format's; absent where any bytes may be. */
  looksLike?(bytes: Buffer): boolean;
  open(file: OpenFile, sourceLayer: string | undefined): Promise<Source>;
}

export const FORMATS: readonly Format[] = [geopackage, geojson, shapefile, csv, gpx];

const LIMIT_MB = 500; // a file is held in memory whole; JavaScript's longest string is 512 MB

/** A file read whole, with its format and fingerprint. */
export interface ReadFile {
  file: OpenFile;
  format: Format;
  sha256: string;
}

/** @throws DomainError file_not_found, empty_file, file_too_large, unknown_format, wrong_extension */
export async function readSourceFile(path: string): Promise<ReadFile> {
  const bytes = await readBytes(path);
  const format = formatOf(path, bytes);
  const hash = createHash('sha256').update(bytes);
  const beside = async (extension: string) => {
    const stem = path.slice(0, path.length - extname(path).length);
    const found = [extension, extension.toUpperCase()].map((tail) => stem + tail).find((other) => existsSync(other));
    return found === undefined ? null : readFile(found);
  };
  // a shapefile's attributes, system and encoding are other files: they count as its bytes
  if (format === shapefile)
    for (const extension of ['.dbf', '.prj', '.cpg']) hash.update((await beside(extension)) ?? '');
  return { file: { name: basename(path), bytes, beside }, format, sha256: hash.digest('hex') };
}

async function readBytes(path: string): Promise<Buffer> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new DomainError('file_not_found', `there is no file ${path}`, `找不到文件 ${path}`, 404);
  if (found.size === 0)
    throw new DomainError('empty_file', `${basename(path)} is empty (0 bytes)`, `${basename(path)} 是空文件`);
  if (found.size > LIMIT_MB * 1e6)
    throw new DomainError(
      'file_too_large',
      `${basename(path)} has ${Math.round(found.size / 1e6)} MB; the limit is ${LIMIT_MB} MB: split it`,
      `${basename(path)} 有 ${Math.round(found.size / 1e6)} MB，超过上限 ${LIMIT_MB} MB，请拆分`,
    );
  return readFile(path);
}

function formatOf(path: string, bytes: Buffer): Format {
  const extension = extname(path).toLowerCase();
  const named = FORMATS.find(({ extensions }) => extensions.includes(extension));
  if (!named) {
    const known = FORMATS.flatMap(({ extensions }) => extensions).join(' ');
    throw new DomainError(
      'unknown_format',
      `${basename(path)} is of no format known here: ${known}`,
      `${basename(path)} 的格式不在支持之列：${known}`,
    );
  }
  const content = FORMATS.find((format) => format.looksLike?.(bytes));
  if (content && content !== named) throw wrongExtension(path, named.name, content.name);
  if (named.looksLike && !content) throw wrongExtension(path, named.name, 'something else');
  return named;
}

function wrongExtension(path: string, named: string, content: string): DomainError {
  return new DomainError(
    'wrong_extension',
    `${basename(path)} is named as ${named} but its content is ${content}`,
    `${basename(path)} 的扩展名是 ${named}，内容却不是`,
  );
}

/** A file that is of its format but cannot be understood. */
export function unreadable(file: string, why: { zh: string; en: string }, cause?: unknown): DomainError {
  return new DomainError('unreadable_file', `${file} cannot be read: ${why.en}`, `${file} 无法读取：${why.zh}`, 400, {
    cause,
  });
}

/** The layer asked for, or the only one. @throws DomainError unknown_source_layer, several_source_layers */
export function pickLayer(file: string, layers: readonly string[], asked: string | undefined): string {
  const list = layers.join(', ');
  if (asked !== undefined && layers.includes(asked)) return asked;
  if (asked !== undefined)
    throw new DomainError(
      'unknown_source_layer',
      `${file} has no layer "${asked}"; it has ${list}`,
      `${file} 中没有图层“${asked}”，只有 ${list}`,
    );
  if (layers.length === 1) return layers[0];
  throw new DomainError(
    'several_source_layers',
    `${file} has several layers: name one by --source-layer (${list})`,
    `${file} 含多个图层，请用 --source-layer 指定（${list}）`,
  );
}

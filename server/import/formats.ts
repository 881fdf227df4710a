/** The table of file formats, what a reader gets and gives, and the refusals readers share. */
import { extname } from 'node:path';
import { DomainError } from '../errors.ts';
import type { Layer } from './field.ts';
import { type LayerName, layerOf } from './fields.ts';
import { isZip } from './formats/archive/archive.ts';
import { csv } from './formats/csv.ts';
import { flatgeobuf } from './formats/flatgeobuf.ts';
import { geojson } from './formats/geojson.ts';
import { geojsonLines, isGeojsonLines } from './formats/geojson-lines.ts';
import { geopackage } from './formats/geopackage.ts';
import { gpx } from './formats/gpx.ts';
import { kml, kmz } from './formats/kml.ts';
import { withMendedText } from './formats/mend-text.ts';
import { dxf, fileGdb, mapinfoMif, mapinfoTab } from './formats/ogr.ts';
import { COLUMNS_LIMIT, noLayers, tooManyColumns } from './formats/refusals.ts';
import { shapefile } from './formats/shapefile.ts';
import { xlsx } from './formats/xlsx.ts';
import { zip } from './formats/zip.ts';
import type { Issue } from './issues.ts';
import type { SourceRow } from './request.ts';
import { fileOnDisk, fingerprint } from './source-file.ts';

/** The header of a column whose format has too little room for headers. */
export interface CutHeader {
  /** Whether it may be the beginning of this one. */
  mayBegin(header: string): boolean;
  /** Another column's header came out the same. */
  hasTwin: boolean;
}

/** One layer of a file, opened. */
export interface Source {
  /** The layer's name inside the file; null where the format has none. */
  layer: string | null;
  /** Those that can be asked for where all together are read otherwise. */
  layers?: readonly string[];
  /** Names of the columns, in the order of the file. */
  columns: string[];
  /** Those of them whose headers may have been cut. */
  cut?: ReadonlyMap<string, CutHeader>;
  /** As the file says it; null when it says nothing. */
  crs: string | null;
  /** Positions come from columns (lon, lat, x, y, wkt), not from geometry. */
  isTable: boolean;
  total?: number;
  rows(): Iterable<SourceRow>;
  /** Records that could not be read; complete once rows() has run to its end. */
  issues: Issue[];
}

/** `length` bytes from `at` on; fewer where the file ends. */
export type ReadAt = (at: number, length: number) => Buffer;

export interface OpenFile {
  name: string;
  /** Where it lies on disk; null inside an archive. */
  path: string | null;
  /** Its first bytes, at most 64 kB. */
  head: Buffer;
  /** Bytes in all; of an archive's entry as the archive states them. */
  size: number;
  /** All of it. @throws DomainError file_too_large */
  bytes(): Promise<Buffer>;
  /** From the start at every call, one piece in memory at a time. */
  chunks(): Iterable<Buffer>;
  /** Bytes by their places, for one pass: forwards nothing but what is asked for is held. */
  reader(): ReadAt;
  /** The file of the same name with another extension ('.dbf'), whatever its case; null when there is none. */
  beside(extension: string): Promise<OpenFile | null>;
  /** Inside an archive: unpacks it and what lies beside it under these extensions for another program; gives its path. */
  copyTo?(folder: string, extensions: readonly string[]): Promise<string>;
}

export interface Format {
  name: string;
  extensions: readonly string[];
  /** Extensions of the files beside it that belong to it: they count as its bytes. */
  companions?: readonly string[];
  /** Whether the first bytes are this format's; absent where any bytes may be. */
  looksLike?(head: Buffer): boolean;
  /** Its files are one layer each, and none can be asked for. */
  isOneLayer?: true;
  open(file: OpenFile, sourceLayer: string | undefined): Promise<Source>;
  /** Of a format whose layers are kinds of geometry: the one for rows of this geometry. */
  layerFor?(geometry: Layer['geometry']): string;
  /** Of an archive: the bytes of what open() would read. */
  bytesToRead?(file: OpenFile, sourceLayer: string | undefined): Promise<number>;
}

export const FORMATS: readonly Format[] = [
  geopackage,
  geojson,
  geojsonLines,
  shapefile,
  csv,
  xlsx,
  gpx,
  kml,
  kmz,
  flatgeobuf,
  zip,
  mapinfoTab,
  mapinfoMif,
  dxf,
  fileGdb,
];

/** A file found, with its format and fingerprint. */
export interface ReadFile {
  file: OpenFile;
  format: Format;
  sha256: string;
}

/** @throws DomainError file_not_found, empty_file, unknown_format, wrong_extension, old_excel */
export async function readSourceFile(path: string): Promise<ReadFile> {
  const file = await fileOnDisk(path);
  const format = formatOf(file.name, file.head);
  // every reader's columns and texts are looked at in one place
  const checked: Format = {
    ...format,
    async open(opened, sourceLayer) {
      const source = await openFormat(format, opened, sourceLayer);
      if (source.columns.length > COLUMNS_LIMIT) throw tooManyColumns(file.name, source.columns.length);
      return withMendedText(source);
    },
  };
  return { file, format: checked, sha256: await fingerprint(file, format.companions ?? []) };
}

/** @throws DomainError no_source_layers, and those of the reader */
export function openFormat(format: Format, file: OpenFile, sourceLayer: string | undefined): Promise<Source> {
  if (sourceLayer !== undefined && format.isOneLayer) throw noLayers(file.name, format.name);
  return format.open(file, sourceLayer);
}

/** The layer inside a file that a request means: as asked, or the one for rows of such a layer. */
export function sourceLayerOf(
  format: Format,
  asked: string | undefined,
  layer: LayerName | undefined,
): string | undefined {
  return asked ?? (layer && format.layerFor?.(layerOf(layer).geometry));
}

/** Bytes that a reader goes through: those of the file and of what belongs to it, unpacked. */
export async function bytesToRead(file: OpenFile, format: Format, sourceLayer: string | undefined): Promise<number> {
  if (format.bytesToRead) return format.bytesToRead(file, sourceLayer);
  const parts = await Promise.all((format.companions ?? []).map((extension) => file.beside(extension)));
  return parts.reduce((sum, part) => sum + (part?.size ?? 0), file.size);
}

/** The format by name, held against the first bytes. */
export function formatOf(name: string, head: Buffer): Format {
  const extension = extname(name).toLowerCase();
  if (isOldExcel(head)) throw oldExcel(name);
  const named = FORMATS.find(({ extensions }) => extensions.includes(extension));
  if (!named) throw unknownFormat(name);
  if (named.looksLike ? named.looksLike(head) : !FORMATS.some((format) => format.looksLike?.(head))) {
    return named === geojson && isGeojsonLines(head) ? geojsonLines : named;
  }
  throw wrongExtension(name, named.name, contentOf(head));
}

/** The compound file of Excel 97: what .xls is, and what .xlsx is when someone only renamed it. */
function isOldExcel(head: Buffer): boolean {
  return head.length >= 8 && head.readUInt32BE(0) === 0xd0cf11e0 && head.readUInt32BE(4) === 0xa1b11ae1;
}

function oldExcel(name: string): DomainError {
  return new DomainError(
    'old_excel',
    `${name} is a workbook of Excel 97-2003 (.xls), whatever its name says: open it and save it as .xlsx or CSV`,
    `${name} 的内容是 Excel 97-2003 工作簿（.xls），改扩展名不够：请打开后另存为 .xlsx 或 CSV`,
  );
}

function unknownFormat(name: string): DomainError {
  const known = FORMATS.flatMap(({ extensions }) => extensions).join(' ');
  return new DomainError(
    'unknown_format',
    `${name} is of no format known here: ${known}`,
    `${name} 的格式不在支持之列：${known}`,
  );
}

function wrongExtension(name: string, named: string, content: { zh: string; en: string }): DomainError {
  return new DomainError(
    'wrong_extension',
    `${name} is named as ${named} but its content is ${content.en}`,
    `${name} 的扩展名是 ${named}，内容却是${content.zh}`,
  );
}

/** Archives look alike: which one it is stands in the names inside, which are written as they are. */
function zippedFormat(head: Buffer): string {
  const names = head.toString('latin1');
  if (/\.kml/i.test(names)) return kmz.name;
  return /\[Content_Types\]\.xml|xl\//.test(names) ? xlsx.name : zip.name;
}

/** Systems of bureaus write a page or bare text and call it a workbook: then the way out is said as well. */
function contentOf(head: Buffer): { zh: string; en: string } {
  const known = isZip(head) ? zippedFormat(head) : FORMATS.find((format) => format.looksLike?.(head))?.name;
  if (known) return { zh: ` ${known}`, en: known };
  if (head.includes(0)) return { zh: '其他数据', en: 'something else' };
  const isPage = /<(html|table|!doctype html|\?mso-application|workbook)\b/i.test(head.toString('latin1'));
  return isPage
    ? {
        zh: '网页或 XML 表格：请用 Excel 打开后另存为 .xlsx',
        en: 'a web page or XML: open it in Excel and save it as .xlsx',
      }
    : { zh: '纯文本：若是表格，请改名为 .csv', en: 'plain text: where it is a table, name it .csv' };
}

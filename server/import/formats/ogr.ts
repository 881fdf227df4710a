/** Formats read by way of GDAL's ogr2ogr where it is installed: MapInfo, DXF, FileGDB become a GeoPackage in a folder of its own. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { DomainError } from '../../errors.ts';
import type { Format, OpenFile, Source } from '../formats.ts';
import { withConverterErrors, withRowsStated, withTableMissing } from './converter-losses.ts';
import { geopackage } from './geopackage.ts';
import { lacksTable, rowsOfMif, rowsOfTab } from './mapinfo-rows.ts';
import { unreadable } from './refusals.ts';

const TIME_LIMIT_MS = 120_000; // a FileGDB of 500 MB takes a minute
const OUTPUT_LIMIT_MB = 500; // as of any file held in memory whole

const PATH = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin'; // where packages put GDAL

const TABLE_PARTS = ['.dat', '.map', '.id', '.ind', '.dbf'];

export const mapinfoTab: Format = {
  name: 'MapInfo TAB',
  extensions: ['.tab'],
  companions: TABLE_PARTS,
  looksLike: (head) => /^\s*!table/i.test(head.subarray(0, 100).toString('latin1')),
  open: async (file, layer) =>
    withRowsStated(await throughOgr(file, 'MapInfo TAB', TABLE_PARTS, layer), await rowsOfTab(file)),
};

export const mapinfoMif: Format = {
  name: 'MapInfo MIF',
  extensions: ['.mif'],
  companions: ['.mid'],
  looksLike: (head) => /^\s*version\s+\d/i.test(head.subarray(0, 100).toString('latin1')),
  open: async (file, layer) =>
    withTableMissing(
      withRowsStated(await throughOgr(file, 'MapInfo MIF', ['.mid'], layer), await rowsOfMif(file)),
      await lacksTable(file),
    ),
};

export const dxf: Format = {
  name: 'DXF',
  extensions: ['.dxf'],
  looksLike: (head) => /^(\s*999\s[^\n]*)*\s*0\s+SECTION/.test(head.subarray(0, 4000).toString('latin1')),
  open: (file, layer) => throughOgr(file, 'DXF', [], layer),
};

/** A folder; its fingerprint is that of its tables. */
export const fileGdb: Format = {
  name: 'FileGDB',
  extensions: ['.gdb'],
  open: (file, layer) => throughOgr(file, 'FileGDB', [], layer),
};

/** @param path where ogr2ogr is looked for. @throws DomainError ogr2ogr_needed, unreadable_file, file_too_large */
export async function throughOgr(
  file: OpenFile,
  name: string,
  parts: string[],
  layer: string | undefined,
  path = PATH,
): Promise<Source> {
  const folder = await mkdtemp(join(tmpdir(), 'outfall-atlas-ogr-'));
  try {
    const source = await sourceOf(file, folder, parts);
    const target = join(folder, 'converted.gpkg');
    const stderr = await runOgr({ file: file.name, format: name, path }, [
      '-f',
      'GPKG',
      '-skipfailures',
      '-lco',
      'FID=ogr_fid',
      target,
      source,
    ]);
    if ((await stat(target)).size > OUTPUT_LIMIT_MB * 1e6) throw tooLarge(file.name);
    const converted = await geopackage.open(convertedFile(file, await readFile(target)), layer);
    return withConverterErrors(converted, stderr, [folder, dirname(source)]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function sourceOf(file: OpenFile, folder: string, parts: string[]): Promise<string> {
  if (file.copyTo) return file.copyTo(folder, [extname(file.name).toLowerCase(), ...parts]);
  return parts.length > 0 ? copyInto(folder, file.path!, parts) : file.path!;
}

/** Only the parts that belong to the table, under lower-case names: GDAL looks for nothing else beside them. */
async function copyInto(folder: string, path: string, parts: string[]): Promise<string> {
  const stem = basename(path, extname(path));
  const wanted = new Set([extname(path), ...parts].map((extension) => (stem + extension).toLowerCase()));
  for (const name of await readdir(dirname(path)))
    if (wanted.has(name.toLowerCase()))
      await copyFile(join(dirname(path), name), join(folder, stem + extname(name).toLowerCase()));
  return join(folder, stem + extname(path).toLowerCase());
}

function convertedFile(file: OpenFile, bytes: Buffer): OpenFile {
  return {
    ...file,
    head: bytes.subarray(0, 100),
    size: bytes.length,
    bytes: async () => bytes,
    chunks: () => [bytes],
    reader: () => (at, length) => bytes.subarray(at, at + length),
  };
}

const LATE = { zh: `超过 ${TIME_LIMIT_MS / 1000} 秒`, en: `it took longer than ${TIME_LIMIT_MS / 1000} s` };

/**
 * No shell, no inherited environment but the search path: names of files are arguments and nothing else.
 * @returns what it said on stderr, which may be of rows that it passed over
 */
async function runOgr(
  { file, format, path }: Record<'file' | 'format' | 'path', string>,
  args: string[],
): Promise<string> {
  try {
    const options = { timeout: TIME_LIMIT_MS, killSignal: 'SIGKILL', env: { PATH: path } } as const;
    return (await promisify(execFile)('ogr2ogr', args, options)).stderr;
  } catch (cause) {
    const { code, killed, stderr = '' } = cause as { code?: unknown; killed?: boolean; stderr?: string };
    // a number is how it ended; a word says that it never began: absent, or not executable
    if (code === 'ENOENT' || code === 'EACCES') throw notInstalled(file, format);
    const said = stderr.trim().split('\n')[0];
    const why = killed ? LATE : { zh: `“${said}”`, en: `"${said}"` };
    throw unreadable(file, { zh: `ogr2ogr 无法转换：${why.zh}`, en: `ogr2ogr cannot convert it: ${why.en}` }, cause);
  }
}

/** @returns the refusal where GDAL is absent; it names the way out. */
function notInstalled(file: string, format: string): DomainError {
  return new DomainError(
    'ogr2ogr_needed',
    `${file}: ${format} is read through ogr2ogr (GDAL), which is not installed here; install gdal-bin, or save the layer as GeoPackage or Shapefile`,
    `${file}：读取 ${format} 需要 ogr2ogr（GDAL），本机未安装；请安装 gdal-bin，或将图层另存为 GeoPackage、Shapefile`,
    400,
  );
}

function tooLarge(file: string): DomainError {
  return new DomainError(
    'file_too_large',
    `${file} is more than ${OUTPUT_LIMIT_MB} MB as a GeoPackage: split it`,
    `${file} 转换后超过 ${OUTPUT_LIMIT_MB} MB，请拆分`,
  );
}

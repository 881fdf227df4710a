/** The archive of the configuration, where it is a file of this machine: looked at when the service starts, for pages could only say that nothing came. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { bytesToHeader, TileType } from 'pmtiles';
import { DomainError } from '../errors.ts';

const HEADER_BYTES = 127;
const BEGINS = 'PMTiles\x03'; // with the version
/** What web/map/pmtiles-basemap.ts draws. */
const DRAWN: readonly TileType[] = [TileType.Mvt, TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif];

/** Absolute. @throws DomainError bad_setting where it cannot be read, or holds nothing that pages can draw */
export function readableArchive(setting: string): string {
  const file = resolve(setting);
  const { start, bytes } = startOf(file, setting);
  if (start.length < HEADER_BYTES || start.toString('latin1', 0, BEGINS.length) !== BEGINS)
    throw badArchive(
      setting,
      'which is no PMTiles archive of version 3, as `pmtiles` and `atlas tiles build` write it',
      '不是 PMTiles 3 版的文件（pmtiles 或 atlas tiles build 生成的）',
    );
  const header = bytesToHeader(new Uint8Array(start).buffer);
  if (!DRAWN.includes(header.tileType))
    throw badArchive(
      setting,
      `whose tiles are of type ${header.tileType}, and it must be Mapbox vector tiles (1) or pictures (2 to 5)`,
      `其瓦片类型为 ${header.tileType}，应为 Mapbox 矢量瓦片（1）或图片（2 至 5）`,
    );
  const announced = header.tileDataOffset + (header.tileDataLength ?? 0);
  if (bytes < announced)
    throw badArchive(
      setting,
      `which is cut short: ${bytes} bytes of ${announced}`,
      `文件不完整：只有 ${bytes} 字节，应有 ${announced} 字节`,
    );
  return file;
}

function startOf(file: string, setting: string): { start: Buffer; bytes: number } {
  let opened: number | undefined;
  try {
    opened = openSync(file, 'r');
    const start = Buffer.alloc(HEADER_BYTES);
    const read = readSync(opened, start, 0, HEADER_BYTES, 0);
    return { start: start.subarray(0, read), bytes: fstatSync(opened).size };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw badArchive(setting, 'and there is no such file', '没有这个文件', cause);
    throw badArchive(setting, `which cannot be read (${code})`, `无法读取（${code}）`, cause);
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

const badArchive = (setting: string, why: string, whyZh: string, cause?: unknown): DomainError =>
  new DomainError(
    'bad_setting',
    `BASEMAP is "${setting}", ${why}.`,
    `环境变量 BASEMAP 为“${setting}”，${whyZh}。`,
    undefined,
    { cause },
  );

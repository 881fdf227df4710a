/** The basemap of the configuration: none, Tianditu with a key, raster tiles by an address, or an archive of tiles. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DomainError } from '../errors.ts';

/** What pages are told of it. */
export type Basemap =
  | { kind: 'raster'; tiles: string[]; tileSize: number; maxzoom: number; attribution: string }
  /** A PMTiles archive, vector or raster: it says itself what it holds and whose it is. */
  | { kind: 'pmtiles'; url: string };

/** Where the service serves the archive of its configuration. */
export const ARCHIVE_PATH = '/basemap.pmtiles';

const TIANDITU =
  'https://t{s}.tianditu.gov.cn/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=';

const isAddress = (setting: string): boolean => /^https?:\/\/[^\s{}]+/.test(setting);
const isArchive = (setting: string): boolean => setting.endsWith('.pmtiles');

/** The archive's file where the setting is one of this machine; absolute. @throws DomainError bad_setting when there is none */
export function archiveFile(setting: string): string | null {
  if (!isArchive(setting) || isAddress(setting)) return null;
  const file = resolve(setting);
  if (existsSync(file)) return file;
  throw new DomainError(
    'bad_setting',
    `BASEMAP is "${setting}", and there is no such file.`,
    `环境变量 BASEMAP 为“${setting}”，没有这个文件。`,
  );
}

/** `tianditu:KEY`, an address with {z}, {x} and {y}, a file or an address that ends with .pmtiles, or nothing. @throws DomainError bad_setting */
export function readBasemap(setting: string): Basemap | null {
  if (setting === '') return null;
  if (archiveFile(setting) !== null) return { kind: 'pmtiles', url: ARCHIVE_PATH };
  if (isArchive(setting)) return { kind: 'pmtiles', url: setting };
  const [, key] = /^tianditu:([A-Za-z0-9]{8,64})$/.exec(setting) ?? [];
  const raster = { kind: 'raster', tileSize: 256 } as const;
  if (key) {
    const tiles = ['0', '1', '2', '3'].map((server) => TIANDITU.replace('{s}', server) + key);
    return { ...raster, tiles, maxzoom: 18, attribution: '© 天地图 国家地理信息公共服务平台' };
  }
  if (isAddress(setting) && ['{z}', '{x}', '{y}'].every((part) => setting.includes(part)))
    return { ...raster, tiles: [setting], maxzoom: 19, attribution: new URL(setting.replace(/[{}]/g, '')).host };
  throw new DomainError(
    'bad_setting',
    `BASEMAP is "${setting}"; it must be tianditu:KEY, an address with {z}, {x} and {y}, or a .pmtiles file or address.`,
    `环境变量 BASEMAP 为“${setting}”，应为 tianditu:密钥、带 {z}、{x}、{y} 的地址，或 .pmtiles 文件或地址。`,
  );
}

/** Where its tiles come from when not from here, for the Content-Security-Policy. */
export function originsOf(basemap: Basemap | null): string[] {
  const addresses = basemap === null ? [] : basemap.kind === 'raster' ? basemap.tiles : [basemap.url];
  return addresses.filter(isAddress).map((address) => new URL(address.replace(/[{}]/g, '')).origin);
}

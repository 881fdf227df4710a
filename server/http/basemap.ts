/** The basemap of the configuration: none, Tianditu with a key, raster tiles by an address, or an archive of tiles. */
import { DomainError } from '../errors.ts';
import { readableArchive } from './basemap-archive.ts';

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

/** The archive's file where the setting is one of this machine; absolute. @throws DomainError bad_setting where it cannot be read */
export const archiveFile = (setting: string): string | null =>
  isArchive(setting) && !isAddress(setting) ? readableArchive(setting) : null;

/** `tianditu:KEY`, an address with {z}, {x} and {y}, a file or an address that ends with .pmtiles, or nothing. @throws DomainError bad_setting */
export function readBasemap(setting: string): Basemap | null {
  if (setting === '') return null;
  if (archiveFile(setting) !== null) return { kind: 'pmtiles', url: ARCHIVE_PATH };
  if (isArchive(setting)) return { kind: 'pmtiles', url: setting };
  if (setting.startsWith('tianditu:')) return tianditu(setting);
  if (isAddress(setting) && ['{z}', '{x}', '{y}'].every((part) => setting.includes(part))) {
    const attribution = new URL(setting.replace(/[{}]/g, '')).host;
    return { kind: 'raster', tiles: [setting], tileSize: 256, maxzoom: 19, attribution };
  }
  throw new DomainError(
    'bad_setting',
    `BASEMAP is "${setting}"; it must be tianditu:KEY, an address with {z}, {x} and {y}, or a .pmtiles file or address.`,
    `环境变量 BASEMAP 为“${setting}”，应为 tianditu:密钥、带 {z}、{x}、{y} 的地址，或 .pmtiles 文件或地址。`,
  );
}

/** @throws DomainError bad_setting where what follows is no key */
function tianditu(setting: string): Basemap {
  const [, key] = /^tianditu:([A-Za-z0-9]{8,64})$/.exec(setting) ?? [];
  if (key === undefined)
    throw new DomainError(
      'bad_setting',
      `BASEMAP is "${setting}"; after tianditu: comes the key, 8 to 64 letters and digits with nothing between or after them (Tianditu gives 32: tianditu:0123456789abcdef0123456789abcdef).`,
      `环境变量 BASEMAP 为“${setting}”；tianditu: 后面应是密钥，8 至 64 位字母和数字，中间和后面没有其他字符（天地图发放的为 32 位，如 tianditu:0123456789abcdef0123456789abcdef）。`,
    );
  const tiles = ['0', '1', '2', '3'].map((server) => TIANDITU.replace('{s}', server) + key);
  return { kind: 'raster', tiles, tileSize: 256, maxzoom: 18, attribution: '© 天地图 国家地理信息公共服务平台' };
}

/** Where its tiles come from when not from here, for the Content-Security-Policy. */
export function originsOf(basemap: Basemap | null): string[] {
  const addresses = basemap === null ? [] : basemap.kind === 'raster' ? basemap.tiles : [basemap.url];
  return addresses.filter(isAddress).map((address) => new URL(address.replace(/[{}]/g, '')).origin);
}

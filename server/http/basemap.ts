/** The basemap of the configuration: none, Tianditu with a key, or raster tiles by an address. The one thing that pages load from elsewhere. */
import { DomainError } from '../errors.ts';

export interface Basemap {
  tiles: string[];
  tileSize: number;
  maxzoom: number;
  attribution: string;
}

const TIANDITU =
  'https://t{s}.tianditu.gov.cn/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=';

/** `tianditu:KEY`, an address with {z}, {x} and {y}, or nothing. @throws DomainError bad_setting */
export function readBasemap(setting: string): Basemap | null {
  if (setting === '') return null;
  const [, key] = /^tianditu:([A-Za-z0-9]{8,64})$/.exec(setting) ?? [];
  if (key) {
    const tiles = ['0', '1', '2', '3'].map((server) => TIANDITU.replace('{s}', server) + key);
    return { tiles, tileSize: 256, maxzoom: 18, attribution: '© 天地图 国家地理信息公共服务平台' };
  }
  if (/^https?:\/\/[^\s{}]+.*\{z\}/.test(setting) && setting.includes('{x}') && setting.includes('{y}'))
    return { tiles: [setting], tileSize: 256, maxzoom: 19, attribution: new URL(setting.replace(/[{}]/g, '')).host };
  throw new DomainError(
    'bad_setting',
    `BASEMAP is "${setting}"; it must be tianditu:KEY or an address with {z}, {x} and {y}.`,
    `环境变量 BASEMAP 为“${setting}”，应为 tianditu:密钥，或带 {z}、{x}、{y} 的地址。`,
  );
}

/** Where its tiles come from, for the Content-Security-Policy. */
export const originsOf = (basemap: Basemap | null): string[] =>
  (basemap?.tiles ?? []).map((address) => new URL(address.replace(/[{}]/g, '')).origin);

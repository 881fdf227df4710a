/** From the setting of the server to a basemap the style can draw. The reader of archives is loaded where there is one. */
import { unreached } from '../api/client.ts';
import type { BasemapSetting } from '../api/types.ts';
import type { Translate } from '../i18n/dictionary.ts';
import type { Basemap } from '../style/layers/basemap.ts';

/** What the page has of it. */
export interface Opened {
  basemap: Basemap | null;
  /** Address of the archive that should be it and cannot be read: the map does without. */
  unread: string | null;
}

/** Until it is known what it is. */
export const NO_BASEMAP: Opened = { basemap: null, unread: null };

/** What a reader is told of a basemap that is not drawn, or null. @param isMissing nothing comes of what is in sight */
export function basemapNotice(t: Translate, { basemap, unread }: Opened, isMissing: boolean): string | null {
  if (unread !== null) return t('basemapUnread', { url: unread });
  return isMissing && basemap ? t('basemapMissing', { host: hostOf(basemap) }) : null;
}

/** Not the whole address: a key may stand in it. */
const hostOf = ({ source: { tiles = [] } }: Basemap): string =>
  new URL(tiles[0].replace('pmtiles://', '').replace(/[{}]/g, '')).host;

/** @param origin of the server, without a slash at the end. */
export async function openBasemap(setting: BasemapSetting | null, origin: string): Promise<Opened> {
  if (setting === null) return NO_BASEMAP;
  if (setting.kind === 'raster') {
    const { tiles, tileSize, maxzoom, attribution } = setting;
    return {
      basemap: { source: { type: 'raster', tiles, tileSize, maxzoom }, layers: [], attribution },
      unread: null,
    };
  }
  const url = new URL(setting.url, origin || location.origin).href;
  const { openArchive } = await import('./pmtiles-basemap.ts').catch(unreached);
  try {
    return { basemap: await openArchive(url), unread: null };
  } catch (cause) {
    console.warn(`The basemap ${url} cannot be read:`, cause); // readers are told what to do, not what a library says
    return { basemap: null, unread: url };
  }
}

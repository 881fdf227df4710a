/** From the setting of the server to a basemap the style can draw. The reader of archives is loaded where there is one. */
import { unreached } from '../api/client.ts';
import type { BasemapSetting } from '../api/types.ts';
import type { Basemap } from '../style/layers/basemap.ts';

/** @param origin of the server, without a slash at the end. Null where an archive cannot be read: the map does without. */
export async function openBasemap(setting: BasemapSetting | null, origin: string): Promise<Basemap | null> {
  if (setting === null) return null;
  if (setting.kind === 'raster') {
    const { tiles, tileSize, maxzoom, attribution } = setting;
    return { source: { type: 'raster', tiles, tileSize, maxzoom }, layers: [], attribution };
  }
  const { openArchive } = await import('./pmtiles-basemap.ts').catch(unreached);
  return openArchive(new URL(setting.url, origin || location.origin).href).catch(() => null);
}

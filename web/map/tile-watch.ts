/** Watches whether the map's own tiles arrive, and asks again for those that did not. */
import type { ErrorEvent, Map as GlMap } from 'maplibre-gl';
import { BASEMAP_SOURCE } from '../style/layers/basemap.ts';
import { AS_OF_SOURCE, OUTFALLS_SOURCE, SOURCE } from '../style/layers/expressions.ts';

const AGAIN_MS = 4000;
const OURS: readonly (string | undefined)[] = [SOURCE, AS_OF_SOURCE, OUTFALLS_SOURCE];

interface TileName {
  z: number;
  x: number;
  y: number;
}
/** What the map tells besides the error when a tile did not come. */
type TileError = ErrorEvent & { sourceId?: string; tile?: { tileID: { canonical: TileName } } };

/** Tells true when tiles fail, false when all have come. @returns the function that stops it */
export function watchTiles(map: GlMap, tell: (isFailing: boolean) => void): () => void {
  let failed: { source: string; tile: TileName }[] = []; // since they were asked for last
  let isTold = false;
  let timer = 0;
  const say = (isFailing: boolean): void => {
    if (isFailing !== isTold) tell(isFailing);
    isTold = isFailing;
  };
  const again = (): void => {
    timer = 0;
    const those = failed;
    failed = [];
    // by name: it passes over tiles that failed otherwise
    for (const { source, tile } of those) if (map.getSource(source)) map.refreshTiles(source, [tile]);
  };
  const onError = (event: TileError): void => {
    if (!OURS.includes(event.sourceId)) {
      if (event.sourceId !== BASEMAP_SOURCE) console.error(event.error); // ours to mend, not the reader's
      return;
    }
    if (event.tile) failed.push({ source: event.sourceId!, tile: event.tile.tileID.canonical });
    say(true);
    timer ||= window.setTimeout(again, AGAIN_MS);
  };
  const onIdle = (): void => {
    if (failed.length === 0) say(false);
  };
  map.on('error', onError);
  map.on('idle', onIdle);
  return () => {
    clearTimeout(timer);
    map.off('error', onError);
    map.off('idle', onIdle);
  };
}

/** Watches whether a basemap is drawn: it comes from elsewhere, and a map does not tell of all that does not come. */
import type { ErrorEvent, Map as GlMap, MapSourceDataEvent, Tile } from 'maplibre-gl';
import { BASEMAP_SOURCE } from '../style/layers/basemap.ts';

const SLOW_MS = 10_000; // a server out of reach may keep a browser waiting for minutes
const AGAIN_MS = 60_000; // a refusal is asked again seldom: keys are good for so many tiles a day

/** Tells true when nothing comes of what is in sight, false when something does. @returns the function that stops it */
export function watchBasemap(map: GlMap, tell: (isMissing: boolean) => void): () => void {
  const tiles = new Set<Tile>();
  let isTold = false;
  let slow = 0;
  let again = 0;
  let cause: unknown;
  const say = (isMissing: boolean): void => {
    if (isMissing === isTold) return;
    isTold = isMissing;
    clearInterval(again);
    if (isMissing) {
      console.warn('No tile of the basemap came:', cause ?? 'they are not there, or late'); // readers are told what to do
      again = window.setInterval(() => map.getSource(BASEMAP_SOURCE) && map.refreshTiles(BASEMAP_SOURCE), AGAIN_MS);
    }
    tell(isMissing);
  };
  const look = (): void => {
    clearTimeout(slow);
    slow = 0;
    for (const tile of tiles) if (tile.uses === 0 && !tile.hasData()) tiles.delete(tile);
    const inSight = [...tiles].filter(({ uses }) => uses > 0);
    if (inSight.length > 0) say(!inSight.some((tile) => tile.hasData()));
  };
  const onAsked = ({ sourceId, tile }: MapSourceDataEvent): void => {
    if (sourceId !== BASEMAP_SOURCE || !tile) return;
    tiles.add(tile);
    slow ||= window.setTimeout(look, SLOW_MS);
  };
  const onCome = ({ sourceId, tile }: MapSourceDataEvent): void => {
    if (sourceId === BASEMAP_SOURCE && tile?.hasData()) say(false);
  };
  const onError = ({ sourceId, error }: ErrorEvent & { sourceId?: string }): void => {
    if (sourceId !== BASEMAP_SOURCE) return;
    cause = error;
    map.triggerRepaint(); // without a frame it does not come to rest
  };
  map.on('sourcedataloading', onAsked);
  map.on('sourcedata', onCome);
  map.on('error', onError);
  map.on('idle', look);
  return () => {
    clearTimeout(slow);
    clearInterval(again);
    map.off('sourcedataloading', onAsked);
    map.off('sourcedata', onCome);
    map.off('error', onError);
    map.off('idle', look);
  };
}

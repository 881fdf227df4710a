/** The style of a map element: a function of its properties, of the outfalls that a filter leaves and of the lakes in sight. Pure. */
import type { StyleSpecification } from 'maplibre-gl';
import { TILE_MAXZOOM, TILE_MINZOOM } from '../../tiles/manifest.ts';
import { buildStyle } from '../style/build-style.ts';
import { withAboveOnly } from './above-only.ts';
import { withChanges } from './changes.ts';
import { dressStyle } from './dress-style.ts';
import type { NO_NAMES } from './lake-names.ts';
import type { LeftOutfalls } from './left-outfalls.ts';
import type { MapProperties } from './map-properties.ts';
import { withOverlay } from './overlay.ts';

interface Shown {
  shown: MapProperties; // with tiles
  left: LeftOutfalls;
  lakesHere: typeof NO_NAMES;
}

const vector = (url: string) => ({
  type: 'vector' as const,
  tiles: [url],
  minzoom: TILE_MINZOOM,
  maxzoom: TILE_MAXZOOM,
});

const plainStyle = (shown: MapProperties, lakesHere: Shown['lakesHere']): StyleSpecification =>
  buildStyle({
    theme: shown.theme,
    mode: shown.mode,
    hasTowns: shown.hasTowns && !shown.switchedOff.includes('towns'),
    day: shown.day,
    tiles: vector(shown.tiles!),
    places: shown.places ?? undefined,
    basemap: shown.basemap ?? undefined,
    selected: shown.selected ?? undefined,
    marks: shown.marks ?? undefined,
    lakesHere,
  });

export function shownStyle({ shown, left: { tiles, hidesPlain, waits }, lakesHere }: Shown): StyleSpecification {
  const { theme, mode, selection, hover, switchedOff: hidden, spotlight, asOfTiles } = shown;
  const asOf = asOfTiles === null ? null : vector(asOfTiles);
  const left = tiles === null ? null : { tiles: vector(tiles), hidesPlain, waits };
  const dressed = dressStyle(plainStyle(shown, lakesHere), { mode, selection, hover, hidden, spotlight, asOf, left });
  const plain = shown.aboveOnly ? withAboveOnly(dressed, theme) : dressed;
  const compared = shown.changes ? withChanges(plain, shown.changes, theme) : plain;
  const overlaid = shown.overlay ? withOverlay(compared, shown.overlay, theme) : compared;
  return shown.guest ? shown.guest(overlaid, theme) : overlaid;
}

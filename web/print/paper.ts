/** What a map on paper measures. Pure. */
import type { MapView } from '../state/view-state.ts';

/** The map's place on A4 landscape between margins of 10 mm, CSS pixels (96 to the inch). */
export const PAPER_MAP = { width: 790, height: 636 } as const;

const MM_PER_PX = 25.4 / 96;

/** A4 landscape between those margins, CSS pixels. */
export const PAGE_WIDTH = 277 / MM_PER_PX;

const EQUATOR_M = 2 * Math.PI * 6_378_137;

interface Size {
  width: number;
  height: number;
}

/** The view that shows on paper all that is free to see on screen: the same middle, another zoom. */
export function paperView(view: MapView, free: Size): MapView {
  const scale = Math.min(PAPER_MAP.width / free.width, PAPER_MAP.height / free.height);
  return { ...view, zoom: view.zoom + Math.log2(scale) };
}

/** Metres on the ground that a CSS pixel in the middle of the map shows. */
export const metresPerPixel = ({ zoom, lat }: MapView): number =>
  (EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);

/** N of 1:N when printed at full size, to two digits. */
export function paperScale(view: MapView): number {
  const exact = (metresPerPixel(view) * 1000) / MM_PER_PX;
  return Number(exact.toPrecision(2));
}

/** The longest round length that is at most `most` pixels long. */
export function scaleBar(view: MapView, most: number): { metres: number; px: number } {
  const perPx = metresPerPixel(view);
  const power = 10 ** Math.floor(Math.log10(most * perPx));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most * perPx) ?? power;
  return { metres, px: metres / perPx };
}

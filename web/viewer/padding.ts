/** How much of the map the panels cover, so that nothing selected hides behind one. */
import type { Padding } from '../map/outfall-map.ts';

/** Below this width the panels are a sheet under the map. Also in viewer-css.ts. */
export const PHONE = 760;
/** Below this width the legend is folded away. Also in viewer-css.ts. */
export const NARROW = 1100;

/** Pixels covered on each side of the map, for a window of this size; `isWide` while files are imported. */
export function panelPadding(width: number, height: number, isWide = false): Padding {
  if (width < PHONE) return { top: 64, right: 8, bottom: Math.round(height * 0.55), left: 8 };
  return { top: 12, right: isWide && width >= NARROW ? 584 : 422, bottom: 16, left: width < NARROW ? 12 : 292 };
}

/** Where a map looks: boxes in the part of it that no panel covers. */
import type { Map as GlMap } from 'maplibre-gl';
import type { Bbox } from '../api/types.ts';
import type { MapView } from '../state/view-state.ts';

/** What panels cover, pixels. */
export interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

const FLY_MS = 400;

export const samePadding = (a: Padding | undefined, b: Padding): boolean =>
  a !== undefined && a.top === b.top && a.right === b.right && a.bottom === b.bottom && a.left === b.left;

const flightMs = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : FLY_MS);

export function fitBox(map: GlMap, [west, south, east, north]: Bbox, fly: boolean, maxZoom = 15.5): void {
  const duration = fly ? flightMs() : 0;
  map.fitBounds([west, south, east, north], { padding: 28, maxZoom, duration, linear: true });
}

export const lookAt = (map: GlMap, { lon, lat, zoom }: MapView): unknown =>
  map.easeTo({ center: [lon, lat], zoom, duration: flightMs() });

/** Where a map looks. */
export function viewOf(map: GlMap): MapView {
  const { lng, lat } = map.getCenter();
  return { zoom: map.getZoom(), lon: lng, lat };
}

export function showsBox(map: GlMap, [west, south, east, north]: Bbox, { top, right, bottom, left }: Padding): boolean {
  const { clientWidth, clientHeight } = map.getContainer();
  return [
    [west, south],
    [east, north],
  ].every((corner) => {
    const { x, y } = map.project(corner as [number, number]);
    return x >= left && x <= clientWidth - right && y >= top && y <= clientHeight - bottom;
  });
}

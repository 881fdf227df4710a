/** Where each river lies: [west, south, east, north] over its routes, EPSG:4326 order lon, lat. */
import type { Snapshot } from '../district/snapshot.ts';

export type Bbox = [west: number, south: number, east: number, north: number];

export function riverBoxes({ rulers, routeLonLat }: Snapshot): Map<number, Bbox> {
  const boxes = new Map<number, Bbox>();
  for (let route = 0; route < rulers.count; route++) {
    const box = boxes.get(rulers.riverId[route]) ?? emptyBox();
    boxes.set(rulers.riverId[route], box);
    for (let v = rulers.first[route]; v < rulers.first[route + 1]; v++)
      extendBox(box, routeLonLat.lon[v], routeLonLat.lat[v]);
  }
  return boxes;
}

export function emptyBox(): Bbox {
  return [180, 90, -180, -90];
}

export function extendBox(box: Bbox, lon: number, lat: number): void {
  box[0] = Math.min(box[0], lon);
  box[1] = Math.min(box[1], lat);
  box[2] = Math.max(box[2], lon);
  box[3] = Math.max(box[3], lat);
}

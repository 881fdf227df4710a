/** Boxes to zoom to, EPSG:4326 order lon, lat. */
export type Bbox = [west: number, south: number, east: number, north: number];

export function emptyBox(): Bbox {
  return [180, 90, -180, -90];
}

export function extendBox(box: Bbox, lon: number, lat: number): void {
  box[0] = Math.min(box[0], lon);
  box[1] = Math.min(box[1], lat);
  box[2] = Math.max(box[2], lon);
  box[3] = Math.max(box[3], lat);
}

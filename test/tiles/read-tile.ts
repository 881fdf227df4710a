/** Reads tiles back with the reference decoder. */
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

export interface ReadFeature {
  readonly id: number | undefined;
  readonly type: number;
  readonly properties: Record<string, unknown>;
  /** Lines or rings (closed) of [x, y] in tile units. */
  readonly geometry: [number, number][][];
}

export function readLayer(tile: Uint8Array, layer: string): ReadFeature[] {
  const found = new VectorTile(new PbfReader(tile) as unknown as ConstructorParameters<typeof VectorTile>[0]).layers[
    layer
  ];
  if (!found) return [];
  return Array.from({ length: found.length }, (_, i) => {
    const feature = found.feature(i);
    return {
      id: feature.id,
      type: feature.type,
      properties: feature.properties,
      geometry: feature.loadGeometry().map((line) => line.map(({ x, y }): [number, number] => [x, y])),
    };
  });
}

/** The surveyor's formula of the MVT specification; positive is clockwise on screen: an outer ring. */
export function signedArea(ring: [number, number][]): number {
  let area2 = 0;
  for (let i = 0; i + 1 < ring.length; i++) area2 += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
  return area2 / 2;
}

/** Where a position falls in a tile, in tile units, unrounded. */
export function inTile([lon, lat]: readonly [number, number], z: number, x: number, y: number): [number, number] {
  const sin = Math.sin((lat * Math.PI) / 180);
  const worldX = (lon / 360 + 0.5) * 2 ** z;
  const worldY = (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** z;
  return [(worldX - x) * 4096, (worldY - y) * 4096];
}

/** The tile that holds a position. */
export function tileOf([lon, lat]: readonly [number, number], z: number): { z: number; x: number; y: number } {
  const [x, y] = inTile([lon, lat], z, 0, 0);
  return { z, x: Math.floor(x / 4096), y: Math.floor(y / 4096) };
}

/** Tiles deeper than the last packed zoom: cut from it, for clients that do not draw it larger themselves. */
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../server/demo/random.ts';
import type { LayerIndex } from '../../tiles/layer.ts';
import { type LayerId, TILE_MAXZOOM } from '../../tiles/manifest.ts';
import { mergedSet } from '../../tiles/merged-set.ts';
import { distanceToLine, isIn } from './plane.ts';
import { readCommands } from './read-commands.ts';
import { inTile, readLayer, tileOf } from './read-tile.ts';
import { lineSource, type Position, plainIndex, pointSource, polygonSource } from './sources.ts';

const HERE: Position = [121.1, 31.1];
const random = seededRandom(22);
const near = (metres: number): Position => [
  HERE[0] + ((random() - 0.5) * metres) / 95_000,
  HERE[1] + ((random() - 0.5) * metres) / 111_000,
];
const points = Array.from({ length: 300 }, () => near(400));
const line = [near(900), HERE, near(900), near(900)];
const square = ([lon, lat]: Position, side: number): Position[] => [
  [lon - side, lat - side],
  [lon - side, lat + side],
  [lon + side, lat + side],
  [lon + side, lat - side],
  [lon - side, lat - side],
];
const rings = [square(HERE, 0.002), square(near(100), 0.0001)];

const indexes = new Map<LayerId, LayerIndex>([
  ['outfalls', plainIndex(pointSource('outfalls', points))],
  ['rivers', plainIndex(lineSource('rivers', [line]))],
  ['towns', plainIndex(polygonSource('towns', [[rings]]))],
]);

const extentOf = (tile: Uint8Array, layer: string) =>
  new VectorTile(new PbfReader(tile) as unknown as ConstructorParameters<typeof VectorTile>[0]).layers[layer].extent;

/** Units of the last packed zoom that a vertex may lie off: its rounding, and that of the clip. */
const ROUNDED = 1.5;

describe.each([17, 18, 20, 22])('tiles of zoom %i', (zoom) => {
  const extent = 4096 / 2 ** (zoom - TILE_MAXZOOM);
  const { x, y } = tileOf(HERE, zoom);
  const place = (position: Position): [number, number] => {
    const [east, south] = inTile(position, zoom, x, y);
    return [(east * extent) / 4096, (south * extent) / 4096];
  };
  const tile = (layer: LayerId) => indexes.get(layer)!.encode(zoom, x, y);

  it('count the units of the last packed zoom, and are valid', () => {
    for (const layer of ['rivers', 'towns'] as const) {
      readCommands(tile(layer)); // strict
      expect(extentOf(tile(layer), layer)).toBe(extent);
    }
  });

  it('hold the points that lie there', () => {
    const inside = points
      .map((_, i) => i + 1)
      .filter((i) => place(points[i - 1]).every((v) => v >= 1 && v < extent - 1));
    const found = readLayer(tile('outfalls'), 'outfalls').map(({ id }) => id! % 2 ** 32);
    expect(found).toEqual(expect.arrayContaining(inside));
    for (const id of found)
      for (const v of place(points[id - 1]))
        expect(Math.abs(v - extent / 2)).toBeLessThan(extent / 2 + extent / 64 + 1);
  });

  it('draw lines and rings where they are', () => {
    const [drawn] = readLayer(tile('rivers'), 'rivers');
    for (const vertex of drawn.geometry.flat()) expect(distanceToLine(vertex, line.map(place))).toBeLessThan(ROUNDED);
    const [town] = readLayer(tile('towns'), 'towns');
    const placed = rings.map((ring) => ring.map(place));
    for (let k = 0; k < 50; k++) {
      const spot: [number, number] = [random() * extent, random() * extent];
      if (placed.some((ring) => distanceToLine(spot, ring) < ROUNDED)) continue;
      expect(isIn(spot, town.geometry)).toBe(isIn(spot, placed));
    }
  });

  it('are the same of several districts together', () => {
    const set = { version: 1, name: '', synthetic: true, bbox: null, layers: indexes };
    const both = mergedSet([set, set]).layers.get('rivers')!.encode(zoom, x, y);
    expect([extentOf(both, 'rivers'), readLayer(both, 'rivers').length]).toEqual([extent, 2]);
  });
});

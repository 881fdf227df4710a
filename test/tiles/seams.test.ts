import { describe, expect, it } from 'vitest';
import { readLayer, signedArea } from './read-tile.ts';
import { lineSource, type Position, plainIndex, polygonSource } from './sources.ts';

/** Lon/lat of a point in tile units of tile (x, y) at zoom z. */
function lonLat(z: number, x: number, y: number, [px, py]: [number, number]): Position {
  const n = Math.PI * (1 - (2 * (y + py / 4096)) / 2 ** z);
  return [((x + px / 4096) / 2 ** z - 0.5) * 360, (Math.atan(Math.sinh(n)) * 180) / Math.PI];
}

/** Two tiles side by side: (3428, 1672) at zoom 12 and its eastern neighbour. */
const [Z, X, Y] = [12, 3428, 1672];
const at = (px: number, py: number) => lonLat(Z, X, Y, [px, py]);

/** Where a line crosses the vertical x, rounded down to a tenth: [y]. */
function crossings(line: [number, number][], x: number): number[] {
  return line.slice(1).flatMap((b, k) => {
    const a = line[k];
    if ((a[0] - x) * (b[0] - x) >= 0) return [];
    return [a[1] + ((x - a[0]) / (b[0] - a[0])) * (b[1] - a[1])];
  });
}

describe('at the edge between two tiles', () => {
  it('a line is in both, and meets itself there', () => {
    const index = plainIndex(lineSource('rivers', [[at(3000, 1000), at(4050, 1400), at(4200, 1450), at(6000, 1900)]]));
    const [west] = readLayer(index.encode(Z, X, Y), 'rivers');
    const [east] = readLayer(index.encode(Z, X + 1, Y), 'rivers');
    const [westY] = crossings(west.geometry[0], 4096);
    const [eastY] = crossings(east.geometry[0], 0);
    expect(Math.abs(westY - eastY)).toBeLessThan(0.5);
    expect([west.id, west.geometry[0].at(-1)![0]]).toEqual([east.id, 4096 + 64]);
    expect(east.geometry[0][0][0]).toBe(-64);
  });

  it('a line that leaves the tile and comes back is two lines of one feature', () => {
    const index = plainIndex(lineSource('rivers', [[at(3000, 1000), at(4500, 1000), at(4500, 2000), at(3000, 2000)]]));
    const [west] = readLayer(index.encode(Z, X, Y), 'rivers');
    expect(west.geometry).toEqual([
      [
        [3000, 1000],
        [4160, 1000],
      ],
      [
        [4160, 2000],
        [3000, 2000],
      ],
    ]);
  });

  it('a line that only passes the buffer is there too', () => {
    const index = plainIndex(lineSource('rivers', [[at(4130, 500), at(4140, 900)]]));
    expect(readLayer(index.encode(Z, X, Y), 'rivers')).toHaveLength(1);
  });

  it('a polygon is in both, and its parts add up to the whole', () => {
    const ring = [at(3500, 1000), at(5000, 1000), at(5000, 2000), at(3500, 2000), at(3500, 1000)];
    const index = plainIndex(polygonSource('towns', [[[ring]]]));
    const [west] = readLayer(index.encode(Z, X, Y), 'towns');
    const [east] = readLayer(index.encode(Z, X + 1, Y), 'towns');
    // both reach 64 units beyond the edge: 128 x 1000 units are in both
    expect(signedArea(west.geometry[0]) + signedArea(east.geometry[0])).toBe(1500 * 1000 + 128 * 1000);
  });

  it('a long line of many bends is the same line on both sides', () => {
    const wave = Array.from({ length: 400 }, (_, k) => at(3600 + 2.5 * k, 2000 + 60 * Math.sin(k / 7)));
    const index = plainIndex(lineSource('rivers', [wave]));
    const [west] = readLayer(index.encode(Z, X, Y), 'rivers');
    const [east] = readLayer(index.encode(Z, X + 1, Y), 'rivers');
    const inBoth = (line: [number, number][], dx: number) =>
      line.filter(([x]) => x + dx > 4096 - 64 && x + dx < 4096 + 64).map(([x, y]) => [x + dx, y]);
    expect(inBoth(west.geometry[0], 0)).toEqual(inBoth(east.geometry[0], 4096));
    expect(inBoth(west.geometry[0], 0).length).toBeGreaterThan(3);
  });
});

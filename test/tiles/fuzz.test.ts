import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LayerIndex } from '../../tiles/layer.ts';
import { TILE_BUFFER, TILE_EXTENT } from '../../tiles/manifest.ts';
import { distanceToLine, isIn } from './plane.ts';
import { readCommands } from './read-commands.ts';
import { inTile, readLayer, signedArea, tileOf } from './read-tile.ts';
import { lineSource, type Position, plainIndex, pointSource, polygonSource } from './sources.ts';

/** Coordinates from the size of a tile unit to that of a country, often equal, so that all degenerate cases occur. */
const offset = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((k) => k * 2e-6),
  fc.integer({ min: -20, max: 20 }).map((k) => k * 1e-3),
  fc.double({ min: -2, max: 2, noNaN: true }),
);
const position = fc.tuple(offset, offset).map(([east, north]): Position => [121.1 + east, 31.1 + north]);
const line = fc.array(position, { minLength: 2, maxLength: 40 });
const ring = fc.array(position, { minLength: 1, maxLength: 30 }).map((open) => [...open, open[0]]);
const polygon = fc.array(ring, { minLength: 1, maxLength: 3 });
const zoom = fc.integer({ min: 0, max: 16 });

/** Tile units of a pixel where a tile is shown 512 wide. */
const PIXEL = 8;
/** A ring round a centre, without crossings; a share of it is cut out again. Areas of two columns do not meet, those of one are one area. */
const area = fc
  .record({
    column: fc.integer({ min: -4, max: 4 }),
    radius: fc.oneof(fc.double({ min: 1e-6, max: 4e-3, noNaN: true }), fc.constant(0.004)),
    reach: fc.array(fc.double({ min: 0.3, max: 1, noNaN: true }), { minLength: 3, maxLength: 40 }),
    hole: fc.option(fc.double({ min: 0.05, max: 0.2, noNaN: true })),
  })
  .map(({ column, radius, reach, hole }) => {
    const circle = (share: (k: number) => number): Position[] =>
      [...reach.keys(), 0].map((k): Position => {
        const angle = (2 * Math.PI * k) / reach.length;
        const r = radius * share(k);
        return [121.1 + column * 0.01 + r * Math.cos(angle), 31.1 + r * Math.sin(angle)];
      });
    const outer = circle((k) => reach[k]);
    return hole === null ? [outer] : [outer, circle(() => hole)];
  });
const samples = fc.array(
  fc.tuple(fc.double({ min: 0, max: TILE_EXTENT, noNaN: true }), fc.double({ min: 0, max: TILE_EXTENT, noNaN: true })),
  { minLength: 30, maxLength: 30 },
);

/** Encodes the tile around each of the first positions. */
function tilesAround(index: LayerIndex, positions: readonly Position[], z: number): Uint8Array[] {
  return positions.slice(0, 4).map((near) => {
    const tile = tileOf(near, z);
    return index.encode(z, tile.x, tile.y);
  });
}

function inBuffer([x, y]: readonly [number, number]): boolean {
  const reach = TILE_EXTENT + TILE_BUFFER;
  return x >= -TILE_BUFFER && x <= reach && y >= -TILE_BUFFER && y <= reach;
}

describe('whatever the geometry, a tile', () => {
  it('has lines of at least two points, no step of length nought, all inside the buffer', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), zoom, (lines, z) => {
        for (const tile of tilesAround(plainIndex(lineSource('gaps', lines)), lines.flat(), z))
          for (const part of readCommands(tile)) {
            expect(part.closed).toBe(false);
            expect(part.points.length).toBeGreaterThan(1);
            expect(part.points.every(inBuffer)).toBe(true);
            expect(part.points.slice(1).every(([x, y], k) => x !== part.points[k][0] || y !== part.points[k][1])).toBe(
              true,
            );
          }
      }),
      { numRuns: 300 },
    );
  });

  it('has closed rings with area, an outer one first, all inside the buffer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(polygon, { maxLength: 2 }), { minLength: 1, maxLength: 3 }),
        zoom,
        (features, z) => {
          for (const tile of tilesAround(plainIndex(polygonSource('towns', features)), features.flat(3), z))
            for (const [k, part] of readCommands(tile).entries()) {
              const area = signedArea([...part.points, part.points[0]]);
              expect(part.closed).toBe(true);
              expect(part.points.length).toBeGreaterThan(2);
              expect(part.points.every(inBuffer)).toBe(true);
              expect(area).not.toBe(0);
              if (k === 0) expect(area).toBeGreaterThan(0);
            }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has areas that are in where they were in, farther than a pixel from their edges, each hole after its outer ring', () => {
    fc.assert(
      fc.property(fc.array(area, { minLength: 1, maxLength: 3 }), zoom, samples, (parts, z, at) => {
        const { x, y } = tileOf(parts[0][0][0], z);
        const [feature] = readLayer(plainIndex(polygonSource('towns', [parts])).encode(z, x, y), 'towns');
        const read = feature?.geometry ?? [];
        const drawn = parts.map((rings) => rings.map((ring) => ring.map((position) => inTile(position, z, x, y))));
        const windings = read.map((ring) => Math.sign(signedArea(ring)));
        expect(windings.slice(0, 1)).toEqual(read.length > 0 ? [1] : []);
        expect(read.flat(2).every(Number.isInteger)).toBe(true);
        for (const point of at)
          if (drawn.flat().every((ring) => distanceToLine(point, ring) > PIXEL))
            expect(isIn(point, read), `${z}/${x}/${y} ${point}`).toBe(drawn.some((rings) => isIn(point, rings)));
      }),
      { numRuns: 300 },
    );
  });

  it('has every point of its area once', () => {
    fc.assert(
      fc.property(fc.array(position, { minLength: 1, maxLength: 30 }), zoom, (points, z) => {
        const { x, y } = tileOf(points[0], z);
        const tile = plainIndex(pointSource('outfalls', points)).encode(z, x, y);
        const within = (margin: number) =>
          points.filter((p) => inTile(p, z, x, y).every((v) => v >= margin && v <= TILE_EXTENT - margin)).length;
        const read = readCommands(tile).filter(({ points: [p] }) => p.every((v) => v >= 0 && v <= TILE_EXTENT));
        expect(read.length).toBeGreaterThanOrEqual(within(1)); // at the edge rounding decides
        expect(read.length).toBeLessThanOrEqual(within(-1));
      }),
      { numRuns: 300 },
    );
  });
});

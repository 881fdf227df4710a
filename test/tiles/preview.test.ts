/** Previews of uploaded lines: none is too short for a tile, as in the register's own. */
import { expect, it } from 'vitest';
import { PreviewTiles } from '../../tiles/preview.ts';
import { readLayer, tileOf } from './read-tile.ts';
import { lineSource, type Position, plainIndex } from './sources.ts';

/** From a centimetre to ten kilometres, every second one there and back to where it began. */
const LINES = Array.from({ length: 25 }, (_, i): Position[] => {
  const [lon, lat] = [121.1 + 0.001 * i, 31.1 + 0.0007 * i];
  const length = 1e-7 * 10 ** (i / 4);
  const there: Position[] = [
    [lon, lat],
    [lon + length, lat + length / 2],
  ];
  return i % 2 ? [...there, [lon + length / 2, lat + length], there[0]] : there;
});
const features = LINES.map((coordinates, i) => ({
  type: 'Feature' as const,
  id: i + 1,
  properties: { row: i + 1 },
  geometry: { type: 'LineString' as const, coordinates: coordinates.map((at) => [...at]) },
}));

it.each([0, 4, 6, 9, 12, 14, 15, 16, 17, 20, 21, 22])('holds every line once at zoom %i, where it begins', (z) => {
  const preview = new PreviewTiles(features);
  const register = plainIndex(lineSource('rivers', LINES));
  for (const [i, [start]] of LINES.entries()) {
    const { x, y } = tileOf(start, z);
    const read = readLayer(preview.tile(z, x, y)!, 'preview').filter(({ id }) => id === i + 1);
    expect([i, read.length]).toEqual([i, 1]);
    for (const line of read[0].geometry) expect(new Set(line.map(String)).size).toBeGreaterThan(1);
    const drawn = readLayer(register.encode(Math.min(z, 16), ...parent(z, x, y)), 'rivers').find(
      ({ id }) => id! % 2 ** 32 === i + 1,
    );
    expect(drawn).toBeDefined();
  }
});

function parent(z: number, x: number, y: number): [number, number] {
  const up = 2 ** Math.max(0, z - 16);
  return [Math.floor(x / up), Math.floor(y / up)];
}

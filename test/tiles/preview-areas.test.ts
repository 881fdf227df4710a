/** Previews of uploaded areas and lines: every row is in its tiles, and what is drawn of it is valid, on every zoom. */
import type { Feature, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { PreviewTiles } from '../../tiles/preview.ts';
import { seeded } from '../engine/coverage/random.ts';
import { readCommands } from './read-commands.ts';
import { readLayer, signedArea, tileOf } from './read-tile.ts';

const random = seeded(20261129);

/** Closed, counterclockwise in degrees; rough ones have dents. */
function ring(lon: number, lat: number, width: number, height: number, corners: number, rough: number): Position[] {
  const around = Array.from({ length: corners }, (_, k) => {
    const [turn, far] = [(2 * Math.PI * k) / corners, 1 - rough * random()];
    return [lon + width * far * Math.cos(turn), lat + height * far * Math.sin(turn)];
  });
  return [...around, around[0]];
}

/** From a centimetre to 50 km across, some of them strips, with holes, or of several parts. */
const SHAPES = Array.from({ length: 60 }, (_, i): Feature['geometry'] => {
  const [lon, lat] = [120.9 + 0.3 * random(), 31 + 0.2 * random()];
  const width = 1e-7 * 10 ** (i / 11);
  const height = i % 3 === 0 ? width / 500 : width;
  const outer = ring(lon, lat, width, height, 3 + (i % 20), 0.3);
  if (i % 4 === 0) return { type: 'Polygon', coordinates: [outer] };
  const hole = ring(lon, lat, width * 0.3, height * 0.3, 5, 0.2);
  if (i % 4 === 1) return { type: 'Polygon', coordinates: [ring(lon, lat, width, height, 12, 0.1), hole] };
  const parts = [0, 1, 2].map((k) => [ring(lon + 3 * k * width, lat, width / (k + 1), height, 4 + k, 0.3)]);
  return { type: 'MultiPolygon', coordinates: parts };
});
const FEATURES = SHAPES.map(
  (geometry, i): Feature => ({
    type: 'Feature',
    id: i + 1,
    properties: { row: i + 1, name: `区${i + 1}` },
    geometry,
  }),
);

const cornersOf = ({ geometry }: Feature): Position[] =>
  geometry.type === 'Polygon'
    ? geometry.coordinates[0]
    : geometry.type === 'MultiPolygon'
      ? geometry.coordinates[0][0]
      : [];

describe('areas', () => {
  it.each([0, 3, 5, 8, 10, 12, 14, 16, 17, 19, 22])('are all there at zoom %i, of valid rings', (z) => {
    const preview = new PreviewTiles(FEATURES);
    for (const feature of FEATURES) {
      const { x, y } = tileOf(cornersOf(feature)[0] as [number, number], z);
      const tile = preview.tile(z, x, y)!;
      const drawn = readLayer(tile, 'preview');
      const own = drawn.filter(({ id }) => id === feature.id);
      expect([feature.id, own.map(({ properties }) => properties)]).toEqual([feature.id, [feature.properties]]);
      for (const { type, geometry } of drawn) {
        expect([type, signedArea(geometry[0]) > 0]).toEqual([3, true]); // an outer ring comes first
        for (const each of geometry) expect(signedArea(each)).not.toBe(0);
      }
      for (const { points, closed } of readCommands(tile)) {
        expect([closed, new Set(points.map(String)).size]).toEqual([true, points.length]); // no place twice
        expect(points.length).toBeGreaterThan(2);
      }
    }
  });

  it('lie where the file has them', () => {
    const feature = FEATURES[40];
    const [lon, lat] = cornersOf(feature)[0] as [number, number];
    for (const deeper of [0, 1, 6]) {
      const z = 16 + deeper;
      const at = tileOf([lon, lat], z);
      const [own] = readLayer(new PreviewTiles(FEATURES).tile(z, at.x, at.y)!, 'preview').filter(
        ({ id }) => id === feature.id,
      );
      const units = tileOf([lon, lat], z + 12);
      const [px, py] = [units.x - at.x * 4096, units.y - at.y * 4096];
      const nearest = Math.min(...own.geometry.flat().map(([qx, qy]) => Math.hypot(qx - px, qy - py)));
      expect(nearest).toBeLessThan(2 * 2 ** deeper); // two units of zoom 16
    }
  });
});

describe('lines', () => {
  it.each([10, 16, 17, 22])('take no step that goes nowhere at zoom %i', (z) => {
    const [lon, lat] = [121.1, 31.1];
    // three vertices to a unit of zoom 16 and nine to one of zoom 22
    const step = z > 16 ? 2e-9 : 4e-7;
    const coordinates = Array.from({ length: 400 }, (_, i) => [lon + step * i, lat + step * random()]);
    const line: Feature = { type: 'Feature', id: 1, properties: {}, geometry: { type: 'LineString', coordinates } };
    const { x, y } = tileOf([lon, lat], z);
    for (const { points } of readCommands(new PreviewTiles([line]).tile(z, x, y)!)) {
      expect(points.length).toBeGreaterThan(1);
      points.slice(1).forEach((at, i) => {
        expect(at).not.toEqual(points[i]);
      });
    }
  });
});

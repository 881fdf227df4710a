import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LayerIndex } from '../../tiles/layer.ts';
import { stringColumn } from '../../tiles/source.ts';
import { tileOf } from './read-tile.ts';
import { lineSource, type Position, pointSource, polygonSource } from './sources.ts';

const installed = spawnSync('ogrinfo', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-gdal-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HERE: Position = [121.1, 31.1];
const at = (east: number, north: number): Position => [HERE[0] + east, HERE[1] + north];
const square = (east: number, north: number, size: number): Position[] =>
  [
    [0, 0],
    [size, 0],
    [size, size],
    [0, size],
    [0, 0],
  ].map(([dx, dy]) => at(east + dx, north + dy));

/** A tile of three layers around HERE at zoom 14, read by GDAL as GeoJSON in lon/lat. */
function readByGdal(layer: string): { type: string; coordinates: never; properties: Record<string, unknown> }[] {
  const { z, x, y } = tileOf(HERE, 14);
  const name = stringColumn(['金泽'], 1);
  const sources = [
    lineSource('rivers', [[at(0, 0), at(0.002, 0.001)]], { columns: { name } }),
    polygonSource('towns', [[[square(0, 0, 0.004), square(0.001, 0.001, 0.001)], [square(0.006, 0, 0.001)]]]),
    pointSource('outfalls', [at(0.001, 0.001), at(0.002, 0.002)]),
  ];
  const file = join(folder, `${y}.mvt`);
  writeFileSync(file, Buffer.concat(sources.map((source) => new LayerIndex(source).encode(z, x, y))));
  const options = ['-oo', `X=${x}`, '-oo', `Y=${y}`, '-oo', `Z=${z}`, '-oo', 'CLIP=NO', '-t_srs', 'EPSG:4326'];
  const read = spawnSync('ogr2ogr', ['-f', 'GeoJSON', '/vsistdout/', `MVT:${file}`, layer, ...options], {
    encoding: 'utf8',
  });
  if (read.stderr) throw new Error(read.stderr);
  return JSON.parse(read.stdout).features.map((feature: { geometry: object; properties: object }) => ({
    ...feature.geometry,
    properties: feature.properties,
  }));
}

describe.skipIf(!installed)('GDAL reads from a tile', () => {
  it('a line with its id and text', () => {
    const [river] = readByGdal('rivers');
    expect(river).toMatchObject({ type: 'LineString', properties: { mvt_id: 1 + 7 * 2 ** 32, name: '金泽' } });
    expect(river.coordinates[0][0]).toBeCloseTo(HERE[0], 4);
    expect(river.coordinates[0][1]).toBeCloseTo(HERE[1], 4);
  });

  it('a multipolygon with its hole', () => {
    const [town] = readByGdal('towns');
    const rings = (town.coordinates as unknown[][]).map((polygon) => polygon.length);
    expect([town.type, rings]).toEqual(['MultiPolygon', [2, 1]]);
  });

  it('every point', () => {
    expect(readByGdal('outfalls').map(({ properties }) => properties.mvt_id)).toEqual(
      [1, 2].map((id) => id + 7 * 2 ** 32),
    );
  });
});

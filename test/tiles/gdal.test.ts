import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LayerIndex } from '../../tiles/layer.ts';
import { LAYERS, type LayerId, type TileField, type TileLayer } from '../../tiles/manifest.ts';
import { type Column, type LayerSource, stringColumn } from '../../tiles/source.ts';
import { tileJson } from '../../tiles/tilejson.ts';
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

/** Two features of a layer with every field that its sources fill: numbers are their own, words its first ones. */
function fullSource(layer: LayerId): LayerSource {
  const { geometry, fields } = LAYERS[layer] as TileLayer;
  const given = Object.entries(fields).filter(([name]) => !COMPUTED.includes(name));
  const columns = Object.fromEntries(given.map(([name, field]) => [name, columnOf(name, field)]));
  const options = { ids: [5, 2_000_000_000], columns };
  if (geometry === 'point') return pointSource(layer, [at(0, 0), at(0.0002, 0.0002)], options);
  if (geometry === 'line')
    return lineSource(
      layer,
      [
        [at(0, 0), at(0.0002, 0)],
        [at(0, 0.0002), at(0.0002, 0.0002)],
      ],
      options,
    );
  return polygonSource(
    layer,
    [[[square(0, 0, 0.0002), square(0.00005, 0.00005, 0.00005)]], [[square(0.0003, 0, 0.0001)]]],
    options,
  );
}
const COMPUTED = ['merged', 'count']; // by the encoder, below some zoom

const sampleOf = (name: string, { type, values }: TileField): string | number =>
  type === 'string' ? (values?.[0] ?? `金泽 ${name}`) : name.length;
const columnOf = (name: string, field: TileField): Column => {
  const value = sampleOf(name, field);
  if (typeof value === 'string') return stringColumn([value, null], 2);
  return { type: 'integer', values: Float64Array.of(value, -value) };
};

/** Everything in one tile as `ogrinfo -al` prints it: by layer, per feature its fields and, without a name, the kind of its geometry. */
function listByGdal(tile: Uint8Array, { z, x, y }: ReturnType<typeof tileOf>) {
  const file = join(folder, 'all.mvt');
  writeFileSync(file, tile);
  const options = ['-oo', `X=${x}`, '-oo', `Y=${y}`, '-oo', `Z=${z}`, '-oo', 'CLIP=NO'];
  const { stdout, stderr } = spawnSync('ogrinfo', ['-al', '-q', `MVT:${file}`, ...options], { encoding: 'utf8' });
  expect(stderr).toBe('');
  const layers = new Map<string, Record<string, string>[]>();
  for (const text of stdout.split(/^OGRFeature/m).slice(1)) {
    const [, layer] = /^\((\w+)\)/.exec(text)!;
    const fields = [...text.matchAll(/^ {2}(\w+) \((?:\w+)\) = (.*)$/gm)].map(([, name, value]) => [name, value]);
    const [, kind] = /^ {2}(\w+) \(+[\d-]/m.exec(text)!;
    layers.set(layer, [...(layers.get(layer) ?? []), { ...Object.fromEntries(fields), '': kind }]);
  }
  return layers;
}
const KIND = { point: 'POINT', line: 'LINESTRING', polygon: 'MULTIPOLYGON' }; // where one area has a hole, all

describe.skipIf(!installed)('GDAL reads from a tile', () => {
  it('every layer there is, each feature with its id, its kind and all its fields', () => {
    const ids = Object.keys(LAYERS) as LayerId[];
    const { z, x, y } = tileOf(HERE, 16);
    const tile = Buffer.concat(ids.map((id) => new LayerIndex(fullSource(id)).encode(z, x, y)));
    const layers = listByGdal(tile, { z, x, y });
    expect([...layers.keys()].sort()).toEqual([...ids].sort());
    for (const [layer, [first, second]] of layers) {
      const { geometry, fields } = LAYERS[layer as LayerId] as TileLayer;
      expect([layer, first.mvt_id, second.mvt_id]).toEqual([
        layer,
        ...[5, 2_000_000_000].map((id) => String(id + 7 * 2 ** 32)),
      ]);
      expect([first[''], second['']]).toEqual([KIND[geometry], KIND[geometry]]);
      for (const [name, field] of Object.entries(fields)) {
        if (COMPUTED.includes(name)) continue;
        const value = sampleOf(name, field);
        expect([layer, name, first[name]]).toEqual([layer, name, String(value)]);
        expect([layer, name, second[name]]).toEqual([
          layer,
          name,
          typeof value === 'string' ? undefined : String(-value),
        ]);
      }
    }
  });

  it('with the TileJSON beside it numbers as numbers and text as text', () => {
    const ids = Object.keys(LAYERS) as LayerId[];
    const { z, x, y } = tileOf(HERE, 16);
    const file = join(folder, 'told.mvt');
    writeFileSync(file, Buffer.concat(ids.map((id) => new LayerIndex(fullSource(id)).encode(z, x, y))));
    const set = { name: '演示区', version: 1, bbox: null, synthetic: true, layers: new Map() };
    const metadata = join(folder, 'metadata.json');
    writeFileSync(metadata, JSON.stringify(tileJson(set, ids, 'http://atlas.example/{z}/{x}/{y}.mvt')));
    const options = ['-oo', `METADATA_FILE=${metadata}`];
    const { stdout } = spawnSync('ogrinfo', ['-al', '-so', `MVT:${file}`, ...options], { encoding: 'utf8' });
    for (const text of stdout.split(/^Layer name: /m).slice(1)) {
      const fields: Record<string, TileField> = LAYERS[text.split('\n', 1)[0] as LayerId].fields;
      const read = [...text.matchAll(/^(\w+): (String|Real|Integer|Integer64) /gm)].map(([, name, type]) => [
        name,
        type,
      ]);
      const isNumber = (name: string) => name === 'mvt_id' || fields[name].type === 'integer';
      expect(read.map(([name, type]) => [name, type !== 'String'])).toEqual(
        read.map(([name]) => [name, isNumber(name)]),
      );
      expect(read.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(fields)));
    }
    expect(stdout.match(/^Layer name: /gm)).toHaveLength(ids.length);
  });

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

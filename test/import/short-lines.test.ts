/** Lines shorter than half a millimetre, of every layer that takes lines: no ruler has a measure on them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import type { LayerName } from '../../server/import/fields.ts';
import { importFile } from '../../server/import/import.ts';
import { testDatabase } from '../support/database.ts';
import { geojsonOf } from './files.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

type Positions = [number, number][];
type Drawn = [string, 'LineString' | 'MultiLineString', Positions | Positions[]];
const GOOD: Positions = [
  [10.2, 50.1],
  [10.25, 50.1],
];
/** A third of a millimetre, over an edge between two millimetres of the plane. */
const SHORT: Positions = [
  [10.2, 50.1],
  [10.200000004, 50.1],
];

let files = 0;
async function load(district: string, layer: LayerName, drawn: Drawn[], more = {}) {
  const rows = drawn.map(([source_id, type, coordinates]): [object, string, unknown] => [
    { source_id, ...more },
    type,
    coordinates,
  ]);
  const file = geojsonOf(`short-${++files}.geojson`, rows);
  const mapping = { source_id: 'source_id', ...Object.fromEntries(Object.keys(more).map((name) => [name, name])) };
  return importFile(db, { file, layer, district: { key: district }, crs: 'EPSG:4490', mapping }, { derive });
}
const said = ({ issues }: Awaited<ReturnType<typeof load>>) =>
  issues.filter(({ code }) => /geometry|part_/.test(code)).map(({ code, row, value }) => `${code} ${row} ${value}`);
const routes = (district: string) =>
  db.query('select length_mm::int8 / 1000 as m, seq from register.route where district = $1 order by id', [district]);

describe('a line shorter than half a millimetre', () => {
  it.each<[LayerName, object]>([
    ['rivers', {}],
    ['sewers', { kind: 'storm' }],
    ['tracks', { track: 'T', mode: 'above_water', date: '2026-05-01' }],
    ['coastline', {}],
    ['levees', {}],
    ['function-zones', { name: '一区' }],
    ['key-reaches', { name: '一段' }],
  ])('is an issue of its row, and the others come in: %s', async (layer, more) => {
    const district = `one-${layer}`.slice(0, 16);
    await load(district, 'rivers', [['R', 'LineString', GOOD]], { name: '大河' });
    const report = await load(
      district,
      layer,
      [
        ['A', 'LineString', GOOD],
        ['B', 'LineString', SHORT],
      ],
      more,
    );
    expect([report.rows_new, report.rows_rejected, said(report)]).toEqual([1, 1, ['bad_geometry 2 10.2, 50.1']]);
    const { reason_zh, reason_en, original } = report.issues.find(({ code }) => code === 'bad_geometry')!;
    expect(reason_zh).toContain('没有长度');
    expect(reason_en).toContain('no length');
    expect(original).toMatchObject({ source_id: 'B', atlas_wkt: 'LINESTRING (10.2 50.1,10.200000004 50.1)' });
  });

  it('leaves the river as it was when its row comes again so', async () => {
    await load('again', 'rivers', [['A', 'LineString', GOOD]]);
    const before = await routes('again');
    const report = await load('again', 'rivers', [['A', 'LineString', SHORT]]);
    expect([report.rows_rejected, said(report)]).toEqual([1, ['bad_geometry 1 10.2, 50.1']]);
    expect(await routes('again')).toEqual(before);
  });

  it('as a part of a line is left out and counted', async () => {
    const report = await load('part', 'rivers', [['E', 'MultiLineString', [GOOD, SHORT]]]);
    expect([report.rows_new, said(report)]).toEqual([1, ['part_without_length 1 1']]);
    expect(await routes('part')).toMatchObject([{ seq: 1 }]);
  });

  it('is none where its parts are apart: each is one place', async () => {
    const apart: Positions = SHORT.map(([lon, lat]) => [lon + 0.01, lat]);
    const report = await load('apart', 'rivers', [['A', 'LineString', GOOD]]);
    expect(report.rows_new).toBe(1);
    const zones = await load(
      'apart',
      'function-zones',
      [
        ['Z', 'MultiLineString', [SHORT, apart]],
        ['Y', 'MultiLineString', [SHORT, GOOD]],
      ],
      { name: '区' },
    );
    expect([zones.rows_new, said(zones)]).toEqual([1, ['bad_geometry 1 10.2, 50.1']]);
  });
});

/** The full circle: a file with bad rows, the list of them, mended, imported again: every row is in, and none twice. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { command } from '../support/command.ts';
import { testDatabase } from '../support/database.ts';
import { gdalFile, hasGdal } from './gdal.ts';

let db: Database;
const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-circle-'));
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return name;
};
const atlas = async (line: string) => {
  const { code, out, err } = await command(db, `${line} --format json`, folder);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out);
};

/** Imports, downloads the bad rows, mends their text, imports the list. */
async function circle(first: string, options: string, mend: (text: string) => string) {
  const report = await atlas(`import ${first} ${options}`);
  const district = `--district ${report.district}`;
  const { code, err } = await command(
    db,
    `batches show ${report.id} ${district} --issues --format csv --out mend.csv`,
    folder,
  );
  if (code !== 0) throw new Error(err);
  const listed = readFileSync(join(folder, 'mend.csv'), 'utf8');
  file('mended.csv', mend(listed));
  const [, layer] = /--layer (\S+)/.exec(options)!;
  return { report, listed, mended: await atlas(`import mended.csv ${district} --layer ${layer}`) };
}

describe('rows to mend', () => {
  it('of a CSV with lon and lat go in without any option, formulas as they were', async () => {
    const csv = [
      'name,lon,lat,=note',
      '甲,121.1,31.1,=1+1',
      "乙,121.1001,231.1,'=2+2",
      '丙,x,31.1002,@3',
      '丁,121.1003,31.1003,',
    ];
    const name = file('points.csv', csv.join('\n'));
    const { report, listed, mended } = await circle(name, '--district c1 --layer dischargers --crs EPSG:4326', (text) =>
      text.replace('231.1', '31.1').replace('丙,x', '丙,121.1004'),
    );
    expect(report).toMatchObject({ rows_new: 2, rows_rejected: 2 });
    expect(listed).toContain("''=2+2");
    expect(mended).toMatchObject({ rows_new: 2, rows_rejected: 0, crs: 'EPSG:4326' });
    const rows = await db.query<{ name: string }>(
      `select name from register.discharger where district = 'c1' order by id`,
    );
    expect(rows.map((row) => row.name)).toEqual(['甲', '丁', '乙', '丙']);
  });

  it('of GeoJSON polygons carry their geometry, though the words beside it are lon and lat', async () => {
    const ring = (e: number) => [
      [e, 31],
      [e + 0.001, 31],
      [e + 0.001, 31.001],
      [e, 31.001],
      [e, 31],
    ];
    const feature = (properties: object, coordinates: unknown) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Polygon', coordinates },
    });
    const features = [
      feature({ name: '甲', kind: '饮用水水源保护区', lon: 1, lat: 2 }, [ring(121)]),
      feature({ name: '乙', kind: '不知何物', lon: 1, lat: 2 }, [
        ring(121.01),
        ring(121.0101).map(([x, y]) => [x, y + 0.0001]),
      ]),
      feature({ name: '丙', kind: '自然保护区', lon: 1, lat: 2 }, [ring(121.02).map(([x, y]) => [x, y + 100])]),
    ];
    const name = file('zones.geojson', JSON.stringify({ type: 'FeatureCollection', features }));
    const { report, mended } = await circle(name, '--district c2 --layer zones', (text) =>
      text
        .replace('不知何物', '自然保护区')
        .replace(/\b131\b/g, '31')
        .replace(/131\.001/g, '31.001'),
    );
    expect(report).toMatchObject({ rows_new: 1, rows_rejected: 2 });
    expect(mended).toMatchObject({ rows_new: 2, rows_rejected: 0, crs: 'EPSG:4326' });
    const rows = await db.query(
      `select name, st_nrings(geom)::int as rings, round(st_xmin(geom)::numeric, 6)::float8 as west from register.protected_zone
        where district = 'c2' order by name`,
    );
    expect(rows).toEqual([
      { name: '丙', rings: 1, west: 121.02 },
      { name: '乙', rings: 2, west: 121.01 },
      { name: '甲', rings: 1, west: 121 },
    ]);
  });

  it.skipIf(!hasGdal)(
    'of shapefile lines in a grid come back in that grid, at the same place to the millimetre',
    async () => {
      const pipe = (code: string, north: number): [object, string, unknown] => [
        { code, kind: '污水' },
        'LineString',
        [
          [500_000, north],
          [500_100, north + 7],
          [500_200.125, north],
        ],
      ];
      const pipes = [pipe('p1', 3_430_000), pipe('p1', 3_430_100), pipe('p3', 3_430_200)];
      const shp = gdalFile('circle-pipes.shp', 'ESRI Shapefile', pipes, [
        '-a_srs',
        'EPSG:4549',
        '-lco',
        'ENCODING=UTF-8',
      ]);
      const { report, listed, mended } = await circle(
        shp,
        '--district c3 --layer sewers --map source_id=code',
        (text) => text.replace('p1,', 'p2,').replace(/^(\ufeff?)code,/, '$1source_id,'),
      );
      expect(report).toMatchObject({ rows_new: 2, rows_rejected: 1 });
      expect(listed).toContain('LINESTRING ((500000 3430100,500100 3430107,500200.125 3430100))');
      expect(mended).toMatchObject({ rows_new: 1, rows_rejected: 0, rows_changed: 0, crs: report.crs });
      const rows = await db.query(
        `select source_id, st_astext(geom_m) as line from register.sewer_pipe where district = 'c3' order by 1`,
      );
      expect(rows).toHaveLength(3);
      expect(rows[1]).toEqual({
        source_id: 'p2',
        line: 'LINESTRING(500000 3430100,500100 3430107,500200.125 3430100)',
      });
    },
  );
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { shift, shiftedSystem } from '../../server/import/crs-shifted.ts';
import type { LayerName } from '../../server/import/fields.ts';
import { importFile } from '../../server/import/import.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf, geojsonOf } from './files.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  // four rivers 300 m apart, as dense as Qingpu's: a shifted point is never far from some river
  const rivers = [0, 1, 2, 3].map((i): [object, string, unknown] => [
    { key: `R${i}` },
    'LineString',
    [0, 1, 2, 3, 4].map((k) => [121.1 + k * 0.004, 31.1 + i * 0.0027 + k * 0.0009]),
  ]);
  await importFile(
    db,
    { file: geojsonOf('four.geojson', rivers), district: { key: 'qp' }, layer: 'rivers' },
    { derive },
  );
});
afterAll(() => db.close());

/** Outfalls a metre or two beside the rivers, as a system has them. */
function outfalls(name: string, system: string, count = 40): string {
  const rows = Array.from({ length: count }, (_, n) => {
    const along = ((n * 7) % count) / count / 60;
    const place: [number, number] = [121.101 + along, 31.1 + (n % 4) * 0.0027 + (0.001 + along) * 0.225 + 0.00002];
    const stated = shiftedSystem(system);
    return [`${name}${n}`, ...(stated ? shift(stated, place) : place)].join(',');
  });
  return fileOf(`${name}.csv`, ['排污口名称,经度,纬度', ...rows].join('\n'));
}

const load = async (file: string, crs: string, layer: LayerName = 'outfalls') =>
  (await importFile(db, { file, district: { key: 'qp' }, layer, crs, dryRun: true }, { derive })).issues.filter(
    ({ code }) => code === 'looks_shifted' || layer === 'outfalls',
  );

describe('outfalls that look shifted', () => {
  it('are warned about with both median distances, and not moved', async () => {
    for (const [system, crs] of [
      ['GCJ-02', 'EPSG:4490'],
      ['BD-09', 'EPSG:4326'],
    ]) {
      const [found, ...more] = await load(outfalls(system, system), crs);
      expect(more).toEqual([]);
      expect(found).toMatchObject({ code: 'looks_shifted', severity: 'warning', row: null, value: system });
      const [far, near] = [...found.reason_en.matchAll(/([\d.]+) m/g)].map(([, metres]) => Number(metres));
      expect(far).toBeGreaterThan(20);
      expect(near).toBeLessThan(5);
    }
  });

  it('are those too that were said to be GCJ-02 and are not', async () => {
    const issues = await load(outfalls('plain', 'EPSG:4490'), 'gcj02');
    expect(issues).toMatchObject([{ code: 'looks_shifted', value: 'EPSG:4490' }]);
  });

  it('are not those that lie at their rivers, nor a handful that may lie anywhere', async () => {
    expect(await load(outfalls('right', 'EPSG:4490'), 'EPSG:4490')).toEqual([]);
    expect(await load(outfalls('turned', 'GCJ-02'), 'gcj02')).toEqual([]);
    const anywhere = Array.from(
      { length: 60 },
      (_, n) => `散${n},${121.1 + ((n * 37) % 60) / 4001},${31.1 + n / 5000}`,
    );
    const file = fileOf('anywhere.csv', ['排污口名称,经度,纬度', ...anywhere].join('\n'));
    expect(await load(file, 'EPSG:4490')).toEqual([]);
    expect(await load(outfalls('few', 'GCJ-02', 9), 'EPSG:4490')).toEqual([]);
  });
});

describe('a single track that looks shifted', () => {
  /** A boat on the second river for a kilometre. */
  const track = (name: string, system: string): string => {
    const rows = Array.from({ length: 60 }, (_, n) => {
      const along = 0.003 + n * 0.00015;
      const place: [number, number] = [121.1 + along, 31.1027 + along * 0.225];
      const stated = shiftedSystem(system);
      const time = new Date(Date.UTC(2024, 3, 1, 1, 0, 10 * n)).toISOString();
      return [name, 'above_water', time, ...(stated ? shift(stated, place) : place)].join(',');
    });
    return fileOf(`${name}.csv`, ['track,mode,time,lon,lat', ...rows].join('\n'));
  };

  it('is warned about: it would cover another river', async () => {
    expect(await load(track('raw', 'GCJ-02'), 'EPSG:4490', 'tracks')).toMatchObject([{ value: 'GCJ-02' }]);
    expect(await load(track('told', 'EPSG:4490'), 'gcj02', 'tracks')).toMatchObject([{ value: 'EPSG:4490' }]);
    expect(await load(track('right', 'EPSG:4490'), 'EPSG:4490', 'tracks')).toEqual([]);
    expect(await load(track('turned', 'GCJ-02'), 'gcj02', 'tracks')).toEqual([]);
  });
});

describe('a track in metres of another system than said', () => {
  /** A boat on the second river, by PostGIS's own way into the system. */
  async function metres(name: string, srid: number, off = 0): Promise<string> {
    const rows = await db.query<{ x: number; y: number }>(
      `select st_x(g) + $2 as x, st_y(g) as y
         from generate_series(0, 59) as n
        cross join lateral st_transform(st_setsrid(st_point(121.103 + n * 0.00015, 31.1027 + (0.003 + n * 0.00015) * 0.225), 4326), $1::int) as g
        order by n`,
      [srid, off],
    );
    const time = (n: number) => new Date(Date.UTC(2024, 3, 1, 1, 0, 10 * n)).toISOString();
    const lines = rows.map(({ x, y }, n) => [name, 'above_water', time(n), x.toFixed(3), y.toFixed(3)].join(','));
    return fileOf(`${name}.csv`, ['track,mode,time,x,y', ...lines].join('\n'));
  }

  it.each([
    ['UTM said to be Gauss-Krüger', 32651, 'EPSG:4510', 'EPSG:32651'],
    ['Gauss-Krüger said to be UTM', 4510, 'EPSG:32651', 'EPSG:4550'],
    ['another meridian and so all of the file kept out', 4549, 'EPSG:4550', 'EPSG:4549'],
  ])('is told: %s', async (name, srid, said, found) => {
    const [issue] = await load(await metres(name, srid), said, 'tracks');
    expect(issue).toMatchObject({ code: 'looks_shifted', row: null, value: found });
    expect(Number(/([\d.]+) m read as/.exec(issue.reason_en)![1])).toBeLessThan(3);
  });

  it('is not told of where it is rightly said, nor where nothing else fits', async () => {
    for (const srid of [32651, 4510, 4549])
      expect(await load(await metres(`r${srid}`, srid), `EPSG:${srid}`, 'tracks')).toEqual([]);
    expect(await load(await metres('off', 4549, 5000), 'EPSG:4549', 'tracks')).toEqual([]);
  });
});

describe('other points that lie at rivers or sewers and look shifted', () => {
  it.each<LayerName>(['sections', 'intakes', 'manholes'])(
    '%s are warned about, the right ones are not',
    async (layer) => {
      const found = await load(outfalls('GCJ-02', 'GCJ-02'), 'EPSG:4490', layer);
      expect(found).toMatchObject([{ value: 'GCJ-02', severity: 'warning' }]);
      expect(await load(outfalls('right', 'EPSG:4490'), 'EPSG:4490', layer)).toEqual([]);
    },
  );

  it.each<LayerName>(['dischargers', 'venues'])('%s lie anywhere', async (layer) => {
    expect(await load(outfalls('GCJ-02', 'GCJ-02'), 'EPSG:4490', layer)).toEqual([]);
  });

  it('are manholes far from every river, held against the sewers', async () => {
    const along = (n: number): [number, number] => [121.1 + n * 0.0005, 31.14];
    const pipes = geojsonOf('street.geojson', [[{ source_id: 'P' }, 'LineString', [along(0), along(30)]]]);
    const sewers = { file: pipes, district: { key: 'qp' }, layer: 'sewers' } as const;
    await importFile(db, sewers, { derive });
    const holes = (name: string, place: (at: [number, number]) => number[]) =>
      fileOf(
        name,
        ['编号,经度,纬度', ...Array.from({ length: 30 }, (_, n) => [n, ...place(along(n))].join(','))].join('\n'),
      );
    const shifted = holes('shifted.csv', (at) => shift('GCJ-02', at));
    const [found] = await load(shifted, 'EPSG:4490', 'manholes');
    expect(found).toMatchObject({ value: 'GCJ-02', reason_en: expect.stringContaining('loaded sewers or rivers') });
    expect(
      await load(
        holes('placed.csv', (at) => at),
        'EPSG:4490',
        'manholes',
      ),
    ).toEqual([]);
  });
});

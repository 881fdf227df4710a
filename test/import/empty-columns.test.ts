/** Several columns for one field: one that is empty throughout gives way to one that says something. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { importFile } from '../../server/import/import.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf } from './files.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const placemark = (name: string, words: string, lon: number) =>
  `<Placemark>${name}<ExtendedData><Data name="名称"><value>${words}</value></Data></ExtendedData>
     <Point><coordinates>${lon},31.1</coordinates></Point></Placemark>`;
const kmlOf = (...placemarks: string[]) =>
  `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${placemarks.join('')}</Document></kml>`;

let files = 0;
async function load(file: string, mapping?: Record<string, string>) {
  const district = `empty-${++files}`;
  const report = await importFile(db, {
    file,
    district: { key: district },
    layer: 'outfalls',
    mapping,
    crs: 'EPSG:4490',
  });
  const rows = await db.query<{ name: string }>('select name from register.outfall where district = $1 order by id', [
    district,
  ]);
  return { report, names: rows.map(({ name }) => name) };
}

it('placemarks without <name> are called as their own column says', async () => {
  const { report, names } = await load(
    fileOf('bare.kml', kmlOf(placemark('', '口一', 121.1), placemark('', '口二', 121.2))),
  );
  expect(names).toEqual(['口一', '口二']);
  expect(report.mapping).toMatchObject({ name: '名称' });
  expect(report.columns_left).toEqual([]); // a file that has no <name> has no such column
});

it('one <name> is enough to be the name, and the other column is left and said', async () => {
  const kml = kmlOf(placemark('', '口一', 121.1), placemark('<name>B</name>', '口二', 121.2));
  const { report, names } = await load(fileOf('named.kml', kml));
  expect([names, report.columns_left]).toEqual([[null, 'B'], expect.arrayContaining(['名称'])]);
});

it('holds for tables and every field, and not where --map says otherwise', async () => {
  const csv = 'name,排污口名称,名称,经度,lon,lat\n,,甲,121.1,,31.1\n, ,乙,121.2,,31.1\n';
  const { report, names } = await load(fileOf('rivals.csv', csv));
  expect(names).toEqual(['甲', '乙']);
  expect(report.mapping).toEqual({ name: '名称', lon: '经度', lat: 'lat' });
  expect((await load(fileOf('rivals2.csv', csv), { name: 'name' })).names).toEqual([null, null]);
});

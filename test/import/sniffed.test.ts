/** What archives hold is told from their content. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { fileOf } from './files.ts';
import { readSource } from './read-source.ts';

it.each([
  ['doc.kml', 'KMZ'],
  ['a.shp', 'ZIP'],
  ['xl/workbook.xml', 'XLSX'],
])('an archive with %s under another name is refused as %s', async (inside, format) => {
  const path = fileOf(`renamed-${format}.kml`, zipSync({ [inside]: Buffer.from('x') }));
  await expect(readSource(path)).rejects.toMatchObject({
    code: 'wrong_extension',
    message: expect.stringContaining(`content is ${format}`),
  });
});

it('a note in a zip is no layer, and is named', async () => {
  const table = Buffer.from('name,lon,lat\n甲,121.1,31.1');
  const path = fileOf('noted.zip', zipSync({ 'readme.txt': Buffer.from('说明：\n甲、乙'), 'a.csv': table }));
  const { list, issues } = await readSource(path);
  expect([list.length, issues.map(({ code, value }) => [code, value])]).toEqual([1, [['files_ignored', 'readme.txt']]]);
  const text = fileOf('table.zip', zipSync({ 'a.txt': table }));
  expect(await readSource(text)).toMatchObject({ said: [] });
});

it('documents and tables beside a shapefile in a zip are named, what belongs to it is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-beside-'));
  const geojson =
    '{"type":"Feature","properties":{"name":"甲"},"geometry":{"type":"Point","coordinates":[121.1,31.1]}}';
  execFileSync('ogr2ogr', ['-f', 'ESRI Shapefile', join(folder, 'a.shp'), fileOf('a.geojson', geojson)]);
  const parts = Object.fromEntries(
    readdirSync(folder).map((name) => [`shp/${name}`, readFileSync(join(folder, name))]),
  );
  const beside = { 'shp/a.shp.xml': '<x/>', 'shp/a.qmd': 'x', '__MACOSX/._a.shp': 'x', '批复.pdf': 'x', 'b.dbf': 'x' };
  const others = Object.fromEntries(Object.entries(beside).map(([name, text]) => [name, Buffer.from(text)]));
  const { list, issues } = await readSource(fileOf('beside.zip', zipSync({ ...parts, ...others })));
  expect([list.length, issues.map(({ code, value }) => [code, value])]).toEqual([
    1,
    [['files_ignored', '批复.pdf, b.dbf']],
  ]);
});

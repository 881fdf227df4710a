/** What archives hold is told from their content. */
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

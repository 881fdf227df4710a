import type { Feature } from 'geojson';
import { expect, it } from 'vitest';
import { renderCsv } from '../../server/report/render/csv.ts';
import { outfallsCsv } from '../../web/tools/area-csv.ts';

const named = (name: string): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [121, 31] },
  properties: { name },
});

it.each([
  ...[
    '甲口',
    '=1+1',
    '-1+cmd|calc',
    "'=1",
    '-12.5',
    '+3',
    '@a',
    '\tx',
    '\r=1',
    'a,b',
    'a"b',
    'a\nb',
    'a\rb',
    '-',
    '1-2',
  ],
])('a cell of a drawn area is written as the service writes it: %j', (name) => {
  const [, row] = outfallsCsv([named(name)]).split(/\r\n/, 2);
  const cell = row.slice(3, row.lastIndexOf(',,,,,,,,121'));
  const columns = [{ key: 'name', zh: '', en: '' }];
  const text = renderCsv({ title: { zh: '', en: '' }, columns, rows: [{ name }], notes: [] });
  expect(cell).toBe(text.slice(text.indexOf('\n') + 1).replace(/\n$/, ''));
});

it('outfalls without a code are told apart in it', () => {
  const found = [7, 8].map((id) => ({ ...named(''), properties: { id, source_id: `S${id}` } }));
  const [head, ...rows] = outfallsCsv(found).slice(1).split('\r\n');
  expect(head).toMatch(/^id,source_id,code,/);
  expect(rows.slice(0, 2).map((row) => row.split(',').slice(0, 3))).toEqual([
    ['7', 'S7', ''],
    ['8', 'S8', ''],
  ]);
});

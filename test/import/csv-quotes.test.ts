import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecords } from '../../server/import/formats/csv/records.ts';
import { fileOf } from './files.ts';
import { readSource } from './read-source.ts';

function* pieces(text: string, size: number): Generator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const read = (text: string, size = 7) =>
  [...csvRecords(pieces(text, size), { delimiter: ',', newline: '\n' })].map(({ cells }) => cells);

describe('records of a text', () => {
  it('are those of csv-parse for whatever a spreadsheet writes, wherever the pieces end', () => {
    const cell = fc.stringMatching(/^[ab",\n 甲]{0,6}$/);
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 20 }), fc.constantFrom('\n', '\r\n'), (rows, size, end) => {
        const quoted = (text: string) => (/[",\n ]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
        const text = rows.map((row) => row.map(quoted).join(',')).join(end);
        expect(read(text, size)).toEqual(parse(text, { relax_column_count: true, skip_empty_lines: true }));
      }),
    );
  });

  it('never lose a line or throw on quotation marks set at random', () => {
    const line = fc.stringMatching(/^[a",]{0,8}$/);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (lines, size) => {
        const text = lines.join('\n');
        const letters = (cells: string[][]) => cells.flat().join('').replace(/[^a]/g, '');
        expect(letters(read(text, size))).toBe(text.replace(/[^a]/g, ''));
      }),
    );
  });
});

describe('a bad quotation mark in a CSV', () => {
  it('costs its line, which is named with its cells; the rest loads', async () => {
    const rows = ['a,1,31', '"b"x,2,31', 'c,3,31', '"d,4,31', 'e,5,31', '"f",6,31'];
    const file = await readSource(fileOf('quote.csv', `name,lon,lat\n${rows.join('\n')}\n`));
    expect(file.list.map(({ row, properties }) => [row, properties.name])).toEqual([
      [1, 'a'],
      [3, 'c'],
      [5, 'e'],
      [6, 'f'],
    ]);
    expect(file.issues).toMatchObject([
      { code: 'bad_quote', row: 2, original: { name: 'bx', lon: '2', lat: '31' } },
      { code: 'bad_quote', row: 4, original: { name: 'd', lon: '4', lat: '31' } },
    ]);
  });

  it('that closes lines later is found by the number of cells', async () => {
    const file = await readSource(fileOf('late.csv', 'name,lon,lat\n"a,1,31\nb 2,2",31\nc,3,31\n'));
    expect(file.list.map(({ properties }) => properties.name)).toEqual(['b 2', 'c']);
    expect(file.said).toEqual(['bad_quote 1', 'quote_kept -']);
  });

  it('within a cell is kept as it stands, and counted', async () => {
    const file = await readSource(fileOf('inches.csv', 'name,lon,lat\n5" pipe,1,31\nthe "old" one,2,31\n'));
    expect(file.list.map(({ properties }) => properties.name)).toEqual(['5" pipe', 'the "old" one']);
    expect(file.issues).toMatchObject([{ code: 'quote_kept', row: null, value: '2' }]);
  });
});

it('a header longer than the first 64 kB is one line', async () => {
  const columns = Array.from({ length: 8000 }, (_, i) => `指标第${i}列`);
  const { list } = await readSource(fileOf('long.csv', `${columns.join(',')}\n${columns.map(() => 1).join(',')}\n`));
  expect([list.length, Object.keys(list[0].properties).length]).toEqual([1, 8000]);
});

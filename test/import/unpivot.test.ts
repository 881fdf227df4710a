/** Wide tables: the rule takes them apart, and what the rule cannot mean is refused. */
import { describe, expect, it } from 'vitest';
import type { Source } from '../../server/import/formats.ts';
import { resolveMapping } from '../../server/import/rows/mapping.ts';
import { parseUnpivot, unpivoted } from '../../server/import/rows/unpivot.ts';
import { refuseWide } from '../../server/import/rows/wide-table.ts';

function table(columns: string[], ...rows: (string | null)[][]): Source {
  const cells = (row: (string | null)[]) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? null]));
  const all = rows.map((row, i) => ({ row: i + 1, properties: cells(row), geometry: null }));
  return { layer: null, columns, crs: null, isTable: true, issues: [], rows: () => all };
}
const apart = (source: Source, rule: string) => {
  const { columns, rows } = unpivoted(source, parseUnpivot(rule));
  return [...rows()].map(({ row, properties }) => [row, ...columns.map((column) => properties[column])]);
};

describe('a wide table', () => {
  it('becomes a row per thing; blank things are none, a row without things stays one', () => {
    const source = table(
      ['permit', 'Outfall 1 Lat', 'Outfall 1 Lon', 'Outfall 2 Lat', 'Outfall 2 Lon'],
      ['a', '31', '121', '32', '122'],
      ['b', 'NA', '', '33', '123'],
      ['c', '-', '-', 'NA', null],
    );
    expect(apart(source, 'lat=Outfall {n} Lat,lon=Outfall {n} Lon')).toEqual([
      [1, 'a', '31', '121'],
      [1, 'a', '32', '122'],
      [2, 'b', '33', '123'],
      [3, 'c', null, null],
    ]);
  });

  it('pairs columns by their number, whatever their order', () => {
    const source = table(['Lat 1', 'Lat 2', 'Lon 2nd', 'Lon 1st'], ['1', '2', '20', '10']);
    expect(apart(source, 'lat=Lat {n},lon=Lon {n}')).toEqual([
      [1, '1', '10'],
      [1, '2', '20'],
    ]);
  });

  it.each([
    [['Lat 1', 'Lat 2', 'Lon 1'], 'lat=Lat {n},lon=Lon {n}', 'unpivot_uneven'],
    [['Lat 1', 'Lat 2', 'Lon 1', 'Lon 3'], 'lat=Lat {n},lon=Lon {n}', 'unpivot_uneven'],
    [['Lat 1', 'Lon 1'], 'lat=Lat {n},lon=Long {n}', 'unpivot_no_column'],
    [['lat', 'Lat 1', 'Lon 1'], 'lat=Lat {n},lon=Lon {n}', 'unpivot_name_taken'],
  ])('%j by %s is refused: %s', (columns, rule, code) => {
    expect(() => apart(table(columns), rule)).toThrow(expect.objectContaining({ code }));
  });

  it.each(['', 'lat', 'lat=', '=Lat', 'lat=A||B'])('"%s" is no rule', (rule) => {
    expect(() => parseUnpivot(rule)).toThrow(expect.objectContaining({ code: 'bad_unpivot' }));
  });

  it('says of each row which part of the wide row it is', () => {
    const source = table(['Lat 1', 'Lon 1', 'Lat 2', 'Lon 2'], ['1', '10', '2', '20'], ['', '', '2', '20']);
    const { rows } = unpivoted(source, parseUnpivot('lat=Lat {n},lon=Lon {n}'));
    expect([...rows()].map(({ row, part }) => [row, part])).toEqual([
      [1, { n: 1, column: 'Lat 1' }],
      [1, { n: 2, column: 'Lat 2' }],
      [2, { n: 2, column: 'Lat 2' }],
    ]);
  });

  it('is refused with options that work as they are printed, names what they leave and asks for --crs', () => {
    const columns = [
      'permit',
      '排口1经度',
      '排口1纬度',
      '排口1名称',
      '排口1备用',
      '排口2经度',
      '排口2纬度',
      '排口2名称',
      '排口2备用',
    ];
    const source = table(columns, ['p', '121', '31', '甲', 'x', '122', '32', '乙', 'y']);
    let refusal: Error | undefined;
    try {
      refuseWide('t.csv', 'outfalls', source, {}, false);
    } catch (error) {
      refusal = error as Error;
    }
    expect(refusal).toMatchObject({ code: 'wide_table', message: expect.stringContaining('--crs') });
    expect(refusal!.message).toContain('fill no field of outfalls: 排口1备用 排口2备用');
    const [, rule] = /--unpivot "([^"]+)"/.exec(refusal!.message)!;
    const read = unpivoted(source, parseUnpivot(rule));
    expect(read.columns.some((column) => column.startsWith('column_'))).toBe(false);
    expect(resolveMapping('outfalls', read, {}, new Set()).named).toMatchObject({
      name: 'name',
      lon: 'lon',
      lat: 'lat',
    });
    expect([...read.rows()].map(({ properties: { name, lon, lat } }) => [name, lon, lat])).toEqual([
      ['甲', '121', '31'],
      ['乙', '122', '32'],
    ]);
    expect(() => refuseWide('t.csv', 'outfalls', source, {}, true)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('--crs') }),
    );
  });

  it('is refused with the rule that reads it, unless a position is mapped', () => {
    const refuse =
      (columns: string[], asked = {}) =>
      () =>
        refuseWide('t.csv', 'outfalls', table(columns), asked, true);
    const english = ['id', 'Lat', 'Long', 'Lat.1', 'Long.1'];
    expect(refuse(english)).toThrow(
      expect.objectContaining({
        code: 'wide_table',
        message: expect.stringContaining('"lat=Lat|Lat.{n},lon=Long|Long.{n}"'),
      }),
    );
    expect(refuse(['编号', '排口1经度', '排口1纬度', '排口2经度', '排口2纬度'])).toThrow(
      expect.objectContaining({ code: 'wide_table' }),
    );
    expect(refuse(english, { lat: 'Lat', lon: 'Long' })).not.toThrow();
    expect(refuse(['lat', 'lon', 'Latitude', 'Longitude', 'x1'])).not.toThrow();
  });
});

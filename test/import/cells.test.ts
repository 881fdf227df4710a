import { describe, expect, it } from 'vitest';
import { type Field, number } from '../../server/import/field.ts';
import { LAYER_NAMES, layerOf } from '../../server/import/fields.ts';
import { issue } from '../../server/import/issues.ts';
import { CellFault, cellReader, readDate, readTime } from '../../server/import/rows/cells.ts';
import { resolveMapping } from '../../server/import/rows/mapping.ts';

const field = (layer: 'outfalls' | 'rivers', name: string): Field =>
  layerOf(layer).fields.find((each) => each.name === name)!;

describe('cells', () => {
  it('read measures along a river as numbers of metres, as 桩号 and with their unit, in every layer that has them', () => {
    const measures = LAYER_NAMES.flatMap((layer) =>
      layerOf(layer).fields.filter(({ column }) => column === 'from_mm' || column === 'to_mm'),
    );
    expect(measures.length).toBe(6);
    const read = cellReader(measures[0], null);
    for (const [text, mm] of [
      ['1500', 1_500_000],
      ['1+500', 1_500_000],
      ['K1+000', 1_000_000],
      ['k1+500.5', 1_500_500],
      ['Ｋ０＋０５０', 50_000],
      ['K12 + 345.678', 12_345_678],
      ['3,000m', 3_000_000],
      ['3000.5 米', 3_000_500],
      ['３．２ｋｍ', 3_200_000],
      ['1.0005公里', 1_000_500],
    ] as const)
      for (const field of measures) expect([text, cellReader(field, null)(text)]).toEqual([text, mm]);
    for (const text of ['K1+5', '1+', 'K1', '1+5000', '1+500+5', '-1+500', 'km', '1.2.3km', '3 mm'])
      expect(read(text)).toBeInstanceOf(CellFault);
  });

  it('read full-width digits in every field of numbers, and no raised or circled ones', () => {
    const fields = LAYER_NAMES.flatMap((layer) =>
      layerOf(layer).fields.filter(({ type, required }) => (type === 'number' || type === 'integer') && !required),
    );
    expect(fields.length).toBeGreaterThan(20);
    for (const field of fields)
      expect([field.name, cellReader(field, null)('１')]).toEqual([field.name, cellReader(field, null)('1')]);
    const length = cellReader(field('rivers', 'official_length_km'), null);
    expect([length('１２．５'), length('１，２３４')]).toEqual([12_500_000, 1_234_000_000]);
    for (const text of ['10²', '①', '１，５']) expect((length(text) as CellFault).fault).toMatchObject({ value: text });
  });

  it('say what a number can be, without bounds that nobody set', () => {
    const said = (bounds: { min?: number; max?: number }, text: string) => {
      const { code, ...at } = (cellReader(number('n', [], bounds), null)(text) as CellFault).fault;
      const { reason_zh, reason_en } = issue(code, { row: 1, ...at });
      return [reason_zh, reason_en];
    };
    expect(said({ min: 0, max: 14 }, '15')).toEqual([
      'n 15 超出可能的范围（0 … 14）',
      'n cannot be 15: it lies between 0 … 14',
    ]);
    expect(said({ min: 0 }, '-4')).toEqual(['n -4 超出可能的范围（不小于 0）', 'n cannot be -4: it is 0 or more']);
    expect(said({}, '1e17')[1]).toBe('n cannot be 1e17: it is 9007199254740990 or less');
  });

  it('read dates as registers write them, and no others', () => {
    for (const text of [
      '2022-03-01',
      '2022/3/1',
      '2022.03.01',
      '20220301',
      '2022年3月1日',
      '2022-03-01T10:00:00Z',
      '2022-3-1 8:00',
      '2022 年 3 月 1 日',
      '２０２２－０３－０１',
    ])
      expect(readDate(text)).toBe('2022-03-01');
    for (const text of [
      '2022-13-01',
      '2022-02-30',
      '1/3/2022',
      '44621',
      'soon',
      '2022',
      '202203',
      '2022111',
      '44622.5',
      '9022-03-01',
    ])
      expect(readDate(text)).toBeUndefined();
  });

  it('read the day numbers of Excel where a date is wanted, and no other numbers', () => {
    const read = cellReader({ name: 'surveyed_on', type: 'date', headers: [] }, null);
    expect(['44621', 44621, 44621.99, '44622.5', '20220301'].map(read)).toEqual([
      ...Array(3).fill('2022-03-01'),
      '2022-03-02',
      '2022-03-01',
    ]);
    for (const text of ['5', '2022', '19999', '80000', '446210', '44621-1'])
      expect(read(text)).toBeInstanceOf(CellFault);
  });

  it('take a time without zone as the district’s', () => {
    expect(readTime('2022-03-01 08:00:00', 480)).toBe(Date.parse('2022-03-01T00:00:00Z'));
    expect(readTime('2022-03-01T08:00:00+01:00', 480)).toBe(Date.parse('2022-03-01T07:00:00Z'));
    expect(readTime('2022/3/1 8:00', 60)).toBe(Date.parse('2022-03-01T07:00:00Z'));
    expect(() => readTime('2022-03-01 08:00:00', null)).toThrow(/--utc-offset/);
    expect(readTime('08:00', 480)).toBeUndefined();
  });

  it('know the words of a value, full-width and with blanks around', () => {
    const read = cellReader(field('outfalls', 'type'), null);
    expect(read('工业排污口      ')).toBe('industrial');
    expect(read('ＧＹ')).toBe('industrial');
    expect(read('城镇雨洪排口')).toBe('other');
    expect(read('污泥')).toBeInstanceOf(CellFault);
    expect(cellReader(field('outfalls', 'status'), null)('')).toBe('suspect');
  });

  it('turn kilometres into whole millimetres and refuse what is no length', () => {
    const read = cellReader(field('rivers', 'official_length_km'), null);
    expect(read('1,234.567')).toBe(1_234_567_000);
    expect(read(0.0000014)).toBe(1);
    expect(read('-1')).toBeInstanceOf(CellFault);
    expect(read('约3')).toBeInstanceOf(CellFault);
  });

  it('refuse a length too great to store, and a comma that may be meant as a decimal', () => {
    const read = cellReader(field('rivers', 'official_length_km'), 480);
    expect(read('1,234.5')).toBe(1_234_500_000);
    for (const text of ['1e308', '1e10', '1,5', '12,34', '0x10', '0b1']) expect(read(text)).toBeInstanceOf(CellFault);
  });

  it('no word stands for two values of a field', () => {
    for (const layer of LAYER_NAMES)
      for (const { name, values } of layerOf(layer).fields) {
        const words = Object.entries(values ?? {}).flatMap(([value, synonyms]) => [value, ...synonyms]);
        const plain = words.map((word) => word.normalize('NFKC').toLowerCase());
        const own = Object.values(values ?? {}).reduce((n, list) => n + list.length + 1, 0);
        expect(plain.length, `${layer}.${name}`).toBe(own);
        const owners = new Map<string, string>();
        for (const [value, synonyms] of Object.entries(values ?? {}))
          for (const word of [value, ...synonyms]) {
            const key = word.normalize('NFKC').toLowerCase();
            expect(owners.get(key) ?? value, `${layer}.${name} ${word}`).toBe(value);
            owners.set(key, value);
          }
      }
  });
});

describe('mapping', () => {
  const source = (columns: string[], isTable = false) => ({ columns, isTable });
  const none = new Set<string>();

  it('takes what is asked before what is recognised, and lets one column fill both', () => {
    const { named } = resolveMapping('rivers', source(['name', 'len']), { key: 'name' }, none);
    expect(named).toEqual({ key: 'name', name: 'name' });
  });

  it('leaves a field out that is mapped to nothing', () => {
    expect(resolveMapping('outfalls', source(['type', 'name']), { type: '' }, none).named).toEqual({ name: 'name' });
  });

  it('refuses fields and columns that do not exist, tables without position, and required fields without column', () => {
    const code = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return (error as { code?: string }).code;
      }
      return undefined;
    };
    expect(code(() => resolveMapping('rivers', source(['a']), { nope: 'a' }, none))).toBe('unknown_field');
    expect(code(() => resolveMapping('rivers', source(['a']), { key: 'b' }, none))).toBe('unknown_column');
    expect(code(() => resolveMapping('outfalls', source(['name'], true), {}, none))).toBe('no_position');
    expect(code(() => resolveMapping('tracks', source(['name']), {}, none))).toBe('required_field_missing');
    expect(code(() => resolveMapping('tracks', source(['name']), {}, new Set(['mode'])))).toBeUndefined();
  });
});

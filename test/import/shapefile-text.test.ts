import { describe, expect, it } from 'vitest';
import { readSource } from './read-source.ts';
import { bytesOf, shapefileOf, type TableOf } from './shapefile-files.ts';

const NAMES = ['淀山湖大道1号排污口', '青浦塘', '朱家角镇', 'A-7', '西大盈港', '联通'];
const table = (more: Partial<TableOf>): TableOf => ({
  encoding: 'gbk',
  columns: ['名称', '类型'],
  width: 40,
  rows: NAMES.map((name) => [name, '其他']),
  ...more,
});
const names = async (name: string, more: Partial<TableOf>) => {
  const { list, said, issues } = await readSource(shapefileOf(name, table(more)));
  return { names: list.map(({ properties }) => properties['名称']), said, issues };
};

describe('the texts of a shapefile', () => {
  it.each<[string, Partial<TableOf>]>([
    ['GBK without .cpg', { encoding: 'gbk' }],
    ['UTF-8 without .cpg', { encoding: 'utf-8' }],
    ['GBK with its .cpg', { encoding: 'gbk', cpg: 'GBK' }],
    ['UTF-8 with its .cpg', { encoding: 'utf-8', cpg: 'UTF-8\n' }],
    ['GBK with the code page of the header', { encoding: 'gbk', driver: 77 }],
    ['GBK with a .cpg no one knows', { encoding: 'gbk', cpg: 'SYSTEM' }],
  ])('are read in %s', async (_, more) => {
    expect(await names(`plain-${_.replace(/\W/g, '')}`, more)).toMatchObject({
      names: NAMES,
      said: ['no_shape_index -'],
    });
  });

  it.each<[string, Partial<TableOf>, string, string]>([
    ['UTF-8 said, GBK meant', { encoding: 'gbk', cpg: 'UTF-8' }, 'utf-8', 'gb18030'],
    ['GBK said, UTF-8 meant', { encoding: 'utf-8', cpg: '936' }, '936', 'utf-8'],
    ['Latin said, GBK meant', { encoding: 'gbk', cpg: 'ISO-8859-1' }, 'iso-8859-1', 'gb18030'],
    ['Latin said, UTF-8 meant', { encoding: 'utf-8', cpg: '1252' }, '1252', 'utf-8'],
    ['the header says GBK, UTF-8 meant', { encoding: 'utf-8', driver: 77 }, 'gb18030', 'utf-8'],
  ])(
    'whose bytes contradict what is said are read by their bytes, and it is told: %s',
    async (_, more, value, detail) => {
      const read = await names(`wrong-${_.replace(/\W/g, '')}`, more);
      expect(read.names).toEqual(NAMES);
      expect(read.issues.find(({ code }) => code === 'encoding_differs')).toMatchObject({
        row: null,
        value,
        reason_zh: expect.stringContaining(detail),
      });
    },
  );

  it('in Latin letters stay what their .cpg says', async () => {
    const rows = ['Größe', 'Café', 'Übergang Straße'].map((name) => [name, 'x']);
    const latin = { encoding: 'latin1', columns: ['name', 'type'], rows } satisfies Partial<TableOf>;
    const { list, said } = await readSource(shapefileOf('latin', table({ ...latin, cpg: 'ISO-8859-1' })));
    expect(list.map(({ properties }) => properties.name)).toEqual(rows.map(([name]) => name));
    expect(said).toEqual(['no_shape_index -']);
  });

  it.each(['gbk', 'utf-8'] as const)(
    'cut in the middle of a character lose that half only, named by row: %s',
    async (encoding) => {
      const rows = [
        ['a青浦塘排污口', '其他'],
        ['西大盈港', '其他'],
        ['ab青浦塘排口', 'c'],
      ];
      const width = encoding === 'gbk' ? 12 : 15;
      const { list, said, issues } = await readSource(shapefileOf(`cut-${encoding}`, table({ encoding, width, rows })));
      expect(list.map(({ properties }) => properties['名称'])).toEqual(
        encoding === 'gbk'
          ? ['a青浦塘排污', '西大盈港', 'ab青浦塘排口'.slice(0, 7)]
          : ['a青浦塘排', '西大盈港', 'ab青浦塘排'],
      );
      const cut = issues.filter(({ code }) => code === 'text_cut');
      expect(cut.map(({ row }) => row)).toEqual(encoding === 'gbk' ? [1] : [1, 3]);
      expect(said.some((each) => each.startsWith('lost_characters'))).toBe(false);
    },
  );

  it('and column names cut at ten bytes lose half a character too', async () => {
    const { columns } = await readSource(
      shapefileOf('columns', table({ encoding: 'utf-8', columns: ['排污口名称', '类型'] })),
    );
    expect(columns).toEqual(['排污口', '类型']);
  });

  it('saved through a wrong encoding are turned back', async () => {
    // UTF-8 read as GBK, and GBK read as Latin-1, both saved as UTF-8
    const asGbk = new TextDecoder('gbk').decode(Buffer.from('西大盈港'));
    const asLatin = bytesOf('淀山湖大道', 'gbk').toString('latin1');
    const { list, said } = await readSource(
      shapefileOf(
        'twice',
        table({
          encoding: 'utf-8',
          rows: [
            [asGbk, '其他'],
            [asLatin, '其他'],
          ],
        }),
      ),
    );
    expect(list.map(({ properties }) => properties['名称'])).toEqual(['西大盈港', '淀山湖大道']);
    expect(said).toEqual(['no_shape_index -', 'text_mended 1', 'text_mended 2']);
  });
});

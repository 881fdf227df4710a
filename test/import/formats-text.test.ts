import { describe, expect, it } from 'vitest';
import { fileOf } from './files.ts';
import { readSource, refusalOf } from './read-source.ts';

const feature = (name: string, x = 121, y = 31) =>
  JSON.stringify({ type: 'Feature', properties: { name }, geometry: { type: 'Point', coordinates: [x, y] } });

describe('newline-delimited GeoJSON', () => {
  it('reads a feature per line and names the lines that are none', async () => {
    const read = await readSource(fileOf('lines.geojsonl', `${feature('河')}\n\n{"type":"Fea\n${feature('江')}`));
    expect(read.list.map(({ row, properties }) => [row, properties.name])).toEqual([
      [1, '河'],
      [3, '江'],
    ]);
    expect(read).toMatchObject({ said: ['unreadable_record 2'], columns: ['name'], crs: 'EPSG:4326', total: 3 });
  });

  it('takes record separators, a byte order mark, GB18030 and lines that are longer than a piece of the file', async () => {
    const rs = String.fromCharCode(0x1e);
    expect((await readSource(fileOf('rs.geojsons', `${rs}${feature('a')}\n${rs}${feature('b')}\n`))).list).toHaveLength(
      2,
    );
    expect((await readSource(fileOf('bom.ndjson', `\ufeff${feature('a')}\n`))).list).toHaveLength(1);
    const gbk = Buffer.from(feature('**').replace('**', 'XX')).toString('latin1').replace('XX', '\xba\xd3'); // 河
    expect((await readSource(fileOf('gbk.geojsonl', Buffer.from(gbk, 'latin1')))).list[0].properties.name).toBe('河');
    const long = '长'.repeat(900_000);
    const read = await readSource(fileOf('long.geojsonl', `${feature(long)}\n${feature('b')}\n`));
    expect(read.list[0].properties.name).toBe(long);
  });

  it('is found under the name of plain GeoJSON', async () => {
    expect((await readSource(fileOf('named.geojson', `${feature('a')}\n${feature('b')}\n`))).list).toHaveLength(2);
  });

  it('says no coordinate system when the numbers are no degrees', async () => {
    expect((await readSource(fileOf('plane.geojsonl', feature('a', 547602, 3464343)))).crs).toBeNull();
  });

  it('is refused when no line is a feature', async () => {
    expect(await refusalOf(fileOf('none.geojsonl', '{"a":1}\n{"b":2}\n'))).toBe('unreadable_file');
  });
});

describe('tables of text', () => {
  it('keeps newlines inside cells, wherever a piece of the file ends', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `${i},"排口\n第${i}号, ""旧""",31.${i}`);
    const read = await readSource(fileOf('big.csv', `id,name,lat\n${rows.join('\n')}\n`));
    expect(read.list).toHaveLength(60_000);
    expect(read.list[59_999]).toMatchObject({
      row: 60_000,
      properties: { id: '59999', name: '排口\n第59999号, "旧"' },
    });
    expect(read.said).toEqual([]);
  });

  it.each([
    ['mark', Buffer.from('\ufeff名称,经度\n河,1\n')],
    ['utf16', Buffer.from('\ufeff名称,经度\n河,1\n', 'utf16le')],
    ['gbk', Buffer.from('c3fbb3c62cbeadb6c80abad32c310a', 'hex')],
    ['mac', Buffer.from('名称,经度\r河,1\r')],
  ])('reads %s', async (name, bytes) => {
    const read = await readSource(fileOf(`${name}.csv`, bytes));
    expect(read.columns).toEqual(['名称', '经度']);
    expect(read.list[0].properties).toEqual({ 名称: '河', 经度: '1' });
  });

  it('takes one damaged byte for damage, not for another encoding', async () => {
    const bytes = Buffer.concat([
      Buffer.from('名称\n青浦区淀山湖环湖大道排口一\n青浦区'),
      Buffer.from([0xe6, 0x0a]),
      Buffer.from('朱家角镇排口\n'),
    ]);
    const read = await readSource(fileOf('damaged.csv', bytes));
    expect(read.list.map(({ properties }) => properties.名称)).toEqual([
      '青浦区淀山湖环湖大道排口一',
      '青浦区\ufffd',
      '朱家角镇排口',
    ]);
  });

  it('leaves a title, sums and notes out and says so', async () => {
    const text = '排污口清单,,\n名称,经度,纬度\n甲,121,31\n乙,122,31\n合 计,2,\n注：坐标为 CGCS2000,,\n';
    const read = await readSource(fileOf('ledger.csv', text));
    expect(read.columns).toEqual(['名称', '经度', '纬度']);
    expect(read.list.map(({ row, properties }) => [row, properties.名称])).toEqual([
      [1, '甲'],
      [2, '乙'],
    ]);
    expect(read.said).toEqual(['header_rows -', 'sum_row 3', 'note_row 4']);
  });

  it.each([
    '合计,,9个,',
    '合计,共 9 个,12.5公里,—',
    'Total,9 pcs,/,3,000',
    '总计：2 个,,,',
    '总计: 2,,,',
    '合计：共 3 处,9,,',
  ])('leaves the sum row %s out', async (sum) => {
    const read = await readSource(
      fileOf('sums.csv', `name,type,lon,lat\n甲,x,121,31\n${sum.split(',').slice(0, 4)}\n`),
    );
    expect([read.list.length, read.said]).toEqual([1, ['sum_row 2']]);
  });

  it('keeps an outfall whose name begins like a sum', async () => {
    const read = await readSource(fileOf('total.csv', 'name,type,lon\nTotal,industrial,121\n合计河排口,x,122\n'));
    expect(read.list).toHaveLength(2);
  });

  it('reads two header rows: groups with blanks, and units under names', async () => {
    const groups = '名称,位置,,备注\n,经度,纬度,\n甲,121.1,31.1,旧\n';
    expect((await readSource(fileOf('groups.csv', groups))).columns).toEqual(['名称', '经度', '纬度', '备注']);
    const units = 'name,flow,area\n名称,t/d,m2\n甲,3.5,100\n';
    const read = await readSource(fileOf('units.csv', units));
    expect(read.columns).toEqual(['name', 'flow', 'area']);
    expect(read.list).toHaveLength(1);
  });

  it('takes a first row of data in words for data', async () => {
    const read = await readSource(fileOf('words.csv', 'name,type,town\n甲,雨洪,夏阳\n乙,工业,盈浦\n'));
    expect(read.list).toHaveLength(2);
  });
});

describe('files named as what they are not', () => {
  it('an .xls renamed to .xlsx or .csv is told apart', async () => {
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    for (const name of ['old.xlsx', 'old.xls', 'old.csv']) expect(await refusalOf(fileOf(name, old))).toBe('old_excel');
  });
});

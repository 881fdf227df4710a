/** Which rows head a table: nothing but a header is taken for one, and what is taken is told word for word. */
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { headerOf, type Merge } from '../../server/import/formats/table/header.ts';
import { fileOf } from './files.ts';
import { readSource } from './read-source.ts';

const cellsOf = (lines: string[]) => lines.map((line) => line.split(','));

describe('a first row of data', () => {
  const NO_POSITION = [
    '无',
    '/',
    '待定',
    '—',
    '不详',
    '待测',
    '暂无',
    '未知',
    'N/A',
    'null',
    '度分秒缺',
    '无信号',
    '见附图',
  ];

  it.each(NO_POSITION)('without a position (%s) is a row, in CSV and XLSX', async (word) => {
    const lines = ['编号,经度,纬度,排污口名称,核实状态', `v1,${word},${word},甲,疑似`, 'v2,121.1,31.1,乙,疑似'];
    const csv = await readSource(fileOf('first.csv', lines.join('\n')));
    const book = new ExcelJS.Workbook();
    book
      .addWorksheet('台账')
      .addRows(cellsOf(lines).map((row) => row.map((cell) => (/^\d/.test(cell) ? Number(cell) : cell))));
    const xlsx = await readSource(fileOf('first.xlsx', Buffer.from(await book.xlsx.writeBuffer())));
    for (const { list, said } of [csv, xlsx])
      expect([list.map(({ row, properties }) => [row, properties.编号]), said]).toEqual([
        [
          [1, 'v1'],
          [2, 'v2'],
        ],
        [],
      ]);
  });

  it.each([
    ['measures above metres', ['水功能区名称,所在河流,起点桩号,终点桩号', '甲区,甲河,K3+000,K4+500', '乙区,R2,0,2500']],
    ['an outfall with a name of names', ['名称,经度,纬度', '排污口名称,无,无', '乙,121,31']],
    ['names under a header that has none', [',经度,纬度', 'a,无,无', 'b,121,31']],
    ['a column without a header', ['编号,经度,纬度,备注,', 'v1,无,无,旧,x', 'v2,121,31,新,5']],
    ['a column without a header beside one of numbers', ['编号,,备注', 'v1,甲,', 'v2,2,']],
    ['substances as data', ['指标1,值1,指标2,值2', '氨氮,未检出,总磷,未检出', '氨氮,1,总磷,2']],
    ['units as data', ['断面,指标,数值,单位,个数', '甲,氨氮,未检出,mg/L,/', '甲,总磷,1,mg/L,2']],
    ['a name that is a unit', ['名称,经度,纬度', '米,无,无', '乙,121,31']],
    ['names of columns as values', ['部分,名称,经度,纬度', '水域,水源地,无,无', '水域,乙,121,31']],
    ['dashes and nothing else', ['编号,经度,纬度', '—,—,—', 'v2,121,31']],
    ['words nobody knows', ['SITE,X1,X2', '甲,乙,丙', 'A,1,2']],
  ])('of %s is a row', (_, lines) => {
    expect(headerOf(cellsOf(lines))?.last).toBe(0);
  });

  it.each<[string, string[], Merge]>([
    ['a position', ['编号,坐标,,备注', 'H1,无,无,', 'H2,121,31,'], { top: 0, bottom: 0, left: 1, right: 2 }],
    ['numbers', ['编号,坐标,,备注', ',121,31,', 'H2,121,31,'], { top: 0, bottom: 0, left: 1, right: 2 }],
    ['a note', ['编号,名称,备注,', 'H1,甲,旧,', 'H2,乙,,'], { top: 0, bottom: 0, left: 2, right: 3 }],
  ])('below a merged cell over %s is a row', (_, lines, merge) => {
    expect(headerOf(cellsOf(lines), [merge])?.last).toBe(0);
  });

  it('is never lost, whatever words it has', () => {
    const words = [
      '无',
      '待定',
      '/',
      'v1',
      '疑似',
      '工业',
      '甲河',
      'K1+000',
      '2022年',
      '左岸',
      '121.1',
      '是',
      'mg/L',
      '米',
    ];
    const header = ['编号', '排污口名称', '经度', '纬度', '核实状态', '所在河流', '是否溯源'];
    let state = 7;
    const draw = () => {
      state = (state * 48271) % 2147483647;
      return words[state % words.length];
    };
    for (let i = 0; i < 5000; i++) {
      const first = header.map((_, column) => (column === 0 ? `v${i}` : draw()));
      expect([headerOf([header, first, ['v', '乙', '121', '31', '疑似', '河', '是']])?.last, first]).toEqual([
        0,
        first,
      ]);
    }
  });
});

describe('a further header row', () => {
  it.each<[string, string[], string[]]>([
    ['groups over blanks', ['名称,位置,,备注', ',经度,纬度,', '甲,121,31,旧'], ['名称', '经度', '纬度', '备注']],
    [
      'groups of a kind of their own',
      ['名称,产量,,备注', ',早稻,晚稻,', '甲,1,2,旧'],
      ['名称', '早稻', '晚稻', '备注'],
    ],
    [
      'English and Chinese',
      ['ID,NAME,LON,LAT,X1', '站号,名称,经度,纬度,备', 'A,甲,121,31,1'],
      ['ID', 'NAME', 'LON', 'LAT', 'X1'],
    ],
    ['units', ['名称,长度,面积', ',(km),（平方米）', '甲,1,2'], ['名称', '长度', '面积']],
    [
      'units with a word in front',
      ['断面,氨氮,pH,流量', '单位,mg/L,无量纲,m³/s', '甲,1,7,3'],
      ['断面', '氨氮mg/L', 'pH', '流量'],
    ],
    ['units and dashes', ['编号,经度,纬度,长度', '/,°,°,单位：米', 'v1,121,31,5'], ['编号', '经度', '纬度', '长度']],
    ['the header again', ['站,甲值,乙值', '站,甲值,乙值', 'A,1,2'], ['站', '甲值', '乙值']],
    [
      'groups repeated',
      ['起点,起点,终点,终点', '经度,纬度,经度,纬度', '1,2,3,4'],
      ['起点 经度', '起点 纬度', '终点 经度', '终点 纬度'],
    ],
    ['what completes it', ['标识牌,排污口,经度', '编码,名称,lon', 'a,b,121'], ['标识牌编码', '排污口名称', '经度']],
    [
      'names below a line of the report',
      ['单位：某局,,,2022', '编号,名称,经度,纬度', 'a,b,1,2'],
      ['编号', '名称', '经度', '纬度'],
    ],
  ])('of %s', (_, lines, columns) => {
    expect(headerOf(cellsOf(lines))).toMatchObject({ last: 1, columns });
  });

  it('is told with all of its words, and the titles above it', async () => {
    const read = await readSource(fileOf('told.csv', '清单,,\n名称,长度,面积\n,km,m2\n甲,1,2\n'));
    expect(read.issues[0].reason_zh).toContain('第 1 行“清单 |  | ”，第 2 行“名称 | 长度 | 面积”，第 3 行“ | km | m2”');
    expect(read.issues[0].reason_en).toContain('row 3 " | km | m2"');
  });
});

describe('a row that numbers the columns', () => {
  const HEADER = '编号,排污口名称,经度,纬度,备注';
  const ROW = 'w1,口1,121.0971,31.1209,x';

  it.each(['1,2,3,4,5', '甲,乙,1,2,3', '①,②,③,④,⑤', '(1),(2),(3),(4),(5)', '甲,乙,丙,丁,戊'])(
    '(%s) heads',
    async (marks) => {
      const { list, said } = await readSource(fileOf('numbered.csv', [HEADER, marks, ROW].join('\n')));
      const isNumber = marks !== '甲,乙,丙,丁,戊';
      expect(list.map(({ properties }) => properties.编号)).toEqual(isNumber ? ['w1'] : ['甲', 'w1']);
      expect(said.length).toBe(isNumber ? 1 : 0);
    },
  );

  it.each([
    ['a,b,c,d', '1,2,3,4', '5,6,7,8'],
    ['id,lon,lat', '1,2,3', 'x,4,5'],
    ['a,b,c,d', '1,2,3,5', 'x,y,z,t'],
    ['a,b,c,d', '1,2,3,4'],
  ])('is one only over words, and whole (%s)', (...lines) => {
    expect(headerOf(cellsOf(lines))?.last).toBe(0);
  });

  it('stands below two rows of names as well', () => {
    const rows = cellsOf(['编号,坐标,,名称', ',经度,纬度,', '1,2,3,4', 'w1,121,31,口']);
    expect(headerOf(rows)?.last).toBe(2);
  });
});

it('the nearer name of a field counts: 核实状态 under 状态', () => {
  const rows = cellsOf(['编号,经度,纬度,名称,状态', '编号,经度,纬度,排污口名称,核实状态', 'z0,121,31,口,已核实']);
  expect(headerOf(rows)?.columns).toEqual(['编号', '经度', '纬度', '排污口名称', '核实状态']);
});

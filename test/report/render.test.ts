/** What a report looks like in each format, on rows made to be awkward. */
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { type MatchRow, matchReport } from '../../server/report/matches.ts';
import { FORMATS, getFormat } from '../../server/report/render/formats.ts';
import { renderTable } from '../../server/report/render/table.ts';
import type { Report } from '../../server/report/report.ts';

const REPORT: Report = {
  title: { zh: '试', en: 'Trial' },
  columns: [
    { key: 'name', zh: '名称', en: 'name' },
    { key: 'value', zh: '值', en: 'value', decimals: 3 },
  ],
  rows: [
    { name: '=HYPERLINK("http://x")', value: -1.5 },
    { name: '-2.25', value: 0.000001 },
    { name: '+cmd|calc', value: null },
    { name: '@sum', value: 2507 },
    { name: '<b>"&\'', value: 1e21 },
    { name: '一,二\n三', value: 12.3456 },
  ],
  notes: ['<i>'],
};
const render = (format: string) => FORMATS[format].render(REPORT) as string;

describe('CSV', () => {
  it('defuses formulas and nothing else: negative numbers stay numbers', () => {
    expect(render('csv')).toBe(
      [
        '\ufeffname,value',
        `"'=HYPERLINK(""http://x"")",-1.5`,
        '-2.25,0.000001',
        "'+cmd|calc,",
        "'@sum,2507",
        `"<b>""&'",1e+21`,
        '"一,二\n三",12.3456',
        '',
      ].join('\n'),
    );
  });
});

describe('HTML', () => {
  it('says a state in Chinese and in plain English, and keeps Chinese names whole', () => {
    const columns = [{ key: 'state', zh: '状态', en: 'state', words: { to_do: '待排查' } }];
    const html = FORMATS.html.render({ ...REPORT, columns, rows: [{ state: 'to_do' }, { state: null }] }) as string;
    expect(html).toContain('<td>待排查 to do</td>');
    expect(html).toContain('<td>–</td>');
    expect(html).toContain('td{word-break:keep-all}');
  });

  it('turns the page for a wide table alone, and breaks sentences but no names', () => {
    const page = (cells: string[]) => {
      const columns = cells.map((_, i) => ({ key: `k${i}`, zh: '列', en: 'column' }));
      const row = Object.fromEntries(cells.map((cell, i) => [`k${i}`, cell]));
      return FORMATS.html.render({ ...REPORT, columns, rows: [row] }) as string;
    };
    expect(page(['夏阳街道', '青浦塘'])).toContain('@page{size:A4;');
    // by hand: ten names of ten letters are 1300 px, of 718 upright and 1046 across
    const wide = page(Array(10).fill('上海青浦工业园区河道'));
    expect(wide).toContain('@page{size:A4 landscape;');
    expect(Number(/table\{font-size:([\d.]+)px/.exec(wide)?.[1])).toBeLessThanOrEqual(10.4);
    expect(wide).not.toContain('<td class="w">');
    expect(page(['全区入河排污口排查的经费由区级财政承担'])).toContain('<td class="w">');
  });

  it('escapes what stands in the rows and below them', () => {
    const html = render('html');
    expect(html).toContain('&#60;b&#62;&#34;&#38;&#39;');
    expect(html).toContain('<p>&#60;i&#62;</p>');
    expect(html).not.toContain('<b>');
  });
});

describe('a table', () => {
  it('lines up Chinese and Latin, numbers to the right', () => {
    const report = {
      ...REPORT,
      rows: [
        { name: '青浦', value: 1 },
        { name: 'abcd', value: -20 },
      ],
      notes: [],
    };
    expect(FORMATS.table.render(report)).toBe(
      ['试 / Trial', 'name    value', '----  -------', '青浦    1.000', 'abcd  -20.000', ''].join('\n'),
    );
  });

  it('without rows says so', () => {
    expect(FORMATS.table.render({ ...REPORT, rows: [] })).toContain('没有数据 / no rows');
  });
});

describe('a workbook', () => {
  it('keeps numbers numbers and text text, formulas unrun', async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.load((await FORMATS.xlsx.render(REPORT)) as never);
    const [sheet] = book.worksheets;
    expect(sheet.getCell('A3').value).toBe('=HYPERLINK("http://x")');
    expect(sheet.getCell('A3').type).toBe(exceljs.ValueType.String);
    expect(sheet.getCell('B3').value).toBe(-1.5);
  });
});

describe('getFormat', () => {
  it.each(['pdf', 'toString', '__proto__', ''])('does not know %s', (name) => {
    expect(() => getFormat(name)).toThrowError(expect.objectContaining({ code: 'format_unknown' }));
  });
});

describe('a table in the terminal', () => {
  it('has a line per row, whatever line breaks a value has', () => {
    const lines = renderTable({ ...REPORT, notes: [] })
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(3 + REPORT.rows.length);
    expect(lines.at(-1)).toMatch(/^一,二 ⏎ 三 +12\.346$/);
  });
});

describe('a comparison in the terminal', () => {
  it('has Chinese beside every heading, verdict and reason; JSON keeps the plain values', () => {
    const row = { verdict: 'doubtful', same_bank: true, name: 'agrees', reasons: ['distance_only', 'name_unsaid'] };
    const report = matchReport([row as unknown as MatchRow], { a: 1, b: 2 }, []);
    const table = renderTable(report);
    for (const said of [
      '结论 verdict',
      '直线距离 m distance_m',
      '存疑 doubtful',
      '是 true',
      '一致 agrees',
      '仅凭距离 distance_only',
    ])
      expect(table).toContain(said);
    expect(report.rows).toEqual([row]);
  });
});

describe('GPX and KML', () => {
  const placed: Report = {
    ...REPORT,
    geometries: () => [
      {
        type: 'LineString',
        coordinates: [
          [121, 31],
          [121.1, 31.2],
        ],
      },
      { type: 'Point', coordinates: [121, 31] },
      null,
      {
        type: 'MultiLineString',
        coordinates: [
          [
            [1, 2],
            [3, 4],
          ],
          [
            [5, 6],
            [7, 8],
          ],
        ],
      },
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
      { type: 'MultiPoint', coordinates: [[9, 9]] },
    ],
    rows: REPORT.rows.map((row, i) => (i === 0 ? { ...row, name: 'a\u0000\u001b\ud800<&"\u9752' } : row)),
    label: ({ name }) => `!${name}`,
  };

  it('hold lines, places and their names as XML can', () => {
    const gpx = FORMATS.gpx.render(placed) as string;
    expect(gpx.match(/<rte>/g)).toHaveLength(4);
    expect(gpx.match(/<wpt lat="31" lon="121">|<wpt lat="9" lon="9">/g)).toHaveLength(2);
    expect(gpx.indexOf('<rte>')).toBeGreaterThan(gpx.lastIndexOf('<wpt'));
    expect(gpx).toContain(
      '<name>!a&#60;&#38;&#34;青</name><desc>名称 name: a&#60;&#38;&#34;青\n值 value: -1.500</desc>',
    );
    const kml = FORMATS.kml.render(placed) as string;
    expect(kml.match(/<Placemark>/g)).toHaveLength(5);
    expect(kml).toContain('<MultiGeometry><LineString><coordinates>1,2 3,4</coordinates></LineString><LineString>');
    expect(kml).toContain('<Data name="value"><value>-1.5</value></Data>');
  });

  it('are refused of a report without places', () => {
    for (const format of ['gpx', 'kml']) expect(() => render(format)).toThrow('has no geometry');
  });
});

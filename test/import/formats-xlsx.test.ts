import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { dateOf } from '../../server/import/formats/xlsx/sheet.ts';
import { fileOf } from './files.ts';
import { readSource, refusalOf } from './read-source.ts';

type Fill = (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void;

async function bytesOf(fill: Fill): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('台账'), book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function read(name: string, fill: Fill, layer?: string) {
  return readSource(fileOf(name, await bytesOf(fill)), layer);
}

describe('XLSX', () => {
  it('reads texts, numbers, booleans, rich text, links and blanks', async () => {
    const { list, columns, layer, isTable } = await read('plain.xlsx', (sheet) => {
      sheet.addRow(['名称', '经度', '采样', '备注']);
      sheet.addRow(['甲\n口', 121.5, true, { richText: [{ text: '旧' }, { text: '码' }] }]);
      sheet.addRow([]);
      sheet.addRow([{ text: '乙', hyperlink: 'https://example.org' }, 122]);
    });
    expect({ columns, layer, isTable }).toEqual({
      columns: ['名称', '经度', '采样', '备注'],
      layer: '台账',
      isTable: true,
    });
    expect(list).toEqual([
      { row: 1, properties: { 名称: '甲\n口', 经度: 121.5, 采样: true, 备注: '旧码' }, geometry: null },
      { row: 3, properties: { 名称: '乙', 经度: 122, 采样: null, 备注: null }, geometry: null },
    ]);
  });

  it('reads a title, a merged header of two rows, sums and notes', async () => {
    const { list, columns, said } = await read('ledger.xlsx', (sheet) => {
      sheet.addRow(['2022 年入河排污口台账']);
      sheet.mergeCells('A1:E1');
      sheet.addRow(['名称', '位置', null, '水质', null]);
      sheet.addRow([null, '经度', '纬度', 'pH', '氨氮']);
      for (const range of ['A2:A3', 'B2:C2', 'D2:E2']) sheet.mergeCells(range);
      sheet.addRow(['甲', 121.1, 31.1, 7, 0.5]);
      sheet.addRow(['乙', 121.2, 31.2, 20, 0.7]);
      sheet.addRow(['合  计', 2, null, null, { formula: 'SUM(E4:E5)', result: 1.2 }]);
      sheet.addRow(['填表人：']);
    });
    expect(columns).toEqual(['名称', '经度', '纬度', 'pH', '氨氮']);
    expect(list.map(({ row, properties }) => [row, properties.名称, properties.经度])).toEqual([
      [1, '甲', 121.1],
      [2, '乙', 121.2],
    ]);
    expect(said).toEqual(['header_rows -', 'sum_row 3', 'note_row 4']);
  });

  it('puts the group before names that two groups share', async () => {
    const { columns } = await read('groups.xlsx', (sheet) => {
      sheet.addRow(['河流', '起点', null, '终点', null]);
      sheet.addRow([null, '经度', '纬度', '经度', '纬度']);
      for (const range of ['A1:A2', 'B1:C1', 'D1:E1']) sheet.mergeCells(range);
      sheet.addRow(['淀浦河', 121, 31, 122, 31]);
    });
    expect(columns).toEqual(['河流', '起点 经度', '起点 纬度', '终点 经度', '终点 纬度']);
  });

  it('fills merged blocks of data downwards and says so', async () => {
    const { list, said } = await read('blocks.xlsx', (sheet) => {
      sheet.addRow(['街镇', '名称']);
      for (const name of ['甲', '乙', '丙']) sheet.addRow(['夏阳街道', name]);
      sheet.mergeCells('A2:A4');
    });
    expect(list.map(({ properties }) => properties.街镇)).toEqual(['夏阳街道', '夏阳街道', '夏阳街道']);
    expect(said).toEqual(['merged_cells -']);
  });

  it('keeps whole numbers of more than 15 digits as the file writes them', async () => {
    const parts = unzipSync(
      await bytesOf((sheet) =>
        sheet.addRows([
          ['a', 'b', 'c'],
          [11, 12, 13],
        ]),
      ),
    );
    const sheet = 'xl/worksheets/sheet1.xml';
    const written = ['310118000000000001', '3.1011800000000001E+17', '123456789012345'];
    const xml = written.reduce(
      (all, digits, i) => all.replace(`<v>${11 + i}</v>`, `<v>${digits}</v>`),
      strFromU8(parts[sheet]),
    );
    const { list } = await readSource(fileOf('long.xlsx', zipSync({ ...parts, [sheet]: strToU8(xml) })));
    expect(list[0].properties).toEqual({ a: '310118000000000001', b: 310118000000000000, c: 123456789012345 });
  });

  it('turns date cells into dates, whatever their format, and leaves plain numbers', async () => {
    const { list } = await read('dates.xlsx', (sheet) => {
      sheet.addRow(['a', 'b', 'c', 'd']);
      sheet.addRow([new Date(Date.UTC(2022, 2, 1)), new Date(Date.UTC(2022, 2, 1, 8, 30)), 44621, 44621]);
      sheet.getCell('B2').numFmt = 'yyyy"年"m"月"d"日" hh:mm';
      sheet.getCell('C2').numFmt = '0.00"m"';
    });
    expect(Object.values(list[0].properties)).toEqual(['2022-03-01', '2022-03-01T08:30:00', 44621, 44621]);
    expect(dateOf(43159, true)).toBe('2022-03-01');
  });

  it('takes formulas as last calculated, never computes one, and names those without a value', async () => {
    const { list, said } = await read('formulas.xlsx', (sheet) => {
      sheet.addRow(['name', 'a', 'b']);
      sheet.addRow(['x', { formula: '1+1', result: 2 }, { formula: 'WEBSERVICE("http://example.org")' }]);
    });
    expect(list[0].properties).toEqual({ name: 'x', a: 2, b: null });
    expect(said).toEqual(['formula_without_value 1']);
  });

  it('asks which of several sheets', async () => {
    const two: Fill = (sheet, book) => {
      sheet.addRow(['a', 'b']);
      book.addWorksheet('第二').addRows([
        ['a', 'b'],
        [1, 2],
      ]);
    };
    const path = fileOf('two.xlsx', await bytesOf(two));
    expect(await refusalOf(path)).toBe('several_source_layers');
    expect((await readSource(path, '第二')).list).toHaveLength(1);
  });

  it('is read under the name .xls too, which is said', async () => {
    const whole = await bytesOf((sheet) =>
      sheet.addRows([
        ['name', 'b'],
        ['甲', 1],
      ]),
    );
    const { list, said } = await readSource(fileOf('named.xls', whole));
    expect([list[0].properties, said]).toEqual([{ name: '甲', b: 1 }, ['named_xls -']]);
    expect((await readSource(fileOf('named.xlsx', whole))).said).toEqual([]);
  });

  it.each(['xls', 'xlsx'])('a page, XML or text that is called .%s is refused with the way out', async (extension) => {
    const page =
      '\ufeff<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>甲</td></tr></table></html>';
    const xml = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook></Workbook>';
    for (const [content, zh, en] of [
      [page, /另存为 \.xlsx/, /save it as \.xlsx/],
      [xml, /另存为 \.xlsx/, /save it as \.xlsx/],
      ['name\tlon\n甲\t121\n', /改名为 \.csv/, /name it \.csv/],
    ] as const)
      await expect(readSource(fileOf(`page.${extension}`, content))).rejects.toMatchObject({
        ...{ code: 'wrong_extension', message: expect.stringMatching(en), messageZh: expect.stringMatching(zh) },
      });
  });

  it('refuses what is damaged, no workbook, hostile or without a header', async () => {
    const whole = await bytesOf((sheet) => sheet.addRow(['a', 'b']));
    expect(await refusalOf(fileOf('cut.xlsx', whole.subarray(0, 900)))).toBe('unreadable_file');
    expect(await refusalOf(fileOf('zip.xlsx', zipSync({ 'a.txt': strToU8('a') })))).toBe('unreadable_file');
    expect(await refusalOf(fileOf('blank.xlsx', await bytesOf(() => {})))).toBe('unreadable_file');
    expect(await refusalOf(fileOf('text.xlsx', 'a,b\n1,2\n'))).toBe('wrong_extension');
    const parts = unzipSync(whole);
    const sheet = 'xl/worksheets/sheet1.xml';
    const doctype = strFromU8(parts[sheet]).replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaa">]>');
    expect(await refusalOf(fileOf('entity.xlsx', zipSync({ ...parts, [sheet]: strToU8(doctype) })))).toBe(
      'unreadable_file',
    );
    const bomb = { ...parts, [sheet]: new Uint8Array(60_000_000).fill(32) };
    expect(await refusalOf(fileOf('bomb.xlsx', zipSync(bomb)))).toBe('hostile_archive');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mendText } from '../../server/import/formats/mend-text.ts';
import { fileOf } from './files.ts';
import { readSource } from './read-source.ts';
import { bytesOf } from './shapefile-files.ts';

const misread = (text: string, as: string) => new TextDecoder(as).decode(Buffer.from(text));

describe('texts that went through a wrong encoding', () => {
  it('are turned back when nothing was lost', () => {
    for (const text of ['雨洪', '夏阳街道', '河江', '淀山湖', '朱家角镇排口', '12# 工业'])
      expect(mendText(misread(text, 'gbk'))).toBe(text);
    for (const text of ['河', '青浦区（夏阳街道）']) expect(mendText(misread(text, 'windows-1252'))).toBe(text);
  });

  it('stay as they are when a character was lost on the way', () => {
    expect(misread('淀浦河口', 'gbk')).toContain('\ufffd');
    expect(mendText(misread('淀浦河口', 'gbk'))).toBeUndefined();
  });

  it('leave real words alone', () => {
    for (const text of ['联通', '模具厂', '囗', '淀山湖', 'Müller', 'café', 'Dübendorf – Süd', '鎮', 'pH值', '娌'])
      expect(mendText(text)).toBeUndefined();
  });

  it('whatever Chinese text comes, it is not taken for a broken one', () => {
    const common = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.array(common, { minLength: 1, maxLength: 4 }), (characters) => {
        const mended = mendText(characters.join(''));
        return mended === undefined || misread(mended, 'gbk') === characters.join('');
      }),
    );
  });

  it('come out of a file mended, each with its row; lost characters are named', async () => {
    const broken = misread('夏阳街道', 'gbk');
    const read = await readSource(fileOf('double.csv', `name,note\n${broken},a\n好,\ufffd口\n`));
    expect(read.list[0].properties.name).toBe('夏阳街道');
    expect(read.said).toEqual(['text_mended 1', 'lost_characters 2']);
  });

  it('that were lost and saved again are named as lost', async () => {
    const read = await readSource(fileOf('lost.csv', 'name,note\n锟斤拷锟斤拷,a\n甲锟斤拷口,b\n李锟,c\n'));
    expect(read.said).toEqual(['lost_characters 1', 'lost_characters 2']);
    expect(read.list[2].properties.name).toBe('李锟');
  });

  it.each(['gbk', 'windows-1252'])('come with their headers mended, which is said once: UTF-8 as %s', async (as) => {
    const twice = (text: string) => misread(text, as);
    const text = `${twice('编号')},lon,${twice('纬度')},${twice('核实')}\n1,121.1,31.1,甲\n`; // 核 has the byte A0
    const { columns, list, said, issues } = await readSource(fileOf(`headers-${as}.csv`, text));
    expect(columns).toEqual(['编号', 'lon', '纬度', '核实']);
    expect(list[0].properties).toEqual({ 编号: '1', lon: '121.1', 纬度: '31.1', 核实: '甲' });
    expect(said).toEqual(['headers_mended -']);
    expect(issues[0].reason_zh).toMatch(/^列名经错误编码转存（“.+”），已还原为“编号, 纬度, 核实”$/);
  });

  it('keep a header that would come to be that of another column', async () => {
    const twice = misread('编号', 'gbk');
    const read = await readSource(fileOf('header-twice.csv', `${twice},编号\n1,2\n`));
    expect([read.columns, read.list[0].properties]).toEqual([[twice, '编号'], { [twice]: '1', 编号: '2' }]);
  });

  it('are read line by line where the header is UTF-8 and rows are GBK, with and without a mark', async () => {
    const rows = bytesOf('1,青浦乙口,工业\n2,确认,农业\n', 'gbk');
    for (const [name, mark] of [
      ['mixed', ''],
      ['mixed-marked', '\ufeff'],
    ]) {
      const header = Buffer.from(`${mark}编号,排污口名称,排污口类型\r\n`);
      const { columns, list, said } = await readSource(
        fileOf(`${name}.csv`, Buffer.concat([header, Buffer.from('0,甲,工业\n'), rows])),
      );
      expect(columns).toEqual(['编号', '排污口名称', '排污口类型']);
      expect(list.map(({ properties }) => properties.排污口名称)).toEqual(['甲', '青浦乙口', '确认']);
      expect(said).toEqual(['encodings_mixed -']);
    }
  });
});

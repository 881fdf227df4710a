import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mendText } from '../../server/import/formats/mend-text.ts';
import { fileOf } from './files.ts';
import { readSource } from './read-source.ts';

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
});

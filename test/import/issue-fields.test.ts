/** Fields in sentences: Chinese in Chinese, words in English, names only where something is to be typed. */
import { expect, it } from 'vitest';
import { LAYER_NAMES, layerOf, POSITION } from '../../server/import/fields.ts';
import { issueField } from '../../server/import/issue-fields.ts';
import { ISSUES, type IssueCode, issue } from '../../server/import/issues.ts';

const withoutCommand = (sentence: string) => sentence.replace(/（命令行：[^（）]*）| \(command line: [^()]*\)/g, '');
/** Of a column of the file, which is called what it is called there. */
const OF_COLUMNS = ['text_mended', 'text_cut', 'lost_characters'];
const CODES = (Object.keys(ISSUES) as IssueCode[]).filter(
  (code) => ISSUES[code].zh.includes('{field}') && !OF_COLUMNS.includes(code),
);

it.each(LAYER_NAMES)('no sentence about a row of %s has a field as scripts write it', (layer) => {
  for (const { name } of [...layerOf(layer).fields, ...POSITION])
    for (const code of CODES)
      for (const known of [layer, undefined]) {
        const { reason_zh, reason_en, field } = issue(code, { row: 1, field: name, layer: known, value: '1' });
        // what is not Chinese in it is a sign of chemistry, a unit or the name of a format
        const said = withoutCommand(reason_zh).replace(/pH|WKT|Excel|Shapefile|m3\/d/g, '');
        expect(said, `${layer}.${name} ${code}`).not.toMatch(/[A-Za-z]{2}|_/);
        expect(withoutCommand(reason_en), `${layer}.${name} ${code}`).not.toContain('_');
        expect(field).toBe(name);
      }
});

it('calls the fields of a layer as its registers do, and things by what they are', () => {
  expect(issueField('code', 'outfalls')).toEqual({ zh: '排污口编码', en: 'code' });
  expect(issueField('code')).toEqual({ zh: '编码', en: 'code' });
  expect(issueField('lon, lat')).toEqual({ zh: '经度、纬度', en: 'lon, lat' });
  expect(issueField('key_reach 12')).toEqual({ zh: '重点河段 12', en: 'key reach 12' });
  expect(issueField('HDMC').zh).toBe('HDMC');
});

it('keeps the name where it is to be typed', () => {
  const { reason_zh, reason_en } = issue('matched_elsewhere', { row: 1, field: 'source_id', value: '7' });
  expect(reason_zh).toMatch(/^编号“7”.*改正文件中的编号.*（命令行：--map source_id=）$/);
  expect(reason_en).toMatch(/^source id "7".*\(command line: --map source_id=\)$/);
});

/** What is doubtful about a file of outfalls is said before it is imported, and in the same words after. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formOf, openUploadService, type UploadService } from '../support/upload-service.ts';

let service: UploadService;
beforeAll(async () => {
  service = await openUploadService();
});
afterAll(() => service.close());

const look = (fields: Record<string, string>, files: Record<string, string>) =>
  service.ask('editor', 'imports/previews', { method: 'POST', body: formOf(fields, files) });
const letGo = (id: string) => service.ask('editor', `imports/previews/${id}`, { method: 'DELETE' });

it('tells of outfalls what an import would tell: codes, days and signs, with the fields as people know them', async () => {
  const csv = [
    '名称,lon,lat,排污口编码,排污口类型,整治类型,整治状态,整治完成日期,销号日期,溯源结果,溯源日期,标识牌名称,监督电话',
    '甲,9.51,47.105,TV-001,工业,,完成整治,2023-01-01,2023-06-30,,2023-01-01,,',
    '乙,9.511,47.105,,,规范整治,完成整治,,,已溯源,2090-01-01,丙,12369',
    '丙,9.512,47.105,AB-310118-0001-NY-01,工业,规范整治,完成整治,2023-01-01,2023-06-30,,,丙,12369',
  ].join('\n');
  const fields = { layer: 'outfalls', district: 'hints', crs: 'EPSG:4490' };
  const { body } = await look(fields, { 'hints.csv': csv });
  const said = (issues: Record<string, unknown>[]) =>
    issues.map(({ row, code, field, reason_zh }) => [row, code, field, reason_zh]);
  expect(said(body.issues)).toContainEqual([
    1,
    'code_format',
    'code',
    '排污口编码“TV-001”不符合编码格式 XX-999999-9999-XX-99',
  ]);
  const { result } = await service.upload(fields, { 'hints.csv': csv });
  expect(Object.keys(result.issues_by_code)).toHaveLength(7);
  expect(said(body.issues)).toEqual(said(result.issues));
  await letGo(body.preview);
});

it('tells nothing of outfalls for which the register may have what the file has no column of', async () => {
  const fields = { layer: 'outfalls', district: 'known', crs: 'EPSG:4490' };
  await service.upload(fields, { 'one.csv': '编号,名称,lon,lat,整治类型\n1,甲,9.51,47.105,规范整治' });
  const again = '编号,lon,lat,整治状态,销号日期\n1,9.51,47.105,整治中,2023-06-30';
  const { body } = await look(fields, { 'two.csv': again });
  expect(body.issues_by_code).toEqual({ closeout_not_done: 1 });
  const { result } = await service.upload(fields, { 'two.csv': again });
  expect(result.issues_by_code).toEqual(body.issues_by_code);
  await letGo(body.preview);
});

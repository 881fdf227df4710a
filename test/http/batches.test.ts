/** Batches over the API and the command line: who may see them, rows to mend, undo. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mendableRows, refuseTooWide } from '../../server/report/mendable-rows.ts';
import { command } from '../support/command.ts';
import { openUploadService, riversGeojson, type UploadService } from '../support/upload-service.ts';

const HEADER = 'name,type,lon,lat,备注,=cmd';
const CSV = [
  HEADER,
  '好口,,9.51,47.105,,',
  '坏口,,-193.50,47.105,"=HYPERLINK(""http://evil"")",@SUM(A1)',
  ',,9.511,999,+1+1,\tx',
].join('\n');

let service: UploadService;
let batch: number;
beforeAll(async () => {
  service = await openUploadService();
  await service.upload({ layer: 'rivers', district: 'li' }, { 'rivers.geojson': riversGeojson(['甲河']) });
  const job = await service.upload({ layer: 'outfalls', crs: 'EPSG:4326' }, { '排口.csv': CSV });
  expect(job.result).toMatchObject({ rows_new: 1, rows_rejected: 2 });
  batch = job.result.id;
});
afterAll(() => service.close());

const names = (rows: Record<string, string>[]) => rows.map(({ name }) => name);
const outfalls = async () => names(await service.db.query('select name from register.outfall order by id'));

describe('the batches of a district', () => {
  it('are listed newest first and shown as the command line does', async () => {
    const { body } = await service.ask('viewer', 'batches');
    expect(body.items.map(({ id }: { id: number }) => id)).toEqual([batch, 1]);
    const shown = JSON.parse((await command(service.db, `batches show ${batch} --format json`)).out);
    expect((await service.ask('viewer', `batches/${batch}`)).body).toEqual(shown);
    expect((await service.ask('viewer', `batches/${batch}/issues`)).body.items).toEqual(shown.issues);
  });

  it('that are not there are said to be not there', async () => {
    for (const path of ['batches/999', 'batches/999/issues?format=csv'])
      expect(await service.ask('viewer', path)).toMatchObject({ status: 404, body: { code: 'batch_unknown' } });
    const undo = await service.ask('editor', 'batches/999/undo', { method: 'POST' });
    expect(undo).toMatchObject({ status: 404, body: { code: 'batch_unknown' } });
  });
});

describe('the rows to mend', () => {
  it('stand in CSV as in the file, formulas defused, numbers left alone, one row each', async () => {
    const { body, headers } = await service.ask('viewer', `batches/${batch}/issues?format=csv`);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="li-batch-${batch}-issues.csv"`);
    const lines = String(body).replace('\ufeff', '').trim().split('\n');
    expect(lines[0]).toBe(
      "name,type,lon,lat,备注,'=cmd,atlas_issue_crs,atlas_issue_row,atlas_issue_code,atlas_issue_zh,atlas_issue_en",
    );
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^坏口,,-193\.50,47\.105,"'=HYPERLINK\(""http:\/\/evil""\)",'@SUM\(A1\),EPSG:4326,2,/);
    expect(lines[2]).toMatch(/^,,9\.511,999,'\+1\+1,/);
  });

  it('stand in XLSX under one row of names, every cell a value', async () => {
    const response = await fetch(`${service.address}/api/v1/batches/${batch}/issues?format=xlsx`, {
      headers: { authorization: `Bearer ${service.tokens.viewer}` },
    });
    const book = new exceljs.Workbook();
    await book.xlsx.load(await response.arrayBuffer());
    const rows = book.worksheets[0].getSheetValues() as exceljs.CellValue[][];
    expect(rows[1].slice(1, 7)).toEqual(['name', 'type', 'lon', 'lat', '备注', '=cmd']);
    expect([rows[2][3], rows[2][5]]).toEqual(['-193.50', '=HYPERLINK("http://evil")']);
    book.worksheets[0].eachRow((row) => row.eachCell(({ formula }) => expect(formula).toBeUndefined()));
  });

  it('come from the command line too, and once mended go in without what was said about them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-mend-'));
    const file = join(folder, 'mend.csv');
    expect((await command(service.db, `batches show ${batch} --issues --format csv --out ${file}`)).code).toBe(0);
    const mended = readFileSync(file, 'utf8')
      .replace('-193.50', '9.512')
      .replace('\n,,9.511,999', '\n补口,,9.511,47.104');
    const job = await service.upload({ layer: 'outfalls', crs: 'EPSG:4326' }, { 'mended.csv': mended });
    expect(job.result).toMatchObject({ rows_new: 2, rows_rejected: 0 });
    expect(await outfalls()).toEqual(['好口', '坏口', '补口']);
    const [{ kept }] = await service.db.query<{ kept: string }>(
      'select string_agg(to_jsonb(o)::text, chr(10)) as kept from register.outfall o',
    );
    expect(kept).not.toContain('atlas_issue_');
    const undone = await service.ask('editor', `batches/${job.result.id}/undo`, { method: 'POST' });
    expect(undone).toMatchObject({ status: 200, body: { rows_removed: 2 } });
    expect(await outfalls()).toEqual(['好口']);
    const again = await service.ask('editor', `batches/${job.result.id}/undo`, { method: 'POST' });
    expect(again).toMatchObject({ status: 409, body: { code: 'batch_undone' } });
  });

  it('are refused as a sheet when no sheet is wide enough', () => {
    const original = Object.fromEntries(Array.from({ length: 16_381 }, (_, i) => [`c${i}`, i]));
    const issue = { severity: 'error', code: 'bad_number', row: 1, field: null, value: null } as const;
    const report = mendableRows({
      id: 1,
      file_name: 'wide.csv',
      crs: null,
      options: {},
      issues: [{ ...issue, reason_zh: '', reason_en: '', original }],
    });
    expect(() => refuseTooWide(report)).toThrow(expect.objectContaining({ code: 'too_many_columns' }));
  });
});

/** A local grid by control points over the wire, as by the command line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf } from '../import/files.ts';
import { command } from '../support/command.ts';
import { openUploadService, riversGeojson, type UploadService, uploadFolders } from '../support/upload-service.ts';

let service: UploadService;
beforeAll(async () => {
  service = await openUploadService();
  await service.upload({ layer: 'rivers', district: 'li' }, { 'rivers.geojson': riversGeojson(['甲河']) });
});
afterAll(async () => {
  await service.close();
  expect(uploadFolders()).toEqual([]);
});

// a grid of the town's own: Swiss metres less a million, turned by nothing
const GRID = [
  ['from_x', 'from_y', 'to_x', 'to_y'],
  [1_757_000, 219_000, 2_757_000, 1_219_000],
  [1_760_000, 219_000, 2_760_000, 1_219_000],
  [1_757_000, 222_000, 2_757_000, 1_222_000],
].map((row) => row.join(','));
const OUTFALL = { 'local.csv': 'name,x,y\n口一,1757500,219500\n' };
const FORM = { layer: 'outfalls', map: 'x=x,y=y' };

describe('control points in an upload', () => {
  it('carry the file into place, with the residuals in the answer, as on the command line', async () => {
    const files = { ...OUTFALL, 'control:点.csv': GRID.join('\n') };
    const job = await service.upload({ ...FORM, control_crs: 'EPSG:2056', dry_run: 'true' }, files);
    expect(job).toMatchObject({
      state: 'done',
      result: { rows_new: 1, crs: expect.stringMatching(/^control points 点.csv/) },
    });
    const [{ code, reason_en, reason_zh }] = job.result.issues;
    expect([code, reason_en, reason_zh]).toEqual([
      'control_fit',
      expect.stringMatching(/residuals in metres, in their order: 0\.\d{3}, 0\.\d{3}, 0\.\d{3}$/),
      expect.stringContaining('残差'),
    ]);
    const [csv, control] = [fileOf('local.csv', OUTFALL['local.csv']), fileOf('点.csv', GRID.join('\n'))];
    const { out } = await command(
      service.db,
      `import ${csv} --layer outfalls --map x=x,y=y --control ${control} --control-crs EPSG:2056 --dry-run --format json`,
    );
    expect(JSON.parse(out)).toMatchObject({ issues: job.result.issues, crs: job.result.crs });
  });

  it('that do not fit, are too few or stand alone refuse the upload', async () => {
    const upload = async (rows: string[], fields = {}) =>
      (
        await service.upload(
          { ...FORM, control_crs: 'EPSG:2056', ...fields },
          { ...OUTFALL, 'control:p.csv': rows.join('\n') },
        )
      ).problem;
    const spoilt = [...GRID, '1760000,222000,2760030,1222000'];
    expect(await upload(spoilt)).toMatchObject({
      code: 'control_misfit',
      detail: expect.stringContaining('residuals'),
    });
    expect(await upload(GRID.slice(0, 3))).toMatchObject({ code: 'control_too_few' });
    expect((await service.post({ ...FORM, control_crs: 'EPSG:2056' }, OUTFALL)).body.code).toBe('upload_field');
    const twice = { ...OUTFALL, 'control:a.csv': 'x', 'control:b.csv': 'x' };
    expect((await service.post(FORM, twice)).body.code).toBe('upload_malformed');
    expect((await service.post(FORM, { 'control:a.csv': 'x' })).body.code).toBe('upload_file');
    expect((await service.post(FORM, { ...OUTFALL, 'control:a.csv': new Uint8Array(1_100_000) })).body.code).toBe(
      'control_too_large',
    );
  });
});

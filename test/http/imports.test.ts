/** Uploads as clients make them: over the wire, with a token, to the batch or the refusal at the end. */
import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shapefileOf } from '../import/shapefile-files.ts';
import {
  openUploadService,
  outfallsCsv,
  riversGeojson,
  type UploadService,
  uploadFolders,
} from '../support/upload-service.ts';

let service: UploadService;
beforeAll(async () => {
  service = await openUploadService();
  await service.upload({ layer: 'rivers', district: 'li' }, { 'rivers.geojson': riversGeojson(['甲河', '乙河']) });
});
afterAll(async () => {
  await service.close();
  expect(uploadFolders()).toEqual([]);
});

describe('an upload', () => {
  it('becomes a batch, its report the one that the command line prints', async () => {
    const csv = outfallsCsv([
      ['口一', '9.51', '47.105'],
      ['口二', '200', '95.5'],
    ]);
    const job = await service.upload({ layer: 'outfalls', crs: 'EPSG:4326' }, { '排口.csv': csv });
    expect(job).toMatchObject({ state: 'done', district: 'li', layer: 'outfalls', problem: null });
    expect(job.result).toMatchObject({
      file_name: '排口.csv',
      rows_read: 2,
      rows_new: 1,
      rows_rejected: 1,
      author: expect.stringMatching(/^editor-name \(token \d+\)$/),
      issues_by_code: { out_of_range: 1 },
    });
    expect(job.result.issues[0].original).toEqual({ name: '口二', lon: '200', lat: '95.5' });
    const [stored] = await service.db.query('select name from register.outfall');
    expect(stored).toEqual({ name: '口一' });
    const [{ links }] = await service.db.query<{ links: number }>(
      'select count(*) as links from register.outfall_link',
    );
    expect(links).toBe(1);
  });

  it('of the same file again is answered from its first batch', async () => {
    const file = { 'again.csv': outfallsCsv([['口三', '9.512', '47.106']]) };
    const fields = { layer: 'outfalls', crs: 'EPSG:4326' };
    const first = await service.upload(fields, file);
    const second = await service.upload(fields, file);
    expect([second.result.repeated, second.result.id]).toEqual([true, first.result.id]);
  });

  it.each(['loose', 'zipped'])('of a shapefile whose .shx comes later is another file: %s', async (how) => {
    const shp = shapefileOf(`set-${how}`, { encoding: 'utf-8', columns: ['name'], width: 9, rows: [[how]] });
    const part = (extension: string) => new Uint8Array(readFileSync(shp.replace(/shp$/, extension)));
    const parts = Object.fromEntries(['shp', 'dbf', 'prj'].map((each) => [`set-${how}.${each}`, part(each)]));
    const shx = Buffer.concat([Buffer.from(part('shp').subarray(0, 100)), Buffer.from([0, 0, 0, 50, 0, 0, 0, 10])]);
    const send = async (files: Record<string, Uint8Array>) =>
      (
        await service.upload(
          { layer: 'outfalls' },
          how === 'zipped' ? { 'set.zip': zipSync(files, { mtime: '2026-01-01' }) } : files,
        )
      ).result;
    const without = await send(parts);
    const whole = { ...parts, [`set-${how}.shx`]: new Uint8Array(shx) };
    const [first, again] = [await send(whole), await send(whole)];
    expect([without.repeated, first.repeated, again.repeated, again.id]).toEqual([false, false, true, first.id]);
    expect([without.issues_by_code.no_shape_index, first.issues_by_code.no_shape_index]).toEqual([1, undefined]);
  });

  it('kept dry reports everything and keeps nothing', async () => {
    const before = await service.db.query('select count(*) from register.outfall');
    const csv = outfallsCsv([['口四', '9.513', '47.107']]);
    const job = await service.upload({ layer: 'outfalls', crs: 'EPSG:4326', dry_run: 'true' }, { 'dry.csv': csv });
    expect(job.result).toMatchObject({ id: null, dry_run: true, rows_new: 1 });
    expect(await service.db.query('select count(*) from register.outfall')).toEqual(before);
  });

  it('tells its progress as events, the report with the last', async () => {
    const { body, headers } = await service.post(
      { layer: 'outfalls', crs: 'EPSG:4326', map: 'name=a,lon=x,lat=y', where: 'a=口五' },
      { 'events.csv': 'a,x,y\n口五,9.514,47.108\n口六,9.515,47.109' },
    );
    expect(headers.get('location')).toBe(`/api/v1/imports/${body.job}`);
    const events = await service.ask('editor', `imports/${body.job}/events`);
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    const last = String(events.body).trim().split('\n\n').at(-1)!;
    expect(last).toMatch(/^event: done\ndata: \{/);
    expect(JSON.parse(last.slice(last.indexOf('{'))).result).toMatchObject({ rows_new: 1, mapping: { name: 'a' } });
  });

  it('that the import refuses ends refused, with the code and both sentences', async () => {
    const job = await service.upload({ layer: 'outfalls' }, { 'no-crs.csv': outfallsCsv([['口', '9.51', '47.1']]) });
    expect(job).toMatchObject({ state: 'refused', result: null, problem: { code: 'crs_needed', status: 400 } });
    expect(job.problem.detail_zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('is seen and stopped by whoever started it and by admins, by nobody else', async () => {
    const { body } = await service.post({ layer: 'outfalls' }, { 'x.csv': 'a' }, 'admin');
    for (const method of ['GET', 'DELETE'])
      expect((await service.ask('editor', `imports/${body.job}`, { method })).body.code).toBe('import_unknown');
    const mine = await service.upload({ layer: 'outfalls' }, { 'y.csv': 'a' });
    expect((await service.ask('admin', `imports/${mine.job}`)).status).toBe(200);
    expect((await service.ask('editor', `imports/${mine.job}`, { method: 'DELETE' })).body.code).toBe(
      'import_finished',
    );
  });
});

describe('a form', () => {
  const file = { 'a.csv': 'name\n1' };
  it.each([
    [{}, file, 'upload_field'],
    [{ layer: 'castles' }, file, 'upload_field'],
    [{ layer: 'outfalls', colour: 'red' }, file, 'upload_field'],
    [{ layer: 'outfalls', dry_run: 'maybe' }, file, 'upload_field'],
    [{ layer: 'outfalls', map: 'name' }, file, 'bad_map'],
    [{ layer: 'outfalls', where: 'name' }, file, 'bad_where'],
    [{ layer: 'outfalls', utc_offset: 'noon' }, file, 'bad_utc_offset'],
    [{ layer: 'outfalls' }, {}, 'upload_file'],
    [{ layer: 'outfalls' }, { 'a.csv': 'a', 'b.csv': 'b' }, 'upload_file'],
    [{ layer: 'outfalls' }, { '..': 'a' }, 'upload_name'],
    [{ layer: 'outfalls' }, { '.htaccess': 'a' }, 'upload_name'],
    [{ layer: 'outfalls' }, { [`${'长'.repeat(100)}.csv`]: 'a' }, 'upload_name'],
    [{ layer: 'outfalls', crs: 'x'.repeat(20_000) }, file, 'upload_malformed'],
  ])('that is wrong is refused, case %#', async (fields, files, code) => {
    const { status, body } = await service.post(fields as Record<string, string>, files as Record<string, string>);
    expect([status, body.code]).toEqual([400, code]);
    expect(body.detail_zh).toMatch(/[\u4e00-\u9fff]/);
    // what a parser said stays a quotation
    expect(body.detail_zh.replace(/“[^”]*”/gu, '')).not.toMatch(/[a-z]+ [a-z]+ [a-z]+|none/);
  });

  it('with a field that there is not says in Chinese too which there are', async () => {
    const { body } = await service.post({ layer: 'outfalls', colour: 'red' }, file);
    expect(body.detail_zh).toMatch(/“colour”，可用：layer、district、crs.*unpivot。/);
  });

  it('keeps the path that a client wrote out of the folder and the name', async () => {
    const job = await service.upload({ layer: 'outfalls' }, { '../../../etc/evil.csv': 'a' });
    expect(job.file_name).toBe('evil.csv');
  });
});

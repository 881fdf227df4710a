/** What comes from outside with bad intent or bad luck: refused by name, nothing left behind, nothing changed. */
import { connect } from 'node:net';
import { strToU8, zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database, Executor } from '../../server/db/database.ts';
import { ImportJobs } from '../../server/http/imports/import-jobs.ts';
import { fileOf } from '../import/files.ts';
import {
  formOf,
  openUploadService,
  outfallsCsv,
  riversGeojson,
  type UploadService,
  uploadFolders,
} from '../support/upload-service.ts';

const MEBIBYTE = 1024 * 1024;
const OUTFALLS = { layer: 'outfalls', crs: 'EPSG:4326' };

let service: UploadService;
let before: unknown;
beforeAll(async () => {
  service = await openUploadService({ UPLOAD_LIMIT_MB: '24', UPLOAD_SECONDS: '2', IMPORT_JOBS: '2' });
  await service.upload({ layer: 'rivers', district: 'li' }, { 'rivers.geojson': riversGeojson(['甲河']) });
});
afterAll(() => service.close());
beforeEach(async () => {
  before = await stored();
});
afterEach(async () => {
  expect(await stored()).toEqual(before);
  // an upload that is cut off gives its folder back just after the connection has gone
  await expect.poll(uploadFolders, { timeout: 5000 }).toEqual([]);
});

const stored = () =>
  service.db.query(`select version, (select count(*) from register.import_batch) as batches,
    (select count(*) from register.outfall) as outfalls, (select count(*) from register.change) as changes from register.district`);

const send = (body: BodyInit, headers: Record<string, string> = {}) =>
  service.ask('editor', 'imports', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

describe('a request that is no proper upload', () => {
  it('is refused when it says that it is too large, and when it is without saying so', async () => {
    const file = { 'big.csv': new Uint8Array(26 * MEBIBYTE) };
    const said = await send(formOf(OUTFALLS, file));
    expect([said.status, said.body.code]).toEqual([413, 'upload_too_large']);
    const whole = new Response(formOf(OUTFALLS, file));
    const type = whole.headers.get('content-type')!;
    const unsaid = await send(whole.body!, { 'content-type': type }).catch(() => 'closed');
    if (unsaid !== 'closed') expect(unsaid).toMatchObject({ status: 413, body: { code: 'upload_too_large' } });
  });

  it('is refused when two files are too large together', async () => {
    const half = new Uint8Array(12.5 * MEBIBYTE);
    const whole = new Response(formOf(OUTFALLS, { 'a.shp': half, 'a.dbf': half }));
    const answer = await send(await whole.arrayBuffer(), { 'content-type': whole.headers.get('content-type')! });
    expect([answer.status, answer.body.code]).toEqual([413, 'upload_too_large']);
  });

  it.each([
    ['{}', 'application/json', 415],
    ['layer=outfalls', 'application/x-www-form-urlencoded', 415],
    ['abc', 'multipart/form-data', 400],
    ['abc', 'multipart/form-data; boundary=x', 400],
    ['--x\r\nContent-Disposition: form-data; name="layer"\r\n\r\noutfalls', 'multipart/form-data; boundary=x', 400],
    [
      '--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\n1\r\n--x--\r\n',
      'multipart/form-data; boundary=x',
      400,
    ],
    [
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc',
      'multipart/form-data; boundary=x',
      400,
    ],
  ])('is refused: %j as %s', async (body, type, status) => {
    expect((await send(body, { 'content-type': type })).status).toBe(status);
  });

  it('is refused with more files or fields than any import has', async () => {
    const files = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`${i}.csv`, 'a']));
    expect((await service.post(OUTFALLS, files)).status).toBe(413);
    const fields = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`f${i}`, 'a']));
    expect((await service.post(fields, { 'a.csv': 'a' })).status).toBe(413);
  });

  it('is cut off when it takes too long to arrive', async () => {
    const { hostname, port } = new URL(service.address);
    const socket = connect(Number(port), hostname);
    const head = `POST /api/v1/imports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${service.tokens.editor}\r\n`;
    socket.write(`${head}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000\r\n\r\n`);
    socket.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc');
    await new Promise((resolve) =>
      socket
        .on('error', () => {})
        .on('close', resolve)
        .resume(),
    );
  });
});

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const feature = (geometry: string, properties = '{}') =>
  `{"type":"FeatureCollection","features":[{"type":"Feature","properties":${properties},"geometry":${geometry}}]}`;
const columns = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);
const gpx = (head: string, name: string) =>
  `<?xml version="1.0"?>${head}<gpx version="1.1"><trk><name>${name}</name></trk></gpx>`;
const LAUGHS = `<!DOCTYPE gpx [<!ENTITY a "ha">${'bcdefghij'.replace(/./g, (c) => {
  const previous = String.fromCharCode(c.charCodeAt(0) - 1);
  return `<!ENTITY ${c} "${`&${previous};`.repeat(10)}">`;
})}]>`;
const FILE_ENTITY = '<!DOCTYPE gpx [<!ENTITY e SYSTEM "file:///etc/passwd">]>';

/** Each ends as a refusal with a name of its own, never as a failure, and leaves the register as it was. */
const HOSTILE: [what: string, name: string, content: () => string | Uint8Array, layer?: string][] = [
  ['0 bytes', 'empty.csv', () => ''],
  ['random bytes', 'noise.gpkg', () => Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)],
  ['a GeoPackage cut short', 'cut.gpkg', () => strToU8(`SQLite format 3\0${'x'.repeat(200)}`)],
  ['an entity that grows', 'laughs.gpx', () => gpx(LAUGHS, '&j;'), 'tracks'],
  ['an entity that reads a file', 'passwd.gpx', () => gpx(FILE_ENTITY, '&e;'), 'tracks'],
  ['coordinates nested deep', 'deep.geojson', () => feature(`{"type":"Point","coordinates":${deep(200_000)}}`)],
  ['properties nested deep', 'deep2.geojson', () => feature('null', `{"a":${deep(200_000)}}`)],
  ['JSON that is only brackets', 'deep3.geojson', () => deep(1_000_000)],
  ['NaN in JSON', 'nan.geojson', () => feature('{"type":"Point","coordinates":[NaN,Infinity]}')],
  ['a zip that climbs out', 'climb.zip', () => zipSync({ '../../evil.csv': strToU8('name,lon,lat\na,9.51,47.1') })],
  ['a zip that unfolds', 'bomb.zip', () => zipSync({ 'bomb.csv': new Uint8Array((600 * MEBIBYTE) / 4) }, { level: 9 })],
  ['a zip cut short', 'cut.zip', () => zipSync({ 'a.csv': strToU8('a,b\n1,2') }).slice(0, 40)],
];

describe('a hostile file', () => {
  it.each(HOSTILE)('with %s is refused', async (_, name, content, layer = 'outfalls') => {
    const job = await service.upload({ ...OUTFALLS, layer }, { [name]: content() });
    expect(job.state === 'done' ? job.result : job).toMatchObject(
      job.state === 'done' ? { rows_new: 0 } : { state: 'refused', problem: { status: expect.any(Number) } },
    );
    expect(JSON.stringify(job)).not.toContain('root:');
    if (job.state === 'done') await undo(job.result.id);
  });

  /** A batch of rejected rows only is a batch still; the tests want the register as it was. */
  async function undo(id: number) {
    await service.db.query('delete from register.import_batch where id = $1', [id]);
    before = await stored();
  }

  it.each(['NaN', 'Infinity', '-Infinity', '1e999', '0x10'])('with the coordinate %s loses that row', async (text) => {
    const dry = { ...OUTFALLS, dry_run: 'true' };
    const job = await service.upload(dry, { 'odd.csv': outfallsCsv([['口', text, '47.1']]) });
    expect(job).toMatchObject({ state: 'done', result: { rows_new: 0, rows_rejected: 1 } });
  });

  it('with a million columns is refused or read without harm, and the answer stays short', async () => {
    const names = columns(1_000_000);
    for (const [name, content] of [
      ['wide.csv', `${names.join(',')}\n1`],
      ['wide.geojson', feature('null', `{${names.map((each) => `"${each}":1`).join(',')}}`)],
    ]) {
      const job = await service.upload({ ...OUTFALLS, dry_run: 'true', map: 'name=nowhere' }, { [name]: content });
      expect(job.state).toBe('refused');
      expect(JSON.stringify(job.problem).length).toBeLessThan(20_000);
    }
  });
});

describe('an import under way', () => {
  const request = (name: string) => ({
    file: fileOf(name, outfallsCsv([[name, '9.51', '47.105']])),
    district: { key: 'li' },
    layer: 'outfalls' as const,
    crs: 'EPSG:4326',
  });
  const owner = { tokenId: 1, secret: 'x' };
  const discard = async () => {};

  it('rolls back when it is cancelled, even after its rows were written; one waiting for the district ends at once', async () => {
    const gate = promised();
    const written = promised();
    const jobs = new ImportJobs(held(service.db, gate.promise, written.resolve), { atOnce: 2, seconds: 60 }, failTest);
    const first = jobs.start(request('first.csv'), owner, discard);
    const second = jobs.start(request('second.csv'), owner, discard);
    expect(() => jobs.takePlace()).toThrow(expect.objectContaining({ code: 'too_many_imports', status: 429 }));
    await written.promise;
    expect([first.row.state, second.row.state]).toEqual(['running', 'waiting']);
    await jobs.cancel(second);
    const cancelling = jobs.cancel(first);
    gate.resolve();
    await cancelling;
    expect([first.row, second.row]).toMatchObject([
      { state: 'cancelled', problem: { code: 'import_cancelled' } },
      { state: 'cancelled', problem: { code: 'import_cancelled' } },
    ]);
    await jobs.close();
  });

  it('is stopped when it takes too long', async () => {
    const jobs = new ImportJobs(service.db, { atOnce: 2, seconds: 0 }, failTest);
    const job = jobs.start(request('slow.csv'), owner, discard);
    while (!job.isFinished) await job.nextChange(1000);
    expect(job.row).toMatchObject({ state: 'refused', problem: { code: 'import_timeout' } });
  });

  it('gives its files back and says nothing of itself when it fails for a reason of ours', async () => {
    const bugs: unknown[] = [];
    let discarded = 0;
    const broken = { ...service.db, query: () => Promise.reject(new Error('secret detail')) };
    const jobs = new ImportJobs(broken, { atOnce: 2, seconds: 60 }, (error) => bugs.push(error));
    const job = jobs.start(request('bug.csv'), owner, async () => {
      discarded++;
    });
    while (!job.isFinished) await job.nextChange(1000);
    expect(discarded).toBe(1);
    expect([job.row.state, JSON.stringify(job.row).includes('secret detail')]).toEqual(['failed', false]);
    await jobs.close();
    expect(bugs).toHaveLength(1);
  });
});

function promised() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function failTest(error: unknown): never {
  throw error;
}

/** The database as it is, except that the last statement of an import waits at the gate. */
function held(db: Database, gate: Promise<void>, reached: () => void): Database {
  const waiting = (tx: Executor): Executor => ({
    ...tx,
    query: async (text, parameters) => {
      if (text.includes('update register.import_batch')) {
        reached();
        await gate;
      }
      return tx.query(text, parameters);
    },
  });
  return { ...db, transaction: (work) => db.transaction((tx) => work(waiting(tx))) };
}

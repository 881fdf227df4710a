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
  service = await openUploadService({ UPLOAD_LIMIT_MB: '24', IMPORT_JOBS: '2' });
  await service.upload({ layer: 'rivers', district: 'li' }, { 'rivers.geojson': riversGeojson(['甲河']) });
});
afterAll(() => service.close());
beforeEach(async () => {
  before = await stored();
});
afterEach(async () => {
  expect(await stored()).toEqual(before);
  // an upload that is cut off gives its folder back just after the connection has gone
  await expect.poll(uploadFolders, { timeout: 60_000 }).toEqual([]);
});

/** The version of every district, and how many rows every table of the register has. */
async function stored() {
  const tables = await service.db.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'register' and table_type = 'BASE TABLE' order by 1`,
  );
  const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as rows from register.${name}`);
  return [
    await service.db.query('select key, version from register.district order by key'),
    await service.db.query(counts.join(' union all ')),
  ];
}

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

  it('is told so and cut off when it takes too long to arrive', async () => {
    const hasty = await openUploadService({ UPLOAD_SECONDS: '1' }); // of its own: the large bodies above take their time
    const { hostname, port } = new URL(hasty.address);
    const socket = connect(Number(port), hostname);
    const head = `POST /api/v1/imports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${hasty.tokens.editor}\r\n`;
    socket.write(`${head}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000\r\n\r\n`);
    socket.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc');
    let answer = '';
    await new Promise((resolve) =>
      socket
        .on('error', () => {})
        .on('close', resolve)
        .on('data', (bytes) => {
          answer += bytes;
        }),
    );
    await hasty.close();
    expect(answer).toMatch(/^HTTP\/1.1 408 .*"code":"upload_timeout"/s);
  });
});

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const feature = (geometry: string, properties = '{}') =>
  `{"type":"FeatureCollection","features":[{"type":"Feature","properties":${properties},"geometry":${geometry}}]}`;
const POINT = '{"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[9.51,47.1]}}';
const columns = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);
const gpx = (head: string, name: string) =>
  `<?xml version="1.0"?>${head}<gpx version="1.1"><trk><name>${name}</name></trk></gpx>`;
const LAUGHS = `<!DOCTYPE gpx [<!ENTITY a "ha">${'bcdefghij'.replace(/./g, (c) => {
  const previous = String.fromCharCode(c.charCodeAt(0) - 1);
  return `<!ENTITY ${c} "${`&${previous};`.repeat(10)}">`;
})}]>`;
const FILE_ENTITY = '<!DOCTYPE gpx [<!ENTITY e SYSTEM "file:///etc/passwd">]>';

const zipOf = (entries: Record<string, Uint8Array>) => zipSync(entries, { level: 9 });
const CSV = strToU8('name,lon,lat\na,9.51,47.1');
const xlsxOf = (sheet: string, more: Record<string, Uint8Array> = {}) =>
  zipOf({
    'xl/workbook.xml': strToU8(
      '<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>'.replace(' id=', ' r:id='),
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>',
    ),
    'xl/worksheets/a.xml': strToU8(sheet),
    ...more,
  });

/** Each is refused under a code of its own, and leaves every table of the register as it was. */
const HOSTILE: [what: string, name: string, code: string, content: () => string | Uint8Array, layer?: string][] = [
  ['0 bytes', 'empty.csv', 'empty_file', () => ''],
  ['a header alone', 'header.csv', 'no_rows', () => 'name,lon,lat\n'],
  [
    'random bytes',
    'noise.gpkg',
    'wrong_extension',
    () => Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256),
  ],
  ['a GeoPackage cut short', 'cut.gpkg', 'unreadable_file', () => strToU8(`SQLite format 3\0${'x'.repeat(200)}`)],
  ['an entity that grows', 'laughs.gpx', 'unreadable_file', () => gpx(LAUGHS, '&j;'), 'tracks'],
  ['an entity that reads a file', 'passwd.gpx', 'unreadable_file', () => gpx(FILE_ENTITY, '&e;'), 'tracks'],
  [
    'an entity in KML',
    'passwd.kml',
    'unreadable_file',
    () => `${FILE_ENTITY}<kml><Placemark><name>&e;</name></Placemark></kml>`,
  ],
  [
    'an entity in a workbook',
    'passwd.xlsx',
    'unreadable_file',
    () => xlsxOf(`${FILE_ENTITY}<worksheet><sheetData/></worksheet>`),
  ],
  [
    'a cell beyond any column',
    'far.xlsx',
    'unreadable_file',
    () => xlsxOf('<worksheet><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>'),
  ],
  ['JSON that is only brackets', 'deep.geojson', 'wrong_extension', () => deep(1_000_000)],
  [
    'coordinates nested deep',
    'deep-point.geojson',
    'nested_too_deep',
    () => feature(`{"type":"Point","coordinates":${deep(200_000)}}`),
  ],
  ['properties nested deep', 'deep-cell.geojson', 'nested_too_deep', () => feature('null', `{"a":${deep(200_000)}}`)],
  [
    'a line nested deep',
    'deep.geojsonl',
    'nested_too_deep',
    () => `${POINT}\n${POINT.replace('[9.51,47.1]', deep(200_000))}\n`,
  ],
  ['NaN in JSON', 'nan.geojson', 'unreadable_file', () => feature('{"type":"Point","coordinates":[NaN,Infinity]}')],
  ['a zip that climbs out', 'climb.zip', 'hostile_archive', () => zipOf({ '../../evil.csv': CSV })],
  ['a zip with a path from the root', 'root.zip', 'hostile_archive', () => zipOf({ '/etc/evil.csv': CSV })],
  [
    'a zip that unfolds',
    'bomb.zip',
    'hostile_archive',
    () => zipOf({ 'bomb.csv': new Uint8Array((600 * MEBIBYTE) / 4) }),
  ],
  [
    'a workbook that unfolds',
    'bomb.xlsx',
    'hostile_archive',
    () => xlsxOf('x', { 'xl/media/a.png': new Uint8Array(150 * MEBIBYTE) }),
  ],
  ['a zip in a zip', 'inner.zip', 'unreadable_file', () => zipOf({ 'a.zip': zipOf({ 'a.csv': CSV }) })],
  ['a zip cut short', 'cut.zip', 'unreadable_file', () => zipSync({ 'a.csv': strToU8('a,b\n1,2') }).slice(0, 40)],
  ['a million columns', 'wide.csv', 'too_many_columns', () => `${columns(1_000_000).join(',')}\n1`],
  [
    'a million properties',
    'wide.geojson',
    'too_many_columns',
    () => feature('null', `{${columns(1_000_000).map((each) => `"${each}":1`)}}`),
  ],
];

describe('a hostile file', () => {
  it.each(HOSTILE)('with %s is refused: %s, %s', async (_, name, code, content, layer = 'outfalls') => {
    const job = await service.upload({ ...OUTFALLS, layer }, { [name]: content() });
    expect(job).toMatchObject({
      state: 'refused',
      problem: { code, detail_zh: expect.stringMatching(/\p{Script=Han}/u) },
    });
    expect(JSON.stringify(job)).not.toContain('root:');
    expect(JSON.stringify(job.problem).length).toBeLessThan(20_000);
  });

  it('with cells that a spreadsheet would run gives them back as text', async () => {
    const dry = { ...OUTFALLS, dry_run: 'true' };
    const job = await service.upload(dry, {
      'run.csv': outfallsCsv([
        ['=HYPERLINK("http://x")', 'x', '47.1'],
        ['@SUM(1)', '9.51', '47.1'],
      ]),
    });
    expect(job.result).toMatchObject({ rows_new: 1, rows_rejected: 1 });
    expect(job.result.issues.find(({ code }: { code: string }) => code === 'bad_coordinate').original.name).toBe(
      '=HYPERLINK("http://x")',
    );
  });

  it.each(['NaN', 'Infinity', '-Infinity', '1e999', '0x10'])('with the coordinate %s loses that row', async (text) => {
    const dry = { ...OUTFALLS, dry_run: 'true' };
    const job = await service.upload(dry, { 'odd.csv': outfallsCsv([['口', text, '47.1']]) });
    expect(job).toMatchObject({
      state: 'done',
      result: { rows_new: 0, rows_rejected: 1, issues: [{ code: 'bad_coordinate' }] },
    });
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

/** Outfalls over HTTP: what everybody sees, what token holders see, and edits that never overwrite what the editor did not see. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openUploadService, outfallsCsv, riversGeojson, type UploadService } from '../support/upload-service.ts';

let service: UploadService;
beforeAll(async () => {
  service = await openUploadService();
  await service.upload({ layer: 'rivers', district: 'li' }, { 'rivers.geojson': riversGeojson(['甲河', '乙河']) });
  const rows = [
    ['一号', '9.51', '47.1051'],
    ['二号', '9.51', '47.1151'],
  ] as const;
  await service.upload({ layer: 'outfalls', crs: 'EPSG:4326' }, { 'outfalls.csv': outfallsCsv(rows) });
});
afterAll(() => service.close());

const send = (method: string, path: string, body: object, headers: Record<string, string> = {}, role = 'editor') =>
  service.ask(role as 'editor', path, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const patch = (id: number, fields: object, more: object = {}, headers = {}) =>
  send('PATCH', `outfalls/${id}`, { fields, ...more }, headers);
const card = async (id: number, role?: 'viewer') => service.ask(role, `outfalls/${id}`);

describe('PATCH /api/v1/outfalls/{id}', () => {
  it('changes states with their day, and everybody sees them', async () => {
    const { status, body } = await patch(1, { status: '确认', dry_weather_flow: true }, { on: '2024-05-01' });
    expect([status, body.changed, body.warnings]).toEqual([200, true, []]);
    expect((await card(1)).body).toMatchObject({
      status: 'confirmed',
      status_on: '2024-05-01',
      dry_weather_flow: true,
      dry_weather_flow_on: '2024-05-01',
      trace_result: null,
    });
  });

  it('is refused with If-Match of a card that is no longer true, and taken with that of the newest', async () => {
    const seen = (await card(1)).headers.get('etag')!;
    expect((await patch(1, { name: '壹号' }, {}, { 'if-match': seen })).status).toBe(200);
    const late = await patch(1, { name: '1号' }, {}, { 'if-match': seen });
    expect([late.status, late.body.code]).toEqual([412, 'stale_version']);
    const { headers, body } = await card(1);
    expect(headers.get('etag')).toBe(`"${body.version}"`);
    expect((await patch(1, { name: '一号' }, {}, { 'if-match': headers.get('etag')! })).status).toBe(200);
    expect((await patch(1, { name: '一号' }, {}, { 'if-match': '*' })).body.changed).toBe(false);
    expect((await patch(1, { name: '一号' }, {}, { 'if-match': 'seventeen' })).body.code).toBe('bad_if_match');
  });

  it('of two editors who saw the same card lets only one through', async () => {
    const etag = (await card(2)).headers.get('etag')!;
    const answers = await Promise.all(['甲', '乙'].map((name) => patch(2, { name }, {}, { 'if-match': etag })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it.each([
    [{ fields: { status: '也许' } }, 400, 'unknown_value'],
    [{ fields: { nothing: 1 } }, 400, 'unknown_field'],
    [{ fields: { 'name = null --': 1 } }, 400, 'unknown_field'],
    [{ fields: { name: ['a'] } }, 400, 'bad_value'],
    [{ fields: { name: { a: 1 } } }, 400, 'bad_value'],
    [{ fields: { closed_out_on: '2999-01-01' } }, 400, 'bad_date'],
    [{ fields: {} }, 400, 'nothing_given'],
    [{}, 400, 'request_invalid'],
    [{ fields: { name: 'x' }, author: '别人' }, 400, 'request_invalid'],
    [{ fields: { status: 'confirmed' }, on: '2024-02-30' }, 400, 'request_invalid'],
  ])('refuses %j', async (body, status, code) => {
    const answer = await send('PATCH', 'outfalls/1', body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('says what is doubtful about what it took', async () => {
    const { body } = await patch(2, { closed_out_on: '2090-01-01' });
    expect(body.warnings.map(({ code }: { code: string }) => code)).toEqual([
      'closeout_without_type',
      'date_in_future',
    ]);
    await patch(2, { closed_out_on: null });
  });
});

describe('POST /api/v1/outfalls', () => {
  it('adds an outfall, linked, and says where it is', async () => {
    const { status, body, headers } = await send('POST', 'outfalls', {
      fields: { name: '新口', lon: 9.505, lat: 47.1026 },
      reason: '巡河',
    });
    expect([status, headers.get('location')]).toEqual([201, `/api/v1/outfalls/${body.id}?district=li`]);
    expect((await card(body.id)).body).toMatchObject({ name: '新口', status: 'suspect', link: { river: '甲河' } });
  });
});

describe('what is not public', () => {
  const SECRET = {
    responsible_party: 'SECRET-PARTY',
    permit_reference: 'SECRET-PERMIT',
    sign_responsible_party: 'SECRET-SIGN',
    sign_phone: 'SECRET-PHONE',
  };

  it('is on the card for token holders only', async () => {
    await patch(1, SECRET);
    const open = await card(1);
    expect([open.status, open.headers.get('vary')]).toEqual([200, expect.stringContaining('authorization')]);
    expect(JSON.stringify(open.body)).not.toContain('SECRET');
    const held = await card(1, 'viewer');
    expect(held.body.private).toMatchObject(SECRET);
    expect(held.headers.get('cache-control')).toBe('private, no-store');
  });

  it('is not told to a token that is none', async () => {
    const { status, body } = await service.ask(undefined, 'outfalls/1', {
      headers: { authorization: 'Bearer oa_1_x' },
    });
    expect([status, body.code]).toEqual([401, 'token_invalid']);
  });

  it('stands in the history, which is for viewers, with who, why and when', async () => {
    const { body } = await service.ask('viewer', 'outfalls/1/history');
    const last = body.items.at(-1);
    expect(last).toMatchObject({ author: 'editor-name (token 2)', kind: 'edit', batch: null, operation: 'update' });
    expect(last.changes).toContainEqual({ field: 'sign_phone', before: null, after: 'SECRET-PHONE' });
    expect(body.items[0]).toMatchObject({ kind: 'import', operation: 'insert', batch: 2 });
    const page = await service.ask('viewer', 'outfalls/1/history?limit=1');
    expect([page.body.items.length, page.body.next]).toEqual([1, expect.any(String)]);
  });

  it('is in the register as it was known on a day', async () => {
    const today = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const { body } = await service.ask('viewer', `outfalls/1/known?at=${today}`);
    expect(body).toMatchObject({ existed: true, fields: { sign_phone: 'SECRET-PHONE', status: 'confirmed' } });
    expect(body.fields.lon).toBeCloseTo(9.51, 9);
    const before = await service.ask('viewer', 'outfalls/1/known?at=2020-01-01');
    expect(before.body).toMatchObject({ existed: false, fields: null });
  });
});

/** Who may do what: every operation that needs a token, asked with none, with bad ones, and with each role. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken, type Role, revokeToken } from '../../server/register/tokens.ts';
import { openUploadService, riversGeojson, type UploadService } from '../support/upload-service.ts';

const NO_JOB = '00000000-0000-4000-8000-000000000000';
const GUARDED: [method: string, path: string, role: Role][] = [
  ['GET', 'batches', 'viewer'],
  ['GET', 'batches/1', 'viewer'],
  ['GET', 'batches/1/issues', 'viewer'],
  ['GET', 'batches/1/issues?format=csv', 'viewer'],
  ['POST', 'batches/999/undo', 'editor'],
  ['GET', 'outfalls/1/history', 'viewer'],
  ['GET', 'outfalls/1/known?at=2024-05-01', 'viewer'],
  ['PATCH', 'outfalls/1', 'editor'],
  ['POST', 'outfalls', 'editor'],
  ['POST', 'outfall-pairs/decisions', 'editor'],
  ['POST', 'targets', 'editor'],
  ['PATCH', 'targets/1', 'editor'],
  ['DELETE', 'targets/1', 'editor'],
  ['POST', 'imports', 'editor'],
  ['GET', `imports/${NO_JOB}`, 'editor'],
  ['GET', `imports/${NO_JOB}/events`, 'editor'],
  ['DELETE', `imports/${NO_JOB}`, 'editor'],
];

let service: UploadService;
beforeAll(async () => {
  service = await openUploadService();
  await service.upload({ layer: 'rivers', district: 'li' }, { 'rivers.geojson': riversGeojson(['甲河']) });
});
afterAll(() => service.close());

const withHeader = (method: string, path: string, authorization?: string) =>
  service.ask(undefined, path, { method, headers: authorization === undefined ? {} : { authorization } });

describe.each(GUARDED)('%s %s', (method, path, role) => {
  it('asks for a token, as a problem in both languages', async () => {
    const { status, body, headers } = await withHeader(method, path);
    expect([status, body.code, headers.get('www-authenticate')]).toEqual([
      401,
      'token_needed',
      'Bearer realm="outfall-atlas"',
    ]);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.detail_zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it(`is for ${role} and above`, async () => {
    for (const held of ['viewer', 'editor', 'admin'] as const) {
      const { status, body } = await service.ask(held, path, { method });
      const isEnough = role === 'viewer' || held !== 'viewer';
      if (isEnough) expect([401, 403]).not.toContain(status);
      else expect([status, body.code]).toEqual([403, 'role_insufficient']);
    }
  });
});

describe('a token', () => {
  it.each(['Bearer', 'Bearer ', 'Basic YTpi', 'x', 'Bearer a b'])('is not "%s"', async (authorization) => {
    const { status, body } = await withHeader('GET', 'batches', authorization);
    expect([status, body.code]).toEqual([401, 'token_needed']);
  });

  it('that is wrong, revoked or expired says which, and only to who holds it', async () => {
    const revoked = await createToken(service.db, { role: 'admin', name: 'left' });
    await revokeToken(service.db, revoked.id);
    const old = await createToken(service.db, { role: 'admin', name: 'old', expires: '2099-01-01' });
    await service.db.query(`update register.access_token set expires_at = now() - interval '1 s' where id = $1`, [
      old.id,
    ]);
    const codes: [string, string][] = [
      [revoked.secret, 'token_revoked'],
      [old.secret, 'token_expired'],
      [`oa_${revoked.id}_${'A'.repeat(43)}`, 'token_invalid'],
      [`oa_999999999_${'A'.repeat(43)}`, 'token_invalid'],
      ["oa_1_'; drop table register.access_token; --", 'token_needed'],
      ['oa_1_x', 'token_invalid'],
    ];
    for (const [secret, code] of codes) {
      const { status, body } = await withHeader('GET', 'batches', `Bearer ${secret}`);
      expect([status, body.code, JSON.stringify(body).includes(secret)]).toEqual([401, code, false]);
    }
  });

  it('is told of in the description of the API', async () => {
    const { body } = await service.ask(undefined, 'openapi.json');
    expect(body.components.securitySchemes.bearer).toMatchObject({ type: 'http', scheme: 'bearer' });
    for (const [method, path] of GUARDED) {
      const route = `/api/v1/${path}`
        .split('?')[0]
        .replace(NO_JOB, '{job}')
        .replace(/\/(1|999)(?=$|\/)/, '/{id}');
      expect([path, body.paths[route][method.toLowerCase()].security]).toEqual([path, [{ bearer: [] }]]);
    }
  });
});

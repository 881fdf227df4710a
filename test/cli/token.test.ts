/** Tokens as the command line makes them: shown once, kept as hashes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../server/cli/run.ts';
import type { Database } from '../../server/db/database.ts';
import { createToken, hashOf, recogniseToken } from '../../server/register/tokens.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

async function atlas(...argv: string[]) {
  const said = { out: '', err: '' };
  const context = {
    open: async () => db,
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
    isTerminal: false,
    cwd: '.',
  };
  return { code: await runCommand(argv, context), ...said };
}

describe('atlas token', () => {
  it('prints the secret alone on stdout, and it is good for its role', async () => {
    const { code, out, err } = await atlas('token', 'create', '--role', 'editor', '--name', '李工');
    expect([code, out]).toEqual([0, expect.stringMatching(/^oa_\d+_[\w-]{43}\n$/)]);
    expect(err).toContain('shown only now');
    expect(await recogniseToken(db, out.trim(), Date.now())).toMatchObject({ role: 'editor', name: '李工' });
  });

  it('keeps nothing a secret could be had from, and never shows it again', async () => {
    const { out } = await atlas('token', 'create', '--role', 'viewer', '--format', 'json');
    const { token, id } = JSON.parse(out);
    const random = token.split('_').slice(2).join('_');
    const [row] = await db.query<{ kept: string; secret_hash: Uint8Array }>(
      'select to_jsonb(t)::text as kept, secret_hash from register.access_token t where id = $1',
      [id],
    );
    expect(row.kept).not.toContain(random);
    expect(Buffer.from(row.secret_hash)).toEqual(hashOf(random));
    for (const format of ['table', 'json', 'csv'])
      expect((await atlas('token', 'list', '--format', format)).out).not.toContain(random);
  });

  it('revokes: the token is refused from then on, and its first revocation stays', async () => {
    const { id, secret } = await createToken(db, { role: 'admin', name: 'short' });
    const [first] = JSON.parse((await atlas('token', 'revoke', String(id), '--format', 'json')).out);
    const [again] = JSON.parse((await atlas('token', 'revoke', String(id), '--format', 'json')).out);
    expect(again.revoked_at).toBe(first.revoked_at);
    await expect(recogniseToken(db, secret, Date.now())).rejects.toMatchObject({ code: 'token_revoked', status: 401 });
  });

  it('expires at the end of its last day', async () => {
    const { secret } = await createToken(db, { role: 'viewer', name: 'short', expires: '2099-12-31' });
    const lastMoment = Date.parse('2099-12-31T23:59:59Z');
    expect(await recogniseToken(db, secret, lastMoment)).toMatchObject({ role: 'viewer' });
    await expect(recogniseToken(db, secret, lastMoment + 1000)).rejects.toMatchObject({ code: 'token_expired' });
  });

  it('tells another secret of the same token, and anything else, that it is not known', async () => {
    const { secret } = await createToken(db, { role: 'viewer', name: 'one' });
    const other = secret.slice(0, -2) + (secret.endsWith('AA') ? 'BB' : 'AA');
    for (const wrong of [other, secret.replace(/^oa_\d+/, 'oa_999999'), `${secret}A`, 'oa_1_', 'x', ''])
      await expect(recogniseToken(db, wrong, Date.now())).rejects.toMatchObject({ code: 'token_invalid' });
  });

  it.each([
    [['create', '--role', 'king'], 2],
    [['create'], 2],
    [['create', '--role', 'viewer', '--expires', '2001-01-01'], 1],
    [['create', '--role', 'viewer', '--expires', '2099-02-30'], 1],
    [['create', '--role', 'viewer', '--expires', 'never'], 1],
    [['revoke', '999999'], 1],
    [['revoke', 'all'], 1],
  ])('%j ends with %i', async (argv, code) => {
    expect((await atlas('token', ...argv)).code).toBe(code);
  });
});

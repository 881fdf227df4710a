/** Shares as the command line makes them: shown once, good for their district and layers until they end. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../server/cli/run.ts';
import type { Database } from '../../server/db/database.ts';
import { findShare, refuseEnded } from '../../server/register/shares.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  await db.query(`insert into register.district (key, number, name, plane_srid) values ('a', 1, '甲区', 4549)`);
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
  return { code: await runCommand(['share', ...argv], context), ...said };
}

const make = async (...more: string[]) => {
  const { out } = await atlas('create', '--name', '督察组', '--expires', '2099-12-31', '--format', 'json', ...more);
  return JSON.parse(out);
};

describe('atlas share', () => {
  it('prints the secret alone on stdout, and it opens the district of that name', async () => {
    const { code, out, err } = await atlas('create', '--name', '督察组', '--expires', '2099-12-31');
    expect([code, out]).toEqual([0, expect.stringMatching(/^oas_\d+_[\w-]{43}\n$/)]);
    expect(err).toContain('shown only now');
    const share = await findShare(db, out.trim());
    expect(share).toMatchObject({ district: 'a', name: '督察组', layers: null, created_by: 'cli' });
    expect(() => refuseEnded(share, Date.parse('2099-12-31T23:59:59Z'))).not.toThrow();
    expect(() => refuseEnded(share, Date.parse('2100-01-01T00:00:01Z'))).toThrow();
  });

  it('keeps to the layers named, and lists shares without their secrets', async () => {
    const { secret, id, layers, expires_at } = await make('--layers', 'rivers,gaps');
    expect([layers, expires_at]).toEqual([['rivers', 'gaps'], '2100-01-01T00:00:00.000Z']);
    const { out } = await atlas('list', '--format', 'json');
    const listed = JSON.parse(out).find((share: { id: number }) => share.id === id);
    expect(listed).toMatchObject({ name: '督察组', layers: 'rivers,gaps', revoked_at: null });
    for (const format of ['table', 'json', 'csv'])
      expect((await atlas('list', '--format', format)).out).not.toContain(secret.split('_').at(-1));
  });

  it('revokes: the share is refused from then on, and its first revocation stays', async () => {
    const { id, secret } = await make();
    const [first] = JSON.parse((await atlas('revoke', String(id), '--format', 'json')).out);
    const [again] = JSON.parse((await atlas('revoke', String(id), '--format', 'json')).out);
    expect(again.revoked_at).toBe(first.revoked_at);
    const share = await findShare(db, secret);
    expect(() => refuseEnded(share, Date.now())).toThrow(expect.objectContaining({ code: 'share_revoked' }));
  });

  it.each([
    [['create', '--name', 'x'], 2],
    [['create', '--expires', '2099-12-31'], 2],
    [['create', '--name', 'x', '--expires', '2001-01-01'], 1],
    [['create', '--name', 'x', '--expires', '2099-02-30'], 1],
    [['create', '--name', 'x', '--expires', '2099-12-31', '--layers', 'roads'], 1],
    [['create', '--name', 'x', '--expires', '2099-12-31', '--district', 'nowhere'], 1],
    [['list', '--district', 'nowhere'], 1],
    [['revoke', '999999'], 1],
    [['revoke', 'all'], 1],
  ])('%j ends with %i', async (argv, code) => {
    expect((await atlas(...argv)).code).toBe(code);
  });
});

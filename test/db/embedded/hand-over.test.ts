import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { testEnvironment } from '../../support/database.ts';
import { atlas, lineOf, startProgram } from '../../support/program.ts';

describe('a data folder held by a server', async () => {
  const { env, remove } = await testEnvironment();
  const lockFile = join(env.DATA_DIR, 'lock.json');
  writeFileSync(lockFile, JSON.stringify({ pid: 2 ** 22 + 1, started: '', address: null, token: 'dead' }));
  const server = startProgram('server/cli.ts', ['serve'], { ...env, PORT: '0' });
  const address = await lineOf(server, /^http/);

  afterAll(async () => {
    server.kill('SIGKILL');
    await remove();
  });

  it('was taken over from a process that is dead', () => {
    const { pid } = JSON.parse(readFileSync(lockFile, 'utf8'));
    expect(pid).toBe(server.pid);
  });

  it('is ready', async () => {
    expect((await fetch(new URL('readyz', address))).status).toBe(200);
  });

  it('keeps its token to its owner', () => {
    expect(statSync(lockFile).mode & 0o777).toBe(0o600);
  });

  it('answers the commands of other processes', async () => {
    expect(await atlas(['districts', '--format', 'json'], env)).toEqual({ code: 0, out: '[]\n', err: '' });
  });

  it('passes refusals and wrong usage on as they are', async () => {
    const refused = await atlas(['rivers', '--district', 'nowhere'], env);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/^.*[一-鿿].*\n.* \(district_\w+\)\n$/);
    const wrong = await atlas(['rivers', '--no-such-option'], env);
    expect(wrong).toMatchObject({ code: 2, out: '' });
  });

  it('takes commands only with its token', async () => {
    const lock = JSON.parse(readFileSync(lockFile, 'utf8'));
    const ask = (token: string) =>
      fetch(lock.address, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '{}' });
    expect((await ask('wrong')).status).toBe(403);
  });

  it('is refused to a second server', async () => {
    const second = await atlas(['serve'], { ...env, PORT: '0' });
    expect(second.code).toBe(1);
    expect(second.err).toContain('(data_folder_in_use)');
  });

  it('is refused to a command when the server does not answer', async () => {
    server.kill('SIGSTOP');
    const refused = await atlas(['districts'], { ...env });
    server.kill('SIGCONT');
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('(data_folder_in_use)');
  });

  it('is free again after SIGTERM', async () => {
    server.kill('SIGTERM');
    await once(server, 'exit');
    expect(existsSync(lockFile)).toBe(false);
    expect(await atlas(['districts', '--format', 'json'], env)).toMatchObject({ code: 0, out: '[]\n' });
  });
});

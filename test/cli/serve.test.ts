/** `atlas serve` where it cannot. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { testEnvironment } from '../support/database.ts';
import { startProgram } from '../support/program.ts';

describe('serving at a port', async () => {
  const { env, remove } = await testEnvironment();
  afterAll(remove);

  const endOf = async (port: number) => {
    const server = startProgram('server/cli.ts', ['serve'], { ...env, PORT: `${port}` });
    const [err, [code]] = await Promise.all([text(server.stderr!), once(server, 'exit')]);
    return { code, err };
  };

  it('that is taken is refused in both languages', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { code, err } = await endOf((other.address() as AddressInfo).port);
    other.close();
    expect(code).toBe(1);
    expect(err).toMatch(/无法在 .* 提供服务（EADDRINUSE）/);
    expect(err).toMatch(/\(cannot_listen\)/);
    expect(err).not.toMatch(/ {4}at /);
  });

  it('that is none is refused before anything is opened', async () => {
    const { code, err } = await endOf(70_000);
    expect(code).toBe(1);
    expect(err).toMatch(/PORT is 70000; .*\(bad_setting\)/s);
    expect(err).not.toMatch(/ {4}at /);
  });
});

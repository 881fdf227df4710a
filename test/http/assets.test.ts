/** Assets of a build that comes after the service has started. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { afterAll, expect, it } from 'vitest';
import { assetRoutes } from '../../server/http/routes/assets.ts';

const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-assets-'));
const root = join(folder, 'dist', 'assets');
const app = fastify();
await app.register(assetRoutes, { root });
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const status = async (url: string) => (await app.inject({ url })).statusCode;

it('are served although there was no folder when it started, and those of a later build too', async () => {
  writeFileSync(join(folder, 'secret.js'), 'secret');
  expect(await status('/assets/first-1.js')).toBe(404);
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'first-1.js'), 'first');
  const { statusCode, body, headers } = await app.inject({ url: '/assets/first-1.js' });
  expect([statusCode, body]).toEqual([200, 'first']);
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  writeFileSync(join(root, 'second-2.js'), 'second');
  rmSync(join(root, 'first-1.js'));
  expect([await status('/assets/second-2.js'), await status('/assets/first-1.js')]).toEqual([200, 404]);
  for (const way of ['../../secret.js', '..%2f..%2fsecret.js', '%2e%2e/%2e%2e/secret.js', '..%5c..%5csecret.js'])
    expect(await status(`/assets/${way}`), way).not.toBe(200);
});

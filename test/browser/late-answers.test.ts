/** Elements behind a network that brings an older answer after a newer one: what is newer stays. */
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { openPostgres } from '../../server/db/postgres.ts';
import { type Foreign, serveExamples } from './foreign.ts';
import { type LateProxy, serveLate } from './late-proxy.ts';
import { type Served, serveDemo } from './served.ts';

const SHOWN =
  '<coverage-strip district="demo" river="1"></coverage-strip><outfall-dossier district="demo" outfall="1"></outfall-dossier>';

let served: Served;
let proxy: LateProxy;
let foreign: Foreign;
beforeAll(async () => {
  served = await serveDemo();
  proxy = await serveLate(served.origin);
  const page = `<!doctype html><script type="module" src="${proxy.origin}/embed.js"></script>${SHOWN}`;
  foreign = await serveExamples(served.origin, { '/late.html': page });
});
afterAll(async () => {
  await foreign?.close();
  await proxy?.close();
  await served?.stop();
});

async function rename(table: string, name: string): Promise<void> {
  const db = openPostgres(served.env.DATABASE_URL);
  await db.query(`update register.${table} set name = $1 where district = 'demo' and id = 1`, [name]);
  await db.close();
}

it.each([
  ['coverage-strip', 'river', '/api/v1/coverage/strips?'],
  ['outfall-dossier', 'outfall', '/api/v1/outfalls/1?'],
])('%s shows the newer of two versions, though the older comes last', async (element, table, address) => {
  const page = await served.browser.newPage();
  onTestFinished(() => page.close());
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true }); // it lets no second question pass for 20 s
  await page.goto(`${foreign.origin}/late.html`);
  const named = page.locator(element).locator('svg[aria-label], h2').first();
  const name = async () => (await named.getAttribute('aria-label')) ?? named.innerText();
  await named.waitFor();
  await rename(table, '先名');
  await expect.poll(name, { timeout: 20_000 }).toContain('先名'); // it follows
  const older = proxy.hold(address);
  await rename(table, '旧名');
  await older.given;
  await rename(table, '新名');
  await expect.poll(name, { timeout: 20_000 }).toContain('新名');
  const came = page.waitForEvent('requestfinished', (request) => request.url().includes(address));
  older.letGo();
  expect(await (await (await came).response())!.text()).toContain('旧名');
  await page.waitForTimeout(500); // for what would be drawn of it
  expect(await name()).toContain('新名');
});

/**
 * Pictures of a district of a running service, the first where none is named, to be looked at:
 * npx tsx scripts/screenshots.ts http://127.0.0.1:8080 [folder] [--district KEY]
 */
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch, PATIENCE_MS } from './chromium.ts';
import { districtOf, drawn, shots } from './shots.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { district: { type: 'string' } } });
const [server, folder = 'build/screenshots'] = positionals;
if (!server) {
  process.stderr.write('usage: npx tsx scripts/screenshots.ts SERVER [folder] [--district KEY]\n');
  process.exit(2);
}
const DESK = { width: 1440, height: 900 };

/** A page of another origin with our elements on it: the example, written for this server and district. */
async function serveForeign(district: string): Promise<{ address: string; close(): void }> {
  const example = await readFile('examples/plain.html', 'utf8');
  const text = example.replaceAll('http://127.0.0.1:8080', server).replaceAll('"demo"', `"${district}"`);
  const page = createServer((_, response) => response.setHeader('content-type', 'text/html').end(text));
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(page.address() as AddressInfo).port}/`, close: () => page.close() };
}

mkdirSync(folder, { recursive: true });
const district = await districtOf(server, values.district);
const foreign = await serveForeign(district);
const browser = await launch();
try {
  const all = await shots(server, district, foreign.address);
  for (const { name, path, size = DESK, context = {}, prepare = drawn } of all) {
    const page = await browser.newPage({ viewport: size, ...context });
    page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.message}\n`));
    await page.goto(path.startsWith('/') ? server + path : path, { timeout: PATIENCE_MS });
    await prepare(page);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    process.stdout.write(`${join(folder, `${name}.png`)}\n`);
    await page.close();
  }
} finally {
  await browser.close();
  foreign.close();
}

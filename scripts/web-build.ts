/** The page is built by the first start that finds a source newer than web/dist. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WEB = join(ROOT, 'web');
const BUILT = join(WEB, 'dist', 'index.html');

/** What the page is made of besides web/: the layer contract and the versions of its libraries. */
const SOURCES = [WEB, join(ROOT, 'tiles', 'manifest.ts'), join(ROOT, 'package-lock.json')];

/** @returns false when there was nothing to do. */
export async function buildWeb(): Promise<boolean> {
  if (isCurrent()) return false;
  const { build } = await import('vite');
  await build({ root: WEB, logLevel: 'warn' });
  return true;
}

function isCurrent(): boolean {
  if (!existsSync(BUILT)) return false;
  const built = statSync(BUILT).mtimeMs;
  return SOURCES.every((source) => newest(source) <= built);
}

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).filter((name) => name !== 'dist');
  return Math.max(...inside.map((name) => newest(join(path, name))));
}

/** How much script the first view loads, out of what was built. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const DIST = 'web/dist';
const MOST = 400_000; // bytes gzipped, MapLibre's main file included, its worker apart

const read = (file: string) => readFileSync(join(DIST, file), 'utf8');

/** Files a script imports before it runs: lazily imported ones are not among them. */
function importsOf(file: string): string[] {
  return [...read(file).matchAll(/(?:^|[;}\s])(?:import|export)(?:[^;"'()]*?from)?\s*["']\.\/([^"']+\.js)["']/g)].map(
    ([, name]) => join('assets', name),
  );
}

function closure(start: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const next = [...start];
  for (let file = next.pop(); file !== undefined; file = next.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    next.push(...importsOf(file));
  }
  return seen;
}

/** The script that a page starts with. */
const entryOf = (page: string): string => read(`${page}.html`).match(/assets\/[\w-]+\.js/)![0];

const gzipped = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(read(file)).length, 0);

it('the first view of the viewer loads at most 400 kB of script, and no panel that has to be opened first', () => {
  const entry = entryOf('index');
  const files = closure([entry]);
  const names = [...files].join(' ');
  expect(names).toMatch(/map-element/);
  expect(gzipped(files)).toBeGreaterThan(250_000); // MapLibre alone: all of it was counted
  expect(gzipped(files)).toBeLessThanOrEqual(MOST);
  for (const lazy of ['share-panel', 'tool-panel', 'near-panel', 'draw-tool', 'import-room', 'print-sheet']) {
    expect(readdirSync(join(DIST, 'assets')).some((name) => name.startsWith(lazy))).toBe(true);
    expect(names).not.toContain(lazy);
  }
  for (const page of ['review', 'strips']) expect(names).not.toContain(entryOf(page));
});

/** The fingerprint of a file counts every part beside it that changes what is read. */

import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSourceFile } from '../../server/import/formats.ts';
import { shapefileOf } from './shapefile-files.ts';

const SHP = ['.shp', '.shx', '.dbf', '.prj', '.cpg'];
const TAB = ['.tab', '.dat', '.map', '.id', '.ind'];
const MIF = ['.mif', '.mid'];
const HEADS: Record<string, string> = { '.tab': '!table\n!version 300\n', '.mif': 'Version 300\n' };

/** A set of files of one stem; of a shapefile only its .shp is one. */
function setOf(parts: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'file-set-'));
  for (const part of parts) writeFileSync(join(folder, `a${part}`), HEADS[part] ?? `bytes of ${part}`);
  const shp = shapefileOf('set', { encoding: 'utf-8', columns: ['n'], width: 5, rows: [['1'], ['2']] });
  if (parts === SHP) copyFileSync(shp, join(folder, 'a.shp'));
  return join(folder, `a${parts[0]}`);
}

const print = async (path: string) => (await readSourceFile(path)).sha256;
const besideOf = (path: string, part: string) => path.slice(0, -extname(path).length) + part;

describe.each([
  ['Shapefile', SHP],
  ['MapInfo TAB', TAB],
  ['MapInfo MIF', MIF],
])('%s', (_, parts) => {
  it.each(parts.slice(1))('another %s, or none, is another file; the same set is the same', async (part) => {
    const path = setOf(parts);
    const whole = await print(path);
    expect(await print(setOf(parts))).toBe(whole);
    writeFileSync(besideOf(path, part), 'other bytes');
    const changed = await print(path);
    rmSync(besideOf(path, part));
    expect(new Set([whole, changed, await print(path)]).size).toBe(3);
  });

  it('a part counts in whatever case its name is written, as it is read', async () => {
    const path = setOf(parts);
    const whole = await print(path);
    for (const part of parts.slice(1)) {
      const mixed = besideOf(path, part[0] + part[1].toUpperCase() + part.slice(2));
      renameSync(besideOf(path, part), mixed);
      expect(await print(path)).toBe(whole);
      rmSync(mixed);
      expect(await print(path)).not.toBe(whole);
      writeFileSync(besideOf(path, part), `bytes of ${part}`);
    }
  });
});

it('without a .shx the fingerprint is the one that batches have had', async () => {
  const path = setOf(SHP);
  rmSync(besideOf(path, '.shx'));
  const before = createHash('sha256');
  for (const part of ['.shp', '.dbf', '.prj', '.cpg']) before.update(readFileSync(besideOf(path, part)));
  expect(await print(path)).toBe(before.digest('hex'));
});

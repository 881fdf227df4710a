/** What BASEMAP may be, and what is said of what it may not: when the service starts, in both languages. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DomainError } from '../../server/errors.ts';
import { archiveFile, readBasemap } from '../../server/http/basemap.ts';
import { Archive } from '../../tiles/pmtiles/archive.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'basemap-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** An archive of one tile, with bytes of its header changed. */
function archive(changes: Record<number, number> = {}): Buffer {
  const made = new Archive();
  made.add(0, Uint8Array.of(31, 139, 8));
  const facts = { minzoom: 0, maxzoom: 0, bounds: [0, 0, 1, 1], center: [0, 0, 0], metadata: {} } as const;
  const bytes = Buffer.concat(made.finish(facts, (each) => each));
  for (const [at, value] of Object.entries(changes)) bytes[Number(at)] = value;
  return bytes;
}

function put(name: string, bytes: Buffer | string): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

function refusal(setting: string): DomainError {
  try {
    readBasemap(setting);
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error(`${setting} was not refused`);
}

describe('an archive of this machine', () => {
  it.each([1, 2, 3, 4, 5])('is taken where its tiles can be drawn (type %d)', (type) => {
    const file = put('good.pmtiles', archive({ 99: type }));
    expect([readBasemap(file), archiveFile(file)]).toEqual([{ kind: 'pmtiles', url: '/basemap.pmtiles' }, file]);
  });

  it.each<[string, Buffer | string, RegExp, RegExp]>([
    ['an empty file', '', /no PMTiles archive of version 3/, /不是 PMTiles 3 版/],
    ['a page', '<!doctype html>'.repeat(20), /no PMTiles archive of version 3/, /不是 PMTiles 3 版/],
    ['version 2', archive({ 7: 2 }), /no PMTiles archive of version 3/, /不是 PMTiles 3 版/],
    ['a header cut short', archive().subarray(0, 100), /no PMTiles archive of version 3/, /不是 PMTiles 3 版/],
    ['tiles of no type', archive({ 99: 0 }), /tiles are of type 0/, /瓦片类型为 0/],
    ['MapLibre tiles', archive({ 99: 6 }), /tiles are of type 6/, /瓦片类型为 6/],
    ['a file cut short', archive().subarray(0, -1), /cut short: \d+ bytes of \d+/, /文件不完整/],
  ])('is refused: %s', (_, bytes, english, chinese) => {
    const { code, message, messageZh } = refusal(put('bad.pmtiles', bytes));
    expect([code, message, messageZh]).toEqual([
      'bad_setting',
      expect.stringMatching(english),
      expect.stringMatching(chinese),
    ]);
  });

  it('is refused where there is none, or a folder', () => {
    expect(refusal(join(folder, 'none.pmtiles')).message).toMatch(/there is no such file/);
    mkdirSync(join(folder, 'folder.pmtiles'));
    expect(refusal(join(folder, 'folder.pmtiles')).messageZh).toMatch(/无法读取（EISDIR）/);
  });
});

it.each(['tianditu:', 'tianditu:1234567', 'tianditu:0123 4567', `tianditu:${'a'.repeat(65)}`, 'tianditu:<密钥>'])(
  'a key of Tianditu is told its shape where it has another: %s',
  (setting) => {
    const { code, message, messageZh } = refusal(setting);
    expect(code).toBe('bad_setting');
    expect(message).toContain('8 to 64 letters and digits');
    expect(messageZh).toContain('8 至 64 位字母和数字');
  },
);

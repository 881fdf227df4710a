/** `atlas tiles build` and `inspect`: the file holds what the server sends. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import type { Database } from '../../server/db/database.ts';
import { command } from '../support/command.ts';
import { demoDatabase, LOADING_MS } from '../support/service.ts';
import { readLayer } from '../tiles/read-tile.ts';

let db: Database;
let folder: string;
beforeAll(async () => {
  db = await demoDatabase();
  folder = mkdtempSync(join(tmpdir(), 'tiles-'));
}, LOADING_MS);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.close();
});

const atlas = (line: string) => command(db, line, folder);

describe('atlas tiles', () => {
  it('writes an archive whose tiles are the ones that the server sends', async () => {
    const built = await atlas('tiles build out.pmtiles --layers rivers,outfalls --minzoom 8 --maxzoom 12');
    expect([built.code, built.out]).toEqual([0, expect.stringMatching(/8–12 · [1-9]\d* tiles/)]);
    const whole = JSON.parse((await atlas('tiles inspect out.pmtiles --format json')).out);
    expect(whole.map(({ layer }: { layer: string }) => layer)).toEqual(['rivers', 'outfalls']);
    const app = await buildApp({ db, config: readConfig({ LOG_LEVEL: 'silent' }) });
    const { bounds } = (await app.inject('/tiles/demo/rivers,outfalls.json')).json();
    const tile = `10/${Math.floor(((bounds[0] + bounds[2]) / 2 / 360 + 0.5) * 1024)}/418`;
    const served = (await app.inject(`/tiles/demo/rivers,outfalls/${tile}.mvt`)).rawPayload;
    await app.close();
    const rows = JSON.parse((await atlas(`tiles inspect out.pmtiles --tile ${tile} --format json`)).out);
    const expected = ['rivers', 'outfalls'].map((layer) => ({ layer, features: readLayer(served, layer).length }));
    expect(rows).toEqual(expected.filter(({ features }) => features > 0));
    expect(rows.length).toBeGreaterThan(0);
  });

  it('leaves no half archive, and names what it cannot do', async () => {
    const codes = async (line: string) => {
      const { code, err } = await atlas(line);
      return [code, /\((\w+)\)\n$/.exec(err)?.[1]];
    };
    expect(await codes('tiles build nowhere/out.pmtiles --maxzoom 8')).toEqual([1, 'out_unwritable']);
    mkdirSync(join(folder, 'folder.pmtiles'));
    expect(await codes('tiles build folder.pmtiles --maxzoom 8')).toEqual([1, 'out_unwritable']);
    const refused = await atlas('tiles build nowhere/out.pmtiles --maxzoom 8');
    expect(refused.err).not.toContain('making tiles'); // before the work
    expect(refused.err).toMatch(/cannot be written \(ENOENT\)/);
    expect(refused.err).toContain('无法写入');
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
    expect(await codes('tiles build out.pmtiles --layers roads')).toEqual([1, 'layer_unknown']);
    expect(await codes('tiles build out.pmtiles --minzoom 9 --maxzoom 8')).toEqual([1, 'zoom_invalid']);
    writeFileSync(join(folder, 'no.pmtiles'), readFileSync(import.meta.filename));
    expect(await codes('tiles inspect no.pmtiles')).toEqual([1, 'archive_unreadable']);
    expect(await codes('tiles inspect missing.pmtiles')).toEqual([1, 'archive_unreadable']);
    expect(await codes('tiles inspect out.pmtiles --tile 99')).toEqual([1, 'tile_out_of_range']);
    for (const beyond of ['40/1/1', '27/0/0', '3/8/0', '3/0/8'])
      expect(await codes(`tiles inspect out.pmtiles --tile ${beyond}`)).toEqual([1, 'tile_out_of_range']);
    const { err } = await atlas('tiles inspect out.pmtiles --tile 40/1/1');
    expect(err).toContain('z is 0 to 26, x and y below 2^z');
    expect(err).toContain('z 为 0 至 26');
    expect(JSON.parse((await atlas('tiles inspect out.pmtiles --tile 26/67108863/0 --format json')).out)).toEqual([]);
  });

  it('says of an archive that was cut short, or spoiled, that it is not whole', async () => {
    await atlas('tiles build whole.pmtiles --layers rivers --maxzoom 12');
    const bytes = readFileSync(join(folder, 'whole.pmtiles'));
    const spoiled = Buffer.from(bytes).fill(0xff, bytes.length - 40);
    const inspected = async (name: string, content: Uint8Array) => {
      writeFileSync(join(folder, name), content);
      const { code, err } = await atlas(`tiles inspect ${name}`);
      return [code, /\((\w+)\)\n$/.exec(err)?.[1]];
    };
    expect(await inspected('again.pmtiles', bytes)).toEqual([0, undefined]);
    for (const share of [0.5, 0.9, 1 - 1 / bytes.length])
      expect([share, await inspected('cut.pmtiles', bytes.subarray(0, share * bytes.length))]).toEqual([
        share,
        [1, 'archive_damaged'],
      ]);
    expect(await inspected('spoiled.pmtiles', spoiled)).toEqual([1, 'archive_damaged']);
    const { err } = await atlas('tiles inspect cut.pmtiles');
    expect(err).toMatch(new RegExp(`it has ${bytes.length - 1} bytes of at least ${bytes.length}`));
    expect(err).toContain('归档不完整');
  });

  it('says the same when one tile of it is asked for, of a cut anywhere and of garbage, and prints no stack', async () => {
    await atlas('tiles build part.pmtiles --layers rivers --maxzoom 8');
    const bytes = readFileSync(join(folder, 'part.pmtiles'));
    expect([...bytes.subarray(101, 102), ...bytes.subarray(118, 119)]).toEqual([8, 8]); // PMTiles 3: its last zoom, and that of its centre
    const rows = JSON.parse((await atlas('tiles inspect part.pmtiles --tile 8/214/104 --format json')).out);
    expect(rows.length).toBeGreaterThan(0); // a tile that is there
    const asked = async (content: Uint8Array) => {
      writeFileSync(join(folder, 'bad.pmtiles'), content);
      const { code, out, err } = await atlas('tiles inspect bad.pmtiles --tile 8/214/104');
      expect(out).toBe('');
      expect(err).toMatch(/[\u4e00-\u9fff]/);
      expect(err).not.toMatch(/^\s+at /m);
      return [code, /\((\w+)\)\n$/.exec(err)?.[1]];
    };
    for (const length of [bytes.length - 1, bytes.length >> 1])
      expect(await asked(bytes.subarray(0, length))).toEqual([1, 'archive_damaged']);
    for (const length of [0, 10, 100])
      expect(await asked(bytes.subarray(0, length))).toEqual([1, 'archive_unreadable']);
    expect(await asked(Buffer.from(bytes).fill(0xff, bytes.length >> 1))).toEqual([1, 'archive_damaged']);
    expect(await asked(Buffer.from('PMTiles\u0003'.padEnd(500, 'x')))).toEqual([1, 'archive_unreadable']);
    expect(await asked(Buffer.alloc(500, 'garbage '))).toEqual([1, 'archive_unreadable']);
  });
});

/** The commands that answer: shapes scripts rely on, formats, exit codes, refusals. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { command, itemsOf } from '../support/command.ts';
import { demoDatabase, LOADING_MS } from '../support/service.ts';

let db: Database;
let folder: string;
beforeAll(async () => {
  db = await demoDatabase();
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
}, LOADING_MS);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.close();
});

const atlas = (line: string) => command(db, line, folder);
const json = async (line: string) => {
  const { code, out, err } = await atlas(`${line} --format json`);
  expect([code, err]).toEqual([0, '']);
  const answer = JSON.parse(out);
  return answer.items ?? answer; // reports name their data version beside the rows
};
const keysOf = (rows: object[]) => Object.keys(rows[0]).sort();

const KM = [
  'length_km',
  'covered_km',
  'gap_km',
  'bridged_km',
  'duplicate_km',
  'overlap_km',
  'ledger_km',
  'drawn_only_km',
];
const OVERLAY_KM = ['stale_km', 'above_not_under_km', 'record_only_km'];

describe('shapes that scripts rely on', () => {
  it.each(['district', 'river', 'town', 'level'])('rivers by %s', async (group) => {
    const rows = await json(`rivers --group ${group}`);
    const more = group === 'river' ? ['river_id', 'level'] : [];
    const lengths = ['length_km', 'official_length_km', 'main_km', 'branch_km', 'shore_km'];
    const expected = ['key', 'name', ...lengths, 'outfalls', 'outfalls_per_km', ...more];
    expect(keysOf(rows)).toEqual(expected.sort());
    const millimetres = rows.map(({ length_km }: { length_km: number }) => Math.round(length_km * 1e6));
    expect(millimetres.reduce((sum: number, mm: number) => sum + mm)).toBe(100_280_000);
    for (const { length_km } of rows) expect(length_km).toBe(Math.round(length_km * 1e6) / 1e6);
  });

  it.each(['district', 'river', 'town', 'level'])('coverage by %s', async (group) => {
    const rows = await json(`coverage --group ${group}`);
    const more = group === 'river' ? ['river_id', 'level'] : [];
    const expected = ['key', 'name', 'mode', ...KM, 'covered_percent', 'bank_covered_km', ...OVERLAY_KM, ...more];
    expect(keysOf(rows)).toEqual(expected.sort());
    for (const row of rows) {
      for (const key of KM) expect(typeof row[key]).toBe('number');
      expect(Math.round((row.covered_km + row.gap_km) * 1e6)).toBe(Math.round(row.length_km * 1e6));
      if (row.length_km > 0) expect(row.covered_percent).toBeCloseTo((100 * row.covered_km) / row.length_km, 1);
      else expect(row.covered_percent).toBeNull();
    }
    expect(new Set(rows.map(({ mode }: { mode: string }) => mode))).toEqual(new Set(['above_water', 'under_water']));
  });

  it('coverage of one mode, as of a day', async () => {
    const [now] = await json('coverage --mode above_water');
    const [then] = await json('coverage --mode above_water --as-of 2022-12-31');
    const [before] = await json('coverage --mode above_water --as-of 2000-01-01');
    expect(now.covered_km).toBeGreaterThan(then.covered_km);
    expect([before.covered_km, before.covered_percent]).toEqual([0, 0]);
  });

  it('gaps', async () => {
    const rows = await json('gaps');
    const place = ['number', 'river', 'river_id', 'route', 'mode', 'town', 'from_m', 'to_m', 'length_m'];
    expect(keysOf(rows)).toEqual([...place, 'shared_m', 'shared_with'].sort());
    const above = await json('gaps --mode above_water');
    const [{ gap_km }] = await json('coverage --mode above_water');
    const metres = above.reduce((sum: number, row: { length_m: number }) => sum + row.length_m, 0);
    expect(metres / 1000).toBeCloseTo(gap_km, 6);
  });

  it('what changed since a day, in sums and stretches', async () => {
    const rows = await json('coverage diff --from 2022-08-31 --mode above_water --group town');
    const [before, after] = [
      await json('coverage --mode above_water --group town --as-of 2022-08-31'),
      await json('coverage --mode above_water --group town'),
    ];
    const covered = (list: { covered_km: number }[]) => list.map(({ covered_km }) => covered_km);
    expect(rows.map((row: { from_covered_km: number }) => row.from_covered_km)).toEqual(covered(before));
    expect(rows.map((row: { to_covered_km: number }) => row.to_covered_km)).toEqual(covered(after));
    const expected = ['river', 'river_id', 'route', 'mode', 'town', 'change', 'from_state', 'to_state'];
    const stretches = await json('coverage diff --from 2022-08-31 --ranges');
    expect(keysOf(stretches)).toEqual([...expected, 'from_m', 'to_m', 'length_m'].sort());
  });

  it('coverage ranges', async () => {
    const rows = await json('coverage --ranges');
    const expected = [
      'river',
      'river_id',
      'route',
      'mode',
      'bank',
      'state',
      'from_m',
      'to_m',
      'surveys',
      'tracks',
      'records',
    ];
    expect(keysOf(rows)).toEqual(expected.sort());
  });

  it('links, all and those for review', async () => {
    const rows = await json('link --list');
    const expected = [
      'id',
      'code',
      'route',
      'river',
      'measure_m',
      'offset_m',
      'bank',
      'confidence',
      'status',
      'reason',
      'candidates',
    ];
    expect(keysOf(rows)).toEqual(expected.sort());
    const proposed = rows.filter(({ status }: { status: string }) => status === 'proposed');
    expect(await json('link --review')).toEqual(proposed);
    const counts = await json('link');
    expect(counts.reduce((sum: number, row: { outfalls: number }) => sum + row.outfalls, 0)).toBe(rows.length);
  });

  it('districts and batches', async () => {
    expect(keysOf(await json('districts'))).toEqual(['key', 'name', 'pack', 'plane_srid', 'synthetic', 'version']);
    const batches = await json('batches');
    expect(batches[0]).toMatchObject({ district: 'demo', undone_at: null, rows_rejected: 0 });
    const shown = await json(`batches show ${batches[0].id}`);
    expect(shown).toMatchObject({ id: batches[0].id, rows_rejected: 0 });
    // two made-up places may fall on one point at a small scale: a warning, never an error
    expect(shown.issues.filter((issue: { severity: string }) => issue.severity === 'error')).toEqual([]);
  });
});

const REPORTS = [
  'districts',
  'rivers',
  'coverage --group river',
  'coverage --ranges',
  'gaps',
  'link',
  'link --review',
  'batches',
];

describe('formats', () => {
  it.each(REPORTS)('of %s hold the same rows', async (line) => {
    const rows = await json(line);
    const { out: csv } = await atlas(`${line} --format csv`);
    expect(csv.startsWith('\ufeff')).toBe(true);
    const records: Record<string, string>[] = parse(csv, { bom: true, columns: true });
    expect(records).toHaveLength(rows.length);
    for (const [key, text] of Object.entries(records[0])) {
      const value = rows[0][key];
      const expected =
        value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
      expect([key, text]).toEqual([key, expected]);
    }
    await atlas(`${line} --format xlsx --out all.xlsx`);
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(join(folder, 'all.xlsx'));
    expect(book.worksheets[0].getRow(2).getCell(1).value).toBe(Object.keys(records[0])[0]);
    expect(book.worksheets[0].rowCount).toBeGreaterThanOrEqual(rows.length + 2);
    const { out: html } = await atlas(`${line} --format html`);
    const [table] = html.split('<table class="strips">'); // of coverage, what follows are its rivers
    expect(table.match(/<tr>/g)).toHaveLength(rows.length + 1);
    expect(html).not.toMatch(/<script|https?:/);
  });

  it('of a table are for people: both languages, place, day, version, and that the data are made up', async () => {
    const { out } = await atlas('coverage --as-of 2022-12-31');
    expect(out).toContain('排查覆盖 / Survey coverage');
    expect(out).toMatch(/# 青浦区（合成演示数据） · 数据版本 data version \d+ · 截至 as of 2022-12-31/);
    expect(out).toContain('# 合成演示数据 · synthetic demonstration data');
    expect(out.includes('嵌入式数据库 · embedded database')).toBe(db.mode === 'embedded');
  });

  it.each(['gaps', 'coverage --ranges'])('of %s on the map are lines in degrees', async (line) => {
    const rows = await json(line);
    const { type, features } = JSON.parse((await atlas(`${line} --format geojson`)).out);
    expect([type, features.length]).toEqual(['FeatureCollection', rows.length]);
    expect(features[0].properties).toEqual(rows[0]);
    for (const [lon, lat] of features[0].geometry.coordinates)
      expect([Math.round(lon), Math.round(lat)]).toEqual([121, 31]);
  });

  it('go to a file and leave stdout empty', async () => {
    const { code, out } = await atlas('rivers --format json --out rivers.json');
    expect([code, out]).toEqual([0, '']);
    expect(itemsOf(readFileSync(join(folder, 'rivers.json'), 'utf8'))).toEqual(await json('rivers'));
  });
});

describe('refusals', () => {
  it.each([
    ['rivers --district nowhere', 'district_unknown'],
    ['coverage --group county', 'group_unknown'],
    ['coverage --mode flying', 'mode_unknown'],
    ['gaps --as-of 2023-02-30', 'date_invalid'],
    ['gaps --format pdf', 'format_unknown'],
    ['gaps --format toString', 'format_unknown'],
    ['gaps --format xlsx', 'out_needed'],
    ['rivers --format geojson', 'no_geometry'],
    ['rivers --out nowhere/at/all.txt', 'out_unwritable'],
    ['batches show 999', 'batch_unknown'],
    ['batches show 99999999999', 'batch_unknown'],
    ['undo 999', 'batch_unknown'],
    ['undo one', 'batch_unknown'],
  ])('%s exits 1 and says %s in both languages', async (line, refusal) => {
    const { code, out, err } = await atlas(line);
    expect([code, out]).toEqual([1, '']);
    const [chinese, english] = err.split('\n');
    expect(english).toMatch(/^[^\u4e00-\u9fff]*[A-Za-z].*/);
    expect(chinese).toMatch(/[\u4e00-\u9fff]/);
    expect(english).toContain(`(${refusal})`);
  });

  it.each(['fly', 'rivers --colour red', 'rivers extra', 'undo', 'rivers --group'])(
    '%s is wrong usage',
    async (line) => {
      const { code, out, err } = await atlas(line);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('error:');
    },
  );

  it('help is an answer', async () => {
    const { code, out } = await atlas('--help');
    expect(code).toBe(0);
    for (const name of ['import', 'undo', 'rivers', 'link', 'coverage', 'gaps', 'verify']) expect(out).toContain(name);
  });
});

describe('undo', () => {
  it('is not done when its answer could not be given', async () => {
    const [{ id }] = await json('batches');
    for (const format of ['xlsx', 'geojson', 'pdf'])
      expect((await atlas(`undo ${id} --format ${format}`)).code).toBe(1);
    expect((await json('batches'))[0].undone_at).toBeNull();
  });

  it('takes one import back, once', async () => {
    const before = await json('coverage');
    const { id } = (await json('batches')).find(({ layer }: { layer: string }) => layer === 'surveys');
    const { out, err } = await atlas(`undo ${id} --format json`);
    expect(err).toMatch(/^撤回行 taking rows back: [\d.]+ s, \d+ rows, .*\n推算 deriving .*: [\d.]+ s\n/);
    const [undone] = JSON.parse(out);
    expect(undone).toMatchObject({ district: 'demo', batch: id, layer: 'surveys', rows_restored: 0 });
    expect(undone.rows_removed).toBeGreaterThan(0);
    expect((await json('coverage'))[0].covered_km).toBeLessThan(before[0].covered_km);
    const again = await atlas(`undo ${id}`);
    expect([again.code, again.err.includes('(batch_undone)')]).toEqual([1, true]);
  });
});

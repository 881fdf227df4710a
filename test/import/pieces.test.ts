/** Files read and written a piece at a time come to what they come to when they are one piece. */
import { appendFileSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { interruptible } from '../../server/db/interruptible.ts';
import type { LayerName } from '../../server/import/fields.ts';
import { importFile } from '../../server/import/import.ts';
import type { BatchReport, FileRequest, Held } from '../../server/import/request.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-pieces-'));
const SMALL: Held = { rows: 3, vertices: 12, text: 1e6, issues: 2 };
const WHOLE: Held = { rows: 1e6, vertices: 1e9, text: 1e9, issues: 1e6 };

type Feature = [properties: Record<string, unknown>, geometry: object | null];

function linesFile(name: string, features: Feature[]): string {
  const path = join(folder, name);
  const lines = features.map(([properties, geometry]) => JSON.stringify({ type: 'Feature', properties, geometry }));
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

function load(district: string, layer: LayerName, file: string, held: Held, more: Partial<FileRequest> = {}) {
  return importFile(db, { file, district: { key: district }, layer, ...more }, { held });
}

const withoutName = ({ district: _district, created_at: _created, issues: _issues, ...report }: BatchReport) => report;

/** Everything a district holds of a table and of its history, without its name and the clock. */
async function stateOf(district: string, table: string): Promise<unknown> {
  const rows = await db.query(
    `select to_jsonb(t) - 'district' as row from register.${table} t where district = $1 order by id`,
    [district],
  );
  const issues = await db.query(
    `select batch_id, id, severity, code, row_number, field, value, reason_en, original from register.import_issue
      where district = $1 order by batch_id, id`,
    [district],
  );
  const changes = await db.query(
    `select table_name, row_id, operation, batch_id, author, before - 'district' as before from register.change_row
      where district = $1 order by batch_id, table_name, operation, row_id`,
    [district],
  );
  return { rows, issues, changes };
}

/** The same files into two districts, one in small pieces; what each import said must be the same too. */
async function bothWays(keys: [string, string], layer: LayerName, files: string[], more: Partial<FileRequest> = {}) {
  const reports: BatchReport[] = [];
  for (const file of files) {
    const [whole, pieces] = [
      await load(keys[0], layer, file, WHOLE, more),
      await load(keys[1], layer, file, SMALL, more),
    ];
    expect(withoutName(pieces)).toEqual(withoutName(whole));
    // the report of many issues holds the first of them
    expect(pieces.issues).toEqual(whole.issues.slice(0, Math.max(SMALL.issues, pieces.issues.length)));
    reports.push(whole);
  }
  return reports;
}

const [WEST, SOUTH] = [121.0000007, 31.0000007]; // as fine as surveyed positions are
const point = (x: number, y: number) => ({ type: 'Point', coordinates: [WEST + x / 1000, SOUTH + y / 1000] });
const square = (x: number, y: number) => ring([x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]);
const bowTie = (x: number, y: number) => ring([x, y], [x + 1, y + 1], [x + 1, y], [x, y + 1], [x, y]);
const flat = (x: number, y: number) => ring([x, y], [x + 1, y], [x + 1, y], [x, y]);
const ring = (...corners: number[][]) => ({
  type: 'Polygon',
  coordinates: [corners.map(([x, y]) => [WEST + x / 1000, SOUTH + y / 1000])],
});

const dirtyOutfalls = (move: number): Feature[] =>
  Array.from({ length: 40 }, (_, i): Feature => {
    const code = i % 9 === 8 ? 'A1' : `A${i}`; // repeated keys, some in another piece
    const place = i % 7 === 6 ? point(1, 1) : point(i, i % 5);
    const far = i % 13 === 12 ? { type: 'Point', coordinates: [100, 31] } : place;
    const shape = i % 11 === 10 ? null : i % 17 === 16 ? square(i, 0) : far;
    const name = i % 6 === 5 ? `排囗${i}` : `口 ${i}`;
    return [{ source_id: i % 4 === 3 ? null : `s${i + move}`, code: i % 5 === 4 ? null : code, name }, shape];
  });

describe('a file in many pieces', () => {
  it('gives the rows, ids, issues and history that it gives in one', async () => {
    const first = linesFile(
      'first.geojsonl',
      dirtyOutfalls(0).filter((_row, i) => i % 13 !== 12),
    );
    // other ids for the same things: they match by source, code or place, across the pieces
    const second = linesFile('second.geojsonl', [...dirtyOutfalls(5).reverse(), ...dirtyOutfalls(100).slice(0, 9)]);
    const [, matched] = await bothWays(['p-a', 'p-b'], 'outfalls', [first, second]);
    expect(matched.rows_changed).toBeGreaterThan(3);
    expect(matched.rows_new).toBeGreaterThan(0);
    expect(Object.keys(matched.issues_by_code)).toEqual(
      expect.arrayContaining(['duplicate_key', 'duplicate_position', 'outside_district', 'missing_geometry']),
    );
    expect(await stateOf('p-b', 'outfall')).toEqual(await stateOf('p-a', 'outfall'));
  });

  it('gives them too where heavy columns that no field takes end the pieces', async () => {
    const notes = dirtyOutfalls(0).map(([properties, shape], i): Feature => {
      return [{ ...properties, note: '记'.repeat(i % 3 === 0 ? 4000 : 10), list: [i] }, shape];
    });
    const file = linesFile(
      'notes.geojsonl',
      notes.filter((_row, i) => i % 13 !== 12),
    );
    const whole = await load('n-a', 'outfalls', file, WHOLE);
    const pieces = await load('n-b', 'outfalls', file, { ...WHOLE, text: 5000 });
    expect(withoutName(pieces)).toEqual(withoutName(whole));
    expect(pieces.issues.map(({ code, row }) => [code, row])).toEqual(whole.issues.map(({ code, row }) => [code, row]));
    expect(await stateOf('n-b', 'outfall')).toEqual(await stateOf('n-a', 'outfall'));
  });

  it('is answered again without the rows that are too much to hold, all issues counted', async () => {
    const rows = Array.from({ length: 4 }, (_, i): Feature => [{ code: `W${i}` }, i === 3 ? point(i, 0) : null]);
    const file = linesFile('again.geojsonl', rows);
    await load('again', 'outfalls', file, WHOLE);
    await db.run(
      `update register.import_issue set original = json_build_object('note', repeat('x', 15000000)) where district = 'again' and code = 'missing_geometry'`,
    );
    const again = await load('again', 'outfalls', file, WHOLE);
    expect(again).toMatchObject({ repeated: true, issues_by_code: { missing_geometry: 3 } });
    const rejected = again.issues.filter(({ code }) => code === 'missing_geometry');
    expect(rejected.map(({ original }) => original !== null)).toEqual([true, true, false]);
  });

  it('repairs polygons as in one, the ones that cannot be repaired being no rows of either', async () => {
    const zones = (shift: number) =>
      Array.from({ length: 12 }, (_, i): Feature => {
        const shape = i % 4 === 1 ? bowTie(i * 3, shift) : i % 5 === 4 ? flat(i * 3, shift) : square(i * 3, shift);
        return [{ key: `Z${i}`, name: `区${i}`, kind: 'nature' }, shape];
      });
    const files = [linesFile('zones.geojsonl', zones(0)), linesFile('zones-again.geojsonl', zones(1).reverse())];
    const [first, second] = await bothWays(['z-a', 'z-b'], 'zones', files);
    expect(first.issues_by_code).toEqual({ polygon_invalid: 1, polygon_repaired: 3 });
    expect(second).toMatchObject({ rows_changed: 11, rows_rejected: 1 });
    expect(await stateOf('z-b', 'protected_zone')).toEqual(await stateOf('z-a', 'protected_zone'));
  });

  it('joins the fixes of tracks and groups the lines of rivers over all pieces', async () => {
    const fixes = Array.from(
      { length: 30 },
      (_, i): Feature => [{ track: `t${i % 3}`, date: '2023-05-06' }, point(i, 0)],
    );
    await bothWays(['t-a', 't-b'], 'tracks', [linesFile('fixes.geojsonl', fixes)], {
      defaults: { mode: 'above_water' },
    });
    expect(await stateOf('t-b', 'survey_track')).toEqual(await stateOf('t-a', 'survey_track'));
    const lines = Array.from({ length: 20 }, (_, i): Feature => {
      const coordinates = [point(i, i % 2).coordinates, point(i + 1, i % 2).coordinates];
      return [
        { key: `R${i % 2}`, name: '河' },
        { type: 'LineString', coordinates },
      ];
    });
    await bothWays(['r-a', 'r-b'], 'rivers', [linesFile('rivers.geojsonl', lines)]);
    expect(await stateOf('r-b', 'source_segment')).toEqual(await stateOf('r-a', 'source_segment'));
    expect(await stateOf('r-b', 'river')).toEqual(await stateOf('r-a', 'river'));
  });

  it('keeps every issue of a file that has more than may be held, in the order of the file', async () => {
    const features = Array.from({ length: 50 }, (_, i): Feature => [{ source_id: `${i % 10}` }, point(i, 0)]);
    const report = await load('many', 'manholes', linesFile('many.geojsonl', features), SMALL);
    expect(report.issues_by_code).toEqual({ duplicate_key: 40 });
    expect(report.issues).toHaveLength(2);
    const stored = await db.query(
      `select id, row_number from register.import_issue where district = 'many' order by id`,
    );
    expect(stored).toEqual(Array.from({ length: 40 }, (_, i) => ({ id: i + 1, row_number: i + 11 })));
  });

  it('is undone whole', async () => {
    const features = Array.from({ length: 20 }, (_, i): Feature => [{ source_id: `${i}` }, point(i, 0)]);
    const { id } = await load('undone', 'manholes', linesFile('undone.geojsonl', features), SMALL);
    const report = await undoBatch(db, 'undone', id!, 'test', async () => []);
    expect(report.rows_removed).toBe(20);
    expect(await db.query(`select id from register.manhole where district = 'undone'`)).toEqual([]);
  });
});

/** Manholes without end in sight: longer than any piece, and broken in the middle where asked. */
const long = (name: string, breakAt = -1) =>
  linesFile(
    name,
    Array.from(
      { length: 3000 },
      (_, i): Feature => [{ source_id: `${i}` }, i === breakAt ? point(Number.NaN, 0) : point(i / 100, i % 50)],
    ),
  );

describe('a long import', () => {
  it('leaves nothing when it fails after pieces were written', async () => {
    let written = 0;
    const broken: Database = {
      ...db,
      transaction: (work) =>
        db.transaction((tx) =>
          work({
            ...tx,
            copyIn: async (...args) => {
              if (++written === 4) throw new Error('the disk is full');
              return tx.copyIn(...args);
            },
          }),
        ),
    };
    const file = long('fails.geojsonl');
    await expect(
      importFile(broken, { file, district: { key: 'fails' }, layer: 'manholes' }, { held: { ...WHOLE, rows: 500 } }),
    ).rejects.toThrow('full');
    expect(written).toBe(4);
    expect(await db.query(`select key from register.district where key = 'fails'`)).toEqual([]);
    expect(await db.query(`select id from register.manhole where district = 'fails'`)).toEqual([]);
  });

  it('stops between two pieces when it is cancelled, and leaves nothing', async () => {
    const abort = new AbortController();
    let pieces = 0;
    const counting: Database = {
      ...db,
      transaction: (work) =>
        db.transaction((tx) =>
          work({
            ...tx,
            copyIn: async (...args) => {
              if (++pieces === 2) abort.abort();
              return tx.copyIn(...args);
            },
          }),
        ),
    };
    const file = long('cancelled.geojsonl');
    const request = { file, district: { key: 'cancelled' }, layer: 'manholes' as const };
    const cancelled = importFile(interruptible(counting, abort.signal), request, { held: { ...WHOLE, rows: 500 } });
    await expect(cancelled).rejects.toMatchObject({ code: 'interrupted' });
    expect(pieces).toBe(2);
    expect(await db.query(`select key from register.district where key = 'cancelled'`)).toEqual([]);
  });

  it('lets other work of the process have its turn all the while', async () => {
    const file = long('turns.geojsonl');
    const seen: string[] = [];
    let at = '';
    let isDone = false;
    const step = (name: string) => {
      at = name;
    };
    const progress = { step, rows: () => {}, done: () => {} };
    const request = { file, district: { key: 'turns' }, layer: 'manholes' as const };
    const work = importFile(db, request, { held: { ...WHOLE, rows: 500 }, progress }).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      seen.push(at);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await work;
    const turns = (name: string) => seen.filter((each) => each === name).length;
    // 3000 rows are looked at for columns, then converted in six pieces, each written while the next is made
    expect(turns('read')).toBeGreaterThanOrEqual(3);
    expect(turns('store')).toBeGreaterThanOrEqual(6);
  });
});

it('of damaged records for the most part gives the few rows there are, and counts each record once', async () => {
  const file = linesFile('lost.geojsonl', [[{ kind: 'x' }, { type: 'Point', coordinates: [121.1, 31.1] }]]);
  appendFileSync(file, `${'1\n'.repeat(3000)}${readFileSync(file, 'utf8')}`);
  const report = await load('lost', 'manholes', file, SMALL);
  expect(report).toMatchObject({ rows_read: 3002, rows_rejected: 3000, rows_new: 2 });
  expect(report.issues_by_code).toMatchObject({ unreadable_record: 3000 });
  const wanted = { where: [{ column: 'kind', value: 'y' }] };
  await expect(load('lost', 'manholes', file, SMALL, wanted)).resolves.toMatchObject({ rows_read: 3000 });
});

it('of more than 500 MB is refused by the embedded database, which says what takes it', async () => {
  const file = join(folder, 'large.csv');
  writeFileSync(file, 'lon,lat\n');
  truncateSync(file, 501e6); // a hole on the disk
  const embedded: Database = { ...db, mode: 'embedded' };
  const request = { file, district: { key: 'large' }, layer: 'manholes' as const };
  await expect(importFile(embedded, request)).rejects.toMatchObject({
    code: 'file_too_large_embedded',
    message: expect.stringContaining('DATABASE_URL'),
  });
});

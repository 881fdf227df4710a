/** Layers made on demand: each once, kept within their bound, made anew with each version, in pieces. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { Districts } from '../../server/district/districts.ts';
import { Slices } from '../../server/district/slices.ts';
import { AskedLayers } from '../../server/report/tile-layers/asked-layers.ts';
import { dayOfStates } from '../../server/report/tile-layers/day-of-states.ts';
import type { TileQuestion } from '../../server/report/tile-layers/question.ts';
import { TileSets } from '../../server/report/tile-layers/tile-sets.ts';
import type { LayerId } from '../../tiles/manifest.ts';
import { DISTRICT, demoDatabase, LOADING_MS } from '../support/service.ts';

let db: Database;
let districts: Districts;
let tileSets: TileSets;
beforeAll(async () => {
  db = await demoDatabase();
  districts = new Districts(db, { memoryBytes: 1e9 });
  tileSets = new TileSets(db, districts);
}, LOADING_MS);
afterAll(() => db.close());

const open = (limitBytes = 1e9, slices = new Slices()) => new AskedLayers(db, districts, tileSets, limitBytes, slices);
const ask = (layers: LayerId[], question: TileQuestion, zoom?: number) => ({ layers, question, zoom });
const DAY = { as_of: '2022-06-30' };

describe('layers that are asked for', () => {
  it('are made once for all who ask while they are made and after, other layers being the plain ones', async () => {
    const asked = open();
    const find = () => asked.find(DISTRICT, ask(['towns', 'coverage', 'gaps'], DAY, 14));
    const [first, second] = await Promise.all([find(), find()]);
    const third = await find();
    expect(asked.made).toBe(2);
    for (const other of [second, third]) expect(other!.layers.get('coverage')).toBe(first!.layers.get('coverage'));
    expect(first!.layers.get('towns')).toBe((await tileSets.find(DISTRICT))!.layers.get('towns'));
  });

  it('share one making for days between two surveys, and none for a day after all', async () => {
    const asked = open();
    const rows = await db.query<{ day: string; next: string }>(
      `select day::text, next::text from (select day, lead(day) over (order by day) as next from (select distinct day from register.surveyed_range) as d) as x
        where next - day > 2 order by day limit 1`,
    );
    const [{ day, next }] = rows;
    const between = (after: number) => new Date(Date.parse(day) + after * 86_400_000).toISOString().slice(0, 10);
    for (const as_of of [day, between(1), between(2)]) await asked.find(DISTRICT, ask(['gaps'], { as_of }));
    expect(asked.made).toBe(1);
    await asked.find(DISTRICT, ask(['gaps'], { as_of: next }));
    expect(asked.made).toBe(2);
    const late = await asked.find(DISTRICT, ask(['gaps'], { as_of: '2099-01-01' }));
    expect(asked.made).toBe(2);
    expect(late!.layers.get('gaps')).toBe((await tileSets.find(DISTRICT))!.layers.get('gaps'));
  });

  it('leave memory least recently used first, those in use never', async () => {
    const unbounded = open();
    for (const mode of ['above_water', 'under_water'] as const)
      await unbounded.find(DISTRICT, ask(['coverage'], { mode }, 14));
    const asked = open(unbounded.byteLength * 1.2);
    const find = (question: TileQuestion) => asked.find(DISTRICT, ask(['coverage'], question, 14));
    await find({ mode: 'above_water' });
    await find({ mode: 'under_water' });
    await find({ mode: 'above_water' });
    expect([asked.kept, asked.made]).toEqual([2, 2]);
    await find({}); // the plain one: nothing is made
    await find(DAY);
    expect(asked.byteLength).toBeLessThanOrEqual(unbounded.byteLength * 1.2);
    await find(DAY);
    expect(asked.made).toBe(3);
    await find({ mode: 'under_water' });
    expect(asked.made).toBe(4);
    const tiny = open(1);
    await tiny.find(DISTRICT, ask(['coverage', 'gaps'], DAY, 14));
    expect(tiny.kept).toBe(2);
    await tiny.find(DISTRICT, ask(['coverage'], DAY, 14));
    expect(tiny.kept).toBe(1);
  });

  it('that cannot be made are not kept', async () => {
    const asked = open();
    for (const [question, layers, code] of [
      [{ river: 2_000_000 }, ['rivers'], 'river_unknown'],
      [{ town: 'nowhere' }, ['gaps'], 'town_unknown'],
      [{ type: 'harbour' }, ['outfalls'], 'unknown_value'],
    ] as [TileQuestion, LayerId[], string][])
      await expect(asked.find(DISTRICT, ask(layers, question))).rejects.toMatchObject({ code });
    expect(asked.kept).toBe(0);
    expect(await asked.find('nowhere', ask(['gaps'], DAY))).toBeUndefined();
  });

  it('are of the newest version, and older ones are let go', async () => {
    const asked = open();
    const before = await asked.find(DISTRICT, ask(['coverage'], DAY));
    await asked.find(DISTRICT, ask(['outfalls'], { type: 'industrial' }));
    expect(asked.kept).toBe(2);
    await db.run("update register.outfall set name = 'anew' where id = (select min(id) from register.outfall)");
    const later = asked.find(DISTRICT, ask(['outfalls'], { type: 'agricultural' })); // the database is ahead of what is in memory
    expect((await later)!.version).toBeGreaterThan(before!.version);
    expect(asked.kept).toBe(1);
  });

  it('are made and packed in pieces, between which others have their turn', async () => {
    let time = 0;
    const slices = new Slices(() => {
      time += 20; // each look is a slice: one piece a turn
      return time;
    });
    const asked = open(1e9, slices);
    let turns = 0;
    let done = false;
    const made = asked.find(DISTRICT, ask(['coverage', 'gaps'], DAY, 14)).finally(() => {
      done = true;
    });
    for (; !done; turns++) await new Promise(setImmediate);
    await made;
    expect(turns).toBeGreaterThanOrEqual(8); // rows, pieces, lines and index of each layer
  });
});

describe('the day of states', () => {
  const day = Int32Array.of(19_000, 19_010, 19_005);
  it.each([
    ['2022-01-08', '2022-01-08'], // 19,000 itself
    ['2022-01-12', '2022-01-08'],
    ['2022-01-13', '2022-01-13'],
    ['2022-01-17', '2022-01-13'],
    ['2022-01-18', undefined],
    ['2099-01-01', undefined],
    ['2022-01-07', '2022-01-07'],
    ['1900-01-01', '2022-01-07'],
  ])('%s is %s', (asOf, expected) => {
    expect(dayOfStates({ day }, asOf)).toBe(expected);
  });

  it('is now where nothing was surveyed', () => {
    expect(dayOfStates({ day: new Int32Array(0) }, '2022-01-01')).toBeUndefined();
  });
});

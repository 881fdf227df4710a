/** Days faster than crews go in SQL: the engine's, on rides and drawn lines on either side of every limit. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { prepareTrack } from '../../server/engine/coverage/prepare-track.ts';
import type { Fixes } from '../../server/engine/coverage/track/fixes.ts';
import { packRulers } from '../../server/engine/rulers.ts';
import { seeded } from '../engine/coverage/random.ts';
import { testDatabase } from '../support/database.ts';
import { startOfDay, storeScene } from './store-scene.ts';

const DAY = 19_000;

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** A day at 15 to 30 m/s, or at the speed of sound, with swerves and a clock about as large and uneven as is borne; the next one on foot. */
function riding(random: () => number): Fixes {
  const wait = [1000, 1000, 2000, 5000, 10_000][Math.floor(5 * random())];
  const spacing = wait * (random() < 0.15 ? 335 + 10 * random() : 15 + 15 * random());
  const swerve = Math.min(0.5 * spacing, 8000 + (3 * wait * wait) / 1000) * (0.2 + 1.5 * random());
  const late = random() < 0.5 ? 0 : 0.3 + 0.1 * random();
  const [x, y, day, time]: number[][] = [[], [], [], []];
  const count = 7 + Math.floor(60 * random());
  let [at, ms] = [0, 0];
  for (let i = 0; i < count + 20; i++) {
    at += i < count ? spacing : 1500;
    ms += i < count && random() < late ? Math.round(1.3 * wait) : wait;
    x.push(350_000_000 + Math.round(at));
    y.push(3_440_000_000 + Math.round(swerve * (random() - 0.5)));
    day.push(i < count ? DAY : DAY + 1);
    time.push(startOfDay(day[i]) + ms);
  }
  return { x, y, day, time };
}

it('atlas.track_pieces leaves out the days that the engine leaves out, and no others', async () => {
  const seen = { fast: 0, kept: 0 };
  for (let seed = 1; seed <= 150; seed++) {
    const fixes = riding(seeded(seed));
    const key = `riding-${seed}`;
    await storeScene(db, key, { rulers: packRulers([]), tracks: [fixes] });
    const sql = await db.query<{ day: number; xs: string; ys: string }>(
      `select (day - date '1970-01-01')::int as day, array_to_string(x, ' ') as xs, array_to_string(y, ' ') as ys
         from atlas.track_pieces($1, 1) order by piece`,
      [key],
    );
    const { pieces, cleaned } = prepareTrack(fixes);
    const part = (axis: Float64Array, i: number) => axis.slice(pieces.first[i], pieces.first[i + 1]).join(' ');
    const own = Array.from({ length: pieces.count }, (_, i) => ({
      day: pieces.day[i],
      xs: part(pieces.x, i),
      ys: part(pieces.y, i),
    }));
    expect(sql, `seed ${seed}`).toEqual(own);
    seen[cleaned.fastDays.length > 0 ? 'fast' : 'kept']++;
  }
  expect(Math.min(seen.fast, seen.kept)).toBeGreaterThan(30);
});

it('atlas.is_too_fast knows its limits: ten fixes, 20 and 340 m/s, two thirds of the waits, three fifths of the fixes', async () => {
  const ask = async (mPerS: number, { count = 60, late = 0, astray = 0 } = {}) => {
    const [row] = await db.query<{ fast: boolean }>(
      `with fix as (select 1000.0 * $1 * i as x, case when i < $4 then 20000 * (i % 2) else 0 end as y,
                           1000 * i + 333 * greatest(0, i - ($2 - 1 - $3)) as t
                      from generate_series(0, $2 - 1) as i),
            day as (select array_agg(x::float8 order by t) as x, array_agg(y::float8 order by t) as y, array_agg(t::float8 order by t) as t from fix)
       select atlas.is_too_fast(d.x, d.y, d.t, p.spacing, p.wait) as fast from day as d, atlas.track_pace(d.x, d.y, d.t) as p`,
      [mPerS, count, late, astray],
    );
    return row.fast;
  };
  expect([await ask(20), await ask(21), await ask(340), await ask(341)]).toEqual([false, true, true, false]);
  expect([await ask(25, { count: 9 }), await ask(25, { count: 10 })]).toEqual([false, true]);
  expect([await ask(30, { late: 19 }), await ask(30, { late: 20 })]).toEqual([true, false]); // of 59
  expect([await ask(50, { astray: 22 }), await ask(50, { astray: 24 })]).toEqual([true, false]); // of 58
  const [row] = await db.query(`select atlas.is_too_fast('{1,2}', '{1,2}', '{null,null}', 1, null) as fast`);
  expect(row).toEqual({ fast: false });
});

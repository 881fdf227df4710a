/** `atlas verify` on a register that crews go on importing into. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { getDistrict } from '../../server/district/district.ts';
import { verify } from '../../server/report/verify.ts';
import { load, walk } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';
import { loadRedrawn } from './redrawn-scene.ts';

const KEY = 'busy';
let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  await loadRedrawn(db, KEY);
}, 120_000);
afterAll(() => db.close());

/** Another walk along a river each day, on another part of it. */
function nextWalk(day: number) {
  const from = (day * 130) % 1500;
  const name = `busy${day}`;
  const track = walk(name, `2023-06-${String((day % 28) + 1).padStart(2, '0')}T0${day % 7}:00:00Z`, [
    [from, 1000 + from * 0.02],
    [from + 400, 1010 + from * 0.02],
  ]);
  return load(db, { name, layer: 'tracks', rows: [track] }, KEY);
}

describe('imports while it is verified', () => {
  it('make no difference: what each check compares is of one version', { timeout: 300_000 }, async () => {
    let isDone = false;
    const crews = (async () => {
      let day = 0;
      while (!isDone) await nextWalk(day++);
    })();
    const { checks } = await verify(db, await getDistrict(db, KEY), { tracks: 'all' });
    isDone = true;
    await crews;
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    // they came between checks indeed
    expect(new Set(checks.map(({ version }) => version)).size).toBeGreaterThan(2);
  });
});

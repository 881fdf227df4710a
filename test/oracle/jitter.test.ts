/** Days of receivers that jitter: the means in SQL are the engine's, to the millimetre, and those that a person reckons. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { prepareTrack } from '../../server/engine/coverage/prepare-track.ts';
import type { Fixes } from '../../server/engine/coverage/track/fixes.ts';
import { packRulers } from '../../server/engine/rulers.ts';
import { receiverNoise, seeded } from '../engine/coverage/random.ts';
import { testDatabase } from '../support/database.ts';
import { startOfDay, storeScene } from './store-scene.ts';

const DAY = 19_000;

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const asked = (key: string) =>
  db.query<{ x: number[]; y: number[] }>(
    'select to_jsonb(x) as x, to_jsonb(y) as y from atlas.track_pieces($1, 1) order by piece',
    [key],
  );

function prepared(fixes: Fixes) {
  const { pieces } = prepareTrack(fixes);
  const cut = (axis: Float64Array, i: number) => [...axis.subarray(pieces.first[i], pieces.first[i + 1])];
  return Array.from({ length: pieces.count }, (_, i) => ({ x: cut(pieces.x, i), y: cut(pieces.y, i) }));
}

describe('a day that jitters', () => {
  it('is read by means of a length that a person reckons, in SQL and in the engine', async () => {
    // 2 m on in each second, 9 m to either side in turn: 18 m off the middle of the neighbours, nearly as far as steps of 18.111 m.
    // 32 steps are the first that lead 60 m (64 m): ⌊17.5 m × 32 ÷ 64 m⌋ = 8 on either side, 17 in all: 9 on one side, 8 on the other.
    // Beside an end the mean of three lies 12 m off the fix itself, less than 14 m
    const fixes = Array.from({ length: 101 }, (_, i) => [2000 * i, i % 2 === 0 ? 9000 : -9000]);
    const track = { x: fixes.map(([x]) => x), y: fixes.map(([, y]) => y), day: fixes.map(() => DAY) };
    await storeScene(db, 'zigzag', { rulers: packRulers([]), tracks: [track] });
    const [piece] = await asked('zigzag');
    expect(piece).toEqual(prepared(track)[0]);
    expect(piece.y[0]).toBe(9000); // an end stays
    expect(
      piece.y
        .slice(1, -1)
        .map(Math.abs)
        .filter((y) => y > 3000 || y < 529),
    ).toEqual([]);
    expect(piece.y.slice(3, -3).map(Math.abs)).toEqual(piece.y.slice(3, -3).map(() => 529)); // 9000 ÷ 17
    expect(piece.x.every((x) => x % 2000 === 0)).toBe(true); // nothing moves along
  });

  it("is the engine's to the millimetre, with waits, silences, jumps, a midnight and a clock set back", async () => {
    const kinds = { steadied: 0, asRecorded: 0 };
    for (let seed = 1; seed <= 40; seed++) {
      const fixes = jittering(seeded(seed));
      const key = `jitter-${seed}`;
      await storeScene(db, key, { rulers: packRulers([]), tracks: [fixes] });
      const own = prepared(fixes);
      expect(await asked(key)).toEqual(own);
      const places = new Set(Array.from(fixes.x, (x, i) => `${x} ${fixes.y[i]}`));
      const isAsRecorded = own.every(({ x, y }) => x.every((_, i) => places.has(`${x[i]} ${y[i]}`)));
      kinds[isAsRecorded ? 'asRecorded' : 'steadied']++;
    }
    expect(Math.min(kinds.steadied, kinds.asRecorded)).toBeGreaterThan(10);
  });
});

/** A crew on its way, more or less slowly, with what befalls receivers. */
function jittering(random: () => number) {
  const [sigma, speed, seconds] = [12_000 * random(), 500 + 3500 * random(), random() < 0.7 ? 1 : 5];
  const noise = receiverNoise({ remembered: 60 * random(), share: random() });
  const [east, north] = [noise(random, sigma), noise(random, sigma)];
  const [x, y, day, time]: number[][] = [[], [], [], []];
  const start = startOfDay(DAY) + (random() < 0.3 ? 86_400_000 - 200_000 : 36_000_000);
  const stand = random() < 0.3 ? { from: 20 + 300 * random(), to: 1500 } : { from: 0, to: 0 }; // for most of the day
  let [way, clock, heading] = [0, start, 0];
  let [atX, atY] = [0, 0];
  for (let i = 0; i < 400 + stand.to; i++) {
    const isWaiting = (random() < 0.3 && way > 0) || (i > stand.from && i < stand.to);
    if (!isWaiting) way = speed * seconds;
    heading += 0.2 * (random() - 0.5);
    if (random() < 0.004) [atX, clock] = [atX + 150_000, clock + 60_000];
    [atX, atY] = [atX + (isWaiting ? 0 : way * Math.cos(heading)), atY + (isWaiting ? 0 : way * Math.sin(heading))];
    const jump = random() < 0.01 ? 300_000 : 0;
    x.push(Math.round(atX + east() + jump));
    y.push(Math.round(atY + north()));
    time.push(clock);
    day.push(Math.floor((clock + 480 * 60_000) / 86_400_000));
    clock += random() < 0.005 ? -3000 : 1000 * seconds;
  }
  return { x, y, day, time };
}

/** A track cleaned, cut and thinned in SQL, on fixes drawn by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { prepareTrack } from '../../server/engine/coverage/prepare-track.ts';
import type { Fixes } from '../../server/engine/coverage/track/fixes.ts';
import { packRulers } from '../../server/engine/rulers.ts';
import { seeded } from '../engine/coverage/random.ts';
import { testDatabase } from '../support/database.ts';
import { startOfDay, storeScene } from './store-scene.ts';

const DAY = 19_000; // 2022-01-08

let db: Database;
let districts = 0;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

interface Piece {
  day: string;
  x: number[];
  m: number[];
}

/** Pieces of one track along y = 0; x in metres. */
async function pieces(x: number[], day: number[] = x.map(() => DAY)): Promise<Piece[]> {
  const key = await store(x, day);
  return db.query('select day, to_jsonb(x) as x, to_jsonb(m) as m from atlas.track_pieces($1, 1) order by piece', [
    key,
  ]);
}

/** The same with a fix every so many seconds. */
async function clocked(x: number[], seconds: number[] = x.map((_, i) => 30 * i)): Promise<number[][]> {
  const time = seconds.map((s) => startOfDay(DAY) + 1000 * s);
  const key = await store(
    x,
    x.map(() => DAY),
    time,
  );
  const found = await db.query<Piece>('select to_jsonb(x) as x from atlas.track_pieces($1, 1) order by piece', [key]);
  return found.map((piece) => piece.x.map((mm) => mm / 1000));
}

async function store(x: number[], day: number[], time?: number[]): Promise<string> {
  const key = `pieces-${++districts}`;
  const track = { x: x.map((metres) => metres * 1000), y: x.map(() => 0), day, time };
  await storeScene(db, key, { rulers: packRulers([]), tracks: [track] });
  return key;
}

describe('atlas.track_pieces', () => {
  it('skips fixes closer than 15 m to the last one kept, but keeps the last', async () => {
    expect(await pieces([0, 10, 15, 29, 30, 40])).toEqual([
      { day: '2022-01-08', x: [0, 15000, 30000, 40000], m: [0, 15000, 30000, 40000] },
    ]);
  });

  it('cuts where fixes are 100 m apart', async () => {
    const found = await pieces([0, 20, 40, 139, 239, 259]);
    expect(found.map(({ x }) => x)).toEqual([
      [0, 20000, 40000, 139000],
      [239000, 259000],
    ]);
  });

  it('cuts a drawn line at a step of 50 km', async () => {
    const found = await pieces([0, 60, 120, 50_119.999, 50_180, 100_180, 100_240]);
    expect(found.map(({ x }) => x.length)).toEqual([5, 2]);
  });

  it('drops a fix more than 100 m off when one of the next five is back', async () => {
    expect((await pieces([0, 20, 300, 40, 60, 80])).map(({ x }) => x)).toEqual([[0, 20000, 40000, 60000, 80000]]);
  });

  it('keeps it when none of the next five is back', async () => {
    const found = await pieces([0, 20, 300, 305, 310, 315, 320, 325, 110]);
    expect(found.map(({ x }) => x)).toEqual([
      [0, 20000],
      [300000, 315000, 325000],
    ]); // 110 is alone behind a cut
  });

  it('takes a line with fixes over 50 m apart as drawn: nothing dropped, nothing cut', async () => {
    expect((await pieces([0, 400, 60, 800])).map(({ x }) => x)).toEqual([[0, 400000, 60000, 800000]]);
  });

  it('takes the upper median: two steps of 20 m and two of 60 m are drawn', async () => {
    expect(await pieces([0, 20, 80, 100, 160, 260])).toHaveLength(1); // 20 20 60 60 100
    expect(await pieces([0, 20, 80, 100, 160])).toHaveLength(1);
    expect(await pieces([0, 20, 40, 100, 200])).toHaveLength(1); // 20 20 60 100: upper median 60
    expect(await pieces([0, 20, 40, 60, 160, 260])).toHaveLength(1); // 20 20 20 100 100: 20, the ends alone
  });

  it('parts local days', async () => {
    const found = await pieces([0, 20, 40, 60], [DAY, DAY, DAY + 1, DAY + 1]);
    expect(found).toEqual([
      { day: '2022-01-08', x: [0, 20000], m: [0, 20000] },
      { day: '2022-01-09', x: [40000, 60000], m: [0, 20000] },
    ]);
  });

  it('leaves out pieces without length', async () => {
    expect(await pieces([5, 5, 5])).toEqual([]);
    expect(await pieces([5])).toEqual([]);
  });
});

describe('atlas.track_pieces of a dense record with a clock', () => {
  it('drops what is farther off than its pace and 25 m allow, and comes back', async () => {
    const metres = [0, 10, 20, 30, 40, 104, 60, 70, 80, 90]; // 64 m on in a second, where 25 m and two steps of 10 are borne
    const seconds = metres.map((_, i) => i);
    expect(await clocked(metres, seconds)).toEqual([[0, 20, 40, 60, 80, 90]]);
    expect(await clocked(metres.with(5, 85), seconds)).toEqual([[0, 20, 40, 85, 60, 80, 90]]);
    expect(
      await clocked(
        metres,
        seconds.map(() => 0),
      ),
    ).toEqual([[0, 20, 40, 104, 60, 80, 90]]); // no pace
  });

  it("is the engine's, to the millimetre, on boats whose receivers jump", async () => {
    const random = seeded(11);
    for (let n = 0; n < 30; n++) {
      const every = [1, 2, 5, 10][n % 4];
      const fixes = Array.from({ length: 200 }, (_, i) => ({
        x: 2000 * every * i,
        y: 5000 * random(),
        t: 1000 * every * i,
      }));
      for (const fix of fixes) if (random() < 0.06) fix.y += (random() - 0.5) * 240_000;
      const track = {
        x: fixes.map(({ x }) => x),
        y: fixes.map(({ y }) => Math.round(y)),
        day: fixes.map(() => DAY),
        time: fixes.map(({ t }) => startOfDay(DAY) + t),
      };
      const key = `jumps-${n}`;
      await storeScene(db, key, { rulers: packRulers([]), tracks: [track] });
      const found = await db.query<{ x: number[]; y: number[] }>(
        'select to_jsonb(x) as x, to_jsonb(y) as y from atlas.track_pieces($1, 1) order by piece',
        [key],
      );
      const { pieces: own, cleaned } = prepareTrack(track);
      expect(cleaned.outliers.length).toBeGreaterThan(0);
      const cut = (axis: Float64Array, i: number) => [...axis.subarray(own.first[i], own.first[i + 1])];
      expect(found).toEqual(Array.from({ length: own.count }, (_, i) => ({ x: cut(own.x, i), y: cut(own.y, i) })));
    }
  });
});

describe('atlas.track_pieces of a receiver that wrote seldom', () => {
  const even = Array.from({ length: 12 }, (_, i) => 70 * i); // every 70 m and 30 s

  it('drops what is a step farther than the clock allows and is soon back', async () => {
    const strayed = even.with(5, 350 + 500);
    expect(await clocked(strayed)).toEqual([even.toSpliced(5, 1)]);
    expect(await clocked(even.with(5, 280 + 139))).toHaveLength(1);
    const clicks = clock.map((s, i) => s + 12 * (i % 2));
    expect(await clocked(strayed, clicks)).toEqual([strayed]); // drawn
  });

  it('bears one lost fix and is cut at two', async () => {
    expect((await clocked(lost(even, [5]), lost(clock, [5]))).map((x) => x.length)).toEqual([11]);
    expect((await clocked(lost(even, [5, 6]), lost(clock, [5, 6]))).map((x) => x.length)).toEqual([5, 5]);
  });

  it('is the engine to the millimetre, however regular steps and clock are, over several days and back in time', async () => {
    const kinds = { drawn: 0, cleaned: 0 };
    for (let seed = 1; seed <= 120; seed++) {
      const fixes = wandering(seeded(seed));
      const key = `wander-${seed}`;
      await storeScene(db, key, { rulers: packRulers([]), tracks: [fixes] });
      const sql = await db.query<{ xs: string; ys: string }>(
        `select array_to_string(x, ' ') as xs, array_to_string(y, ' ') as ys from atlas.track_pieces($1, 1) order by piece`,
        [key],
      );
      const { pieces, cleaned } = prepareTrack(fixes);
      const part = (axis: Float64Array, i: number) => axis.slice(pieces.first[i], pieces.first[i + 1]).join(' ');
      expect(sql).toEqual(
        Array.from({ length: pieces.count }, (_, i) => ({ xs: part(pieces.x, i), ys: part(pieces.y, i) })),
      );
      kinds[cleaned.outliers.length + cleaned.silences > 0 ? 'cleaned' : 'drawn']++;
    }
    expect(Math.min(kinds.drawn, kinds.cleaned)).toBeGreaterThan(20);
  });
});

const clock = Array.from({ length: 12 }, (_, i) => 30 * i);
const lost = (values: number[], places: number[]) => values.filter((_, i) => !places.includes(i));

/** Fixes 40 to 270 m apart, more or less regular in step and clock, with jumps, losses, a midnight and a clock set back. */
function wandering(random: () => number): Fixes {
  const [spacing, wait] = [40 + 230 * random(), 2 + 60 * random()];
  const [uneven, late] = [random() < 0.5 ? 0.25 : 1.2, random() < 0.7 ? 0 : 0.5];
  const [x, y, day, time]: number[][] = [[], [], [], []];
  let [at, seconds] = [0, 0];
  for (let i = 0; i < 60; i++) {
    const ticks = random() < 0.05 ? 1 + Math.floor(5 * random()) : 1;
    at += spacing * ticks * (1 + uneven * (random() - 0.5));
    seconds += Math.round(wait * ticks * (1 + late * (random() - 0.5)));
    if (random() < 0.01) seconds = Math.max(0, seconds - 600);
    const far = random() < 0.06 ? 900 * random() : 0;
    x.push(350_000_000 + Math.round((at + far) * 1000));
    y.push(3_440_000_000 + Math.round((far + 10 * random()) * 1000));
    day.push(i < 40 ? DAY : DAY + 1);
    time.push(startOfDay(day[i]) + 1000 * seconds);
  }
  return { x, y, day, time };
}

describe('atlas.track_chords', () => {
  it('parts a piece into chords of about 50 m', async () => {
    const key = await store([0, 40, 80, 120], [DAY, DAY, DAY, DAY]);
    const chords = await db.query('select from_mm, middle_mm, to_mm, x0, cx, x1 from atlas.track_chords($1, 1)', [key]);
    expect(chords).toEqual([
      { from_mm: 0, middle_mm: 30000, to_mm: 60000, x0: 0, cx: 30000, x1: 60000 },
      { from_mm: 60000, middle_mm: 90000, to_mm: 120000, x0: 60000, cx: 90000, x1: 120000 },
    ]);
  });

  it('makes one chord of a short piece', async () => {
    const key = await store([0, 20], [DAY, DAY]);
    expect(await db.query('select middle_mm from atlas.track_chords($1, 1)', [key])).toEqual([{ middle_mm: 10000 }]);
  });
});

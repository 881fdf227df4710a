/** What a track covers in SQL: figures seen by eye, and the engine's answer on random water countries. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { coverTrack } from '../../server/engine/coverage/cover.ts';
import { buildCoverIndex } from '../../server/engine/coverage/cover-index.ts';
import { dateOfDay } from '../../server/engine/coverage/days.ts';
import { prepareTrack } from '../../server/engine/coverage/prepare-track.ts';
import { beside, Drawing, fixesOf, walk, type Xy } from '../engine/coverage/drawing.ts';
import { jitteryNoise, seeded } from '../engine/coverage/random.ts';
import { randomScene } from '../engine/coverage/random-scene.ts';
import { noisy } from '../engine/coverage/truth/crews.ts';
import { ferry, riverThroughOrigin, straightOver } from '../engine/coverage/truth/from-bank-to-bank.ts';
import { ownDatabase } from '../support/database.ts';
import { type StoredTrack, startOfDay, storeScene } from './store-scene.ts';

const SCENES = Number(process.env.ORACLE_SCENES ?? 25);
const FERRIES = Number(process.env.ORACLE_FERRIES ?? 15);

let db: Database;
let districts = 0;
beforeAll(async () => {
  db = await ownDatabase();
  // random polygons may cross themselves; even-odd does not mind
  await db.run('alter table register.water_body drop constraint water_body_geom_m_check');
});
afterAll(() => db.close());

interface Range {
  route_id: number;
  bank: string;
  kind: string;
  from_mm: number;
  to_mm: number;
  day: string;
}

async function covered(drawing: Drawing, walked: readonly Xy[], mode?: StoredTrack['mode']): Promise<Range[]> {
  const key = `walk-${++districts}`;
  await storeScene(db, key, { rulers: drawing.rulers, bodies: drawing.bodies, tracks: [{ ...fixesOf(walked), mode }] });
  return db.query('select * from atlas.track_ranges($1, 1)', [key]);
}

/** "route bank kind from-to" in whole metres of the plane; measures of drawings are 1.00013 times as long. */
const spell = (ranges: readonly Range[]) =>
  ranges.map((r) => `${r.route_id} ${r.bank} ${r.kind} ${metres(r.from_mm)}-${metres(r.to_mm)}`);
const metres = (mm: number) => Math.round(mm / 1000.13);

const line = (...points: Xy[]) => points;

describe('atlas.track_ranges', () => {
  //   ──────────── route 1, 1 km
  //   - - - -      a crew 10 m beside it, from 100 m to 600 m
  it('covers what a crew walked along, to the ends of its chords', async () => {
    const drawing = new Drawing().route(1, line([0, 0], [1000, 0]));
    expect(spell(await covered(drawing, walk(line([100, 10], [600, 10]), 10)))).toEqual(['1 both measured 100-600']);
  });

  it('covers nothing more than 25 m away', async () => {
    const drawing = new Drawing().route(1, line([0, 0], [1000, 0]));
    expect(await covered(drawing, walk(line([100, 26], [600, 26]), 10))).toEqual([]);
  });

  //   ▁▁▁▁╱▔▔▔▔╲▁▁▁▁ a crew along a line, for 300 m of its way 54 m beside it: a sonar sees the line from there
  it('covers it under water from up to 55 m away, between places within 25 m', async () => {
    const drawing = new Drawing().route(1, line([0, 0], [2000, 0]));
    const beside = (off: number) =>
      walk(line([200, 0], [600, 0], [750, off], [1050, off], [1200, 0], [1600, 0]), 5).concat([[1600, 0]]);
    expect(spell(await covered(drawing, beside(54), 'under_water'))).toEqual(['1 both measured 200-1600']);
    expect((await covered(drawing, beside(50))).length).toBe(2);
    expect((await covered(drawing, beside(57), 'under_water')).length).toBe(2);
    expect(await covered(drawing, walk(line([200, 30], [1600, 30]), 10), 'under_water')).toEqual([]);
  });

  //            /
  //   ────────/──── a ferry at 30 degrees
  //          /
  it('covers nothing where a track only crosses', async () => {
    const drawing = new Drawing().route(1, line([0, 0], [1000, 0]));
    expect(await covered(drawing, walk(line([200, -200], [550, 0], [900, 200]), 10))).toEqual([]);
  });

  //   - - - ─────── - - -   a crew along a ditch of 100 m, from before it and to past it, from its left to its right
  it('covers a short river walked past both its ends', async () => {
    const drawing = new Drawing().route(1, line([0, 0], [100, 0]));
    expect(spell(await covered(drawing, walk(line([-300, 8], [400, -8]), 10)))).toEqual(['1 both measured 0-100']);
  });

  it('gives each chord to one of two canals 30 m apart', async () => {
    const twins = new Drawing().route(1, line([0, 0], [1000, 0])).route(2, line([0, 30], [1000, 30]));
    const ranges = await covered(twins, walk(line([100, 8], [600, 8]), 10));
    expect(spell(ranges)).toEqual(['1 both measured 100-600']);
  });

  //      ╭───────╮  main, 60 m from the other arm; the water of both is one polygon round an island
  //   ───┤       ├───
  //      ╰──●────╯
  it('gives a boat to the arm it went up, where one polygon holds both', async () => {
    const drawing = new Drawing()
      .route(1, line([0, 0], [200, 0], [230, 30], [770, 30], [800, 0], [1000, 0]))
      .route(1, line([200, 0], [230, -30], [770, -30], [800, 0]), 'branch');
    const shore = (side: number) =>
      line([0, 10], [195, 10], [225, 40], [775, 40], [805, 10], [1000, 10]).map(([x, y]): Xy => [x, side * y]);
    const island = line([235, -20], [765, -20], [765, 20], [235, 20]);
    drawing.water(1, 'river', [[...shore(1), ...shore(-1).toReversed()], island], 20);
    const up = (side: number) =>
      walk(line([100, 0], [200, 0], [230, side * 30], [770, side * 30], [800, 0], [900, 0]), 2);
    expect(spell(await covered(drawing, up(1)))).toEqual(['1 both measured 100-924']);
    expect(spell(await covered(drawing, up(-1)))).toEqual([
      '1 both measured 100-200',
      '1 both measured 825-924',
      '2 both measured 0-625',
    ]);
  });

  //   o o o o  400 m   480 m  o o o o      away from the river in between
  it('bridges a hole under 100 m and says so, but not one of 100 m', async () => {
    const drawing = new Drawing().route(1, line([0, 0], [1000, 0]));
    const pause = walk(line([440, 200], [450, 200]), 1);
    const back = (x: number) => [...walk(line([100, 0], [400, 0]), 10), ...pause, ...walk(line([x, 0], [800, 0]), 10)];
    expect(spell(await covered(drawing, back(480)))).toEqual([
      '1 both bridged 400-480',
      '1 both measured 100-400',
      '1 both measured 480-800',
    ]);
    expect(spell(await covered(drawing, back(500)))).toEqual(['1 both measured 100-400', '1 both measured 500-800']);
  });

  //   ════════  left bank, 40 m from the line in a river 100 m wide
  //   ────────
  it('covers one bank of a wide river', async () => {
    const drawing = new Drawing().route(1, line([0, 0], [1000, 0])).water(
      1,
      'river',
      [
        [
          [0, -50],
          [1000, -50],
          [1000, 50],
          [0, 50],
        ],
      ],
      100,
    );
    expect(spell(await covered(drawing, walk(line([200, 40], [800, 40]), 10)))).toEqual(['1 left measured 200-800']);
    expect(spell(await covered(drawing, walk(line([200, -60], [800, -60]), 10)))).toEqual(['1 right measured 200-800']);
    expect(spell(await covered(drawing, walk(line([200, 20], [800, 20]), 10)))).toEqual(['1 both measured 200-800']);
  });

  it('covers nothing of a wide river from bank to bank, by bridge or by ferry', async () => {
    const bed = line([0, 0], [2000, 0]);
    const ring = line([0, -110], [2000, -110], [2000, 110], [0, 110]);
    const drawing = new Drawing().route(1, bed).water(1, 'river', [ring], 220);
    const bridge = walk(line([400, -340], [1600, 340]), 10); // 30 degrees
    expect(await covered(drawing, bridge)).toEqual([]);
    const over = walk(line([900, -105], [1000, 105]), 5);
    expect(await covered(drawing, [...over, ...over.toReversed(), ...over])).toEqual([]);
    // straight over, and 300 m along the other bank: a survey
    const put = [...walk(line([900, -100], [900, 90]), 10), ...walk(line([900, 90], [1200, 90]), 10)];
    expect(spell(await covered(drawing, put)).join()).toMatch(/measured 9\d\d-1200/);
  });

  //   ════●════   a boat over 45 m of water at 20°: 35 m across is a ferry, 33 m a boat that drifts
  //   ══●══════
  it('covers nothing of a narrow river where a short ferry goes over on a slant, or to and fro', async () => {
    const bed = line([0, 0], [2000, 0]);
    const banks = line([0, -22.5], [2000, -22.5], [2000, 22.5], [0, 22.5]);
    const over = (acrossM: number, alongM: number) =>
      walk(line([900, -acrossM / 2], [900 + alongM, acrossM / 2]), 5).concat([[900 + alongM, acrossM / 2]]);
    const river = new Drawing().route(1, bed).water(1, 'river', [banks], 45);
    expect(await covered(river, over(35, 96))).toEqual([]);
    expect(spell(await covered(river, over(33, 96)))).toEqual(['1 both measured 900-996']);
    expect(await covered(river, over(24, 45))).toEqual([]);
    const ditch = new Drawing().route(1, bed);
    const thereAndBack = (way: Xy[]) => [...way, ...way.toReversed()];
    expect(await covered(ditch, thereAndBack(over(32, 88)))).toEqual([]);
    // flatter than 18.43°; the chord that turns cuts its corner
    expect(spell(await covered(ditch, thereAndBack(over(29, 88)))).join()).toMatch(/measured 900-9\d\d$/);
  });

  //   ───────────── a lake's shore
  //   - _ _ _ -     a boat 50 m off it, for 300 m of its way farther
  it("covers a lake's shore up to 80 m off between places within 60 m, and nothing without them", async () => {
    const shore = line([0, 0], [1500, 0], [1500, 1000], [0, 1000], [0, 0]);
    const lake = new Drawing().route(1, shore, 'shore').water(1, 'lake', [shore.slice(0, -1)]);
    const boat = (off: number) => walk(line([200, 50], [500, 50], [520, off], [780, off], [800, 50], [1200, 50]), 10);
    expect(spell(await covered(lake, boat(79)))).toEqual(['1 both measured 200-1200']);
    expect(spell(await covered(lake, boat(85))).length).toBe(2);
    expect(await covered(lake, walk(line([200, 62], [1200, 62]), 10))).toEqual([]);
  });

  //   a ring of 400 m that starts at its south-west corner, walked round that corner
  it('runs on over the seam of a ring', async () => {
    const square = line([0, 0], [100, 0], [100, 100], [0, 100], [0, 0]);
    const ring = new Drawing().route(1, square);
    const half = walk(line([-3, 52], [-3, -3], [52, -3]), 5);
    expect(spell(await covered(ring, half))).toEqual(['1 both measured 0-52', '1 both measured 348-400']);
  });

  it('says to the millimetre what the engine says, on any network and track', async () => {
    let ranges = 0;
    const compare = async (seed: number, isUnderWater: boolean) => {
      ranges += await sameAsEngine(randomScene(seed), isUnderWater);
    };
    await fc.assert(fc.asyncProperty(fc.integer(), fc.boolean(), compare), {
      numRuns: SCENES,
      seed: 20_261_122,
      endOnFailure: true,
    });
    expect(ranges).toBeGreaterThan(SCENES);
  });

  it('says it of ferries that go to and fro in the noise', async () => {
    const seen = [0, 0];
    for (let seed = 0; seed < FERRIES; seed++) {
      const random = seeded(seed);
      const widthM = [45, 60, 100, 24, 45][seed % 5];
      const river = riverThroughOrigin(widthM, random, seed % 2 === 0);
      const way = ferry(straightOver(river, widthM, 10 + 25 * random(), -3, random), random);
      const { rulers, bodies } = river;
      const fixes = fixesOf(noisy(way, random, 4 + 10 * random()));
      const ranges = await sameAsEngine({ rulers, bodies, fixes }, seed % 4 > 1);
      seen[Math.min(1, ranges)]++;
    }
    expect(Math.min(...seen)).toBeGreaterThan(0); // both were there
  });
});

describe('atlas.track_ranges in the noise', () => {
  it('says what the engine says of crews that go over a river by land and wait there', async () => {
    const seen = [0, 0];
    for (let seed = 0; seed < FERRIES; seed++) {
      const random = seeded(300 + seed);
      const widthM = [20, 45, 24, 60, 30][seed % 5];
      const river = riverThroughOrigin(widthM, random, seed % 2 === 0);
      const over = walk(straightOver(river, widthM, 12 + 78 * random(), 30 + 200 * random(), random), 5);
      const stop = Math.floor(over.length * (0.3 + 0.4 * random()));
      const way = [...over.slice(0, stop), ...Array<Xy>(24).fill(over[stop]), ...over.slice(stop)];
      const { rulers, bodies } = river;
      const fixes = fixesOf(noisy(way, random, 8 + 6 * random(), jitteryNoise));
      seen[Math.min(1, await sameAsEngine({ rulers, bodies, fixes }, seed % 3 === 0))]++;
    }
    expect(Math.min(...seen)).toBeGreaterThan(0); // both were there
  });

  it('says it under water of long ways 20 m and farther beside a line', async () => {
    for (let seed = 0; seed < FERRIES / 5; seed++) {
      const random = seeded(600 + seed);
      const { rulers, bodies, lines } = riverThroughOrigin(40, random, seed % 4 === 0);
      const way = walk(beside(lines[0].points, 18 + 12 * random()), 6, 0, 1000, 2200 + 1500 * random());
      const fixes = fixesOf(noisy(way, random, 12, jitteryNoise));
      expect(await sameAsEngine({ rulers, bodies, fixes }, true)).toBeGreaterThan(0);
    }
  });
});

/** Expects the ranges of both to be equal; how many they are. */
async function sameAsEngine(
  { rulers, bodies, fixes }: ReturnType<typeof randomScene>,
  isUnderWater: boolean,
): Promise<number> {
  const key = `scene-${++districts}`;
  const time = Array.from(fixes.x, (_, i) => startOfDay(fixes.day[i]) + 1000 * i); // as they are stored without any
  await storeScene(db, key, {
    rulers,
    bodies,
    tracks: [{ ...fixes, time, mode: isUnderWater ? 'under_water' : 'above_water' }],
  });
  const sql = await db.query<Range>('select * from atlas.track_ranges($1, 1)', [key]);
  const { pieces } = prepareTrack({ ...fixes, time });
  const engine = coverTrack(buildCoverIndex(rulers, bodies), pieces, { onePassWidthMm: 30_000 }, isUnderWater);
  const ranges = engine.map(({ route, fromMm, toMm, day, ...r }) =>
    exactly({ ...r, route_id: rulers.routeId[route], from_mm: fromMm, to_mm: toMm, day: dateOfDay(day) }),
  );
  expect(sql.map(exactly).sort()).toEqual(ranges.sort());
  return ranges.length;
}

const exactly = (r: Range) => `${r.route_id} ${r.from_mm}-${r.to_mm} ${r.bank} ${r.kind} ${r.day}`;

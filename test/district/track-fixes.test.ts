/** What became of the fixes of each track is told, by every filter, and adds up: counted here by hand on a day's walk with everything wrong in it. */
import { expect, it } from 'vitest';
import { trackLines } from '../../server/cli/track-lines.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { decodePieces } from '../../server/engine/coverage/packed.ts';
import { importFile } from '../../server/import/import.ts';
import { findBatch } from '../../server/import/store/batch.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { trackFixesReport } from '../../server/report/track-fixes.ts';
import { fileOf } from '../import/files.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { at, KEY, line, load, part } from './small-district.ts';

const db = await emptiedDatabase(async (db) => {
  await load(db, part('river', 'rivers', [{ key: 'R1', source_id: 's1' }, line([0, 0], [3000, 0])]));
});

interface Fix {
  x: number;
  y: number;
  time: number;
  hdop: number;
}

/** Every ten seconds from nine in the morning of a day in May. */
const along = (day: number, xs: readonly number[]): Fix[] =>
  xs.map((x, i) => ({ x, y: 5, time: Date.UTC(2023, 4, day, 1, 0, 10 * i), hdop: 1 }));
const every = (step: number, from: number, to: number) =>
  Array.from({ length: (to - from) / step + 1 }, (_, i) => from + step * i);

/** The first day: 201 fixes 10 m apart from 0 to 1000 m and, past a gap, from 1300 to 2290 m. */
function badDay(): Fix[] {
  const fixes = along(1, [...every(10, 0, 1000), ...every(10, 1300, 2290)]);
  for (const i of [10, 11, 12]) fixes[i].hdop = 9; // 100 to 120 m
  fixes[40].y = 600; // at 400 m: away and back
  fixes[60].time = fixes[59].time;
  return fixes;
}

/** A second day by car, a third of one fix. */
const FIXES = [...badDay(), ...along(2, every(400, 0, 12_000)), ...along(3, [500])];

function gpx(name: string, fixes: readonly Fix[]): string {
  const points = fixes.map(({ x, y, time, hdop }) => {
    const [lon, lat] = at(x, y);
    return `<trkpt lon="${lon}" lat="${lat}"><time>${new Date(time).toISOString()}</time><hdop>${hdop}</hdop></trkpt>`;
  });
  return `<trk><name>${name}</name><trkseg>${points.join('')}</trkseg></trk>`;
}

const take = (dryRun: boolean) => {
  const file = fileOf('walks.gpx', `<gpx>${gpx('坏', FIXES)}${gpx('好', along(4, every(20, 0, 2000)))}</gpx>`);
  const request = { file, district: { key: KEY }, layer: 'tracks' as const, dryRun };
  return importFile(db, { ...request, defaults: { mode: '水上', crew: '一队' } }, { derive });
};

/** Of a walk in a straight line what is 15 m from the last that stays, and the last. */
function thinnedTo(xs: readonly number[]): number {
  const kept = [xs[0]];
  for (const x of xs) if (x - kept[kept.length - 1] >= 15) kept.push(x);
  return kept.length + (kept[kept.length - 1] === xs[xs.length - 1] ? 0 : 1);
}

const BAD = (() => {
  const first = every(10, 0, 1000).filter((x) => (x < 100 || x > 120) && x !== 400);
  const second = every(10, 1300, 2290);
  const kept = thinnedTo(first) + thinnedTo(second);
  return {
    track: '坏',
    fixes_read: FIXES.length,
    fixes_kept: kept,
    fixes_unsure: 3,
    fixes_too_fast: 31,
    fixes_outliers: 1,
    fixes_thinned: first.length + second.length - kept,
    fixes_alone: 1,
    cuts: 1,
    fixes_averaged: 0,
    fixes_same_time: 1,
  };
})();
const NONE = { fixes_unsure: 0, fixes_too_fast: 0, fixes_outliers: 0, fixes_thinned: 0, fixes_alone: 0 };
const GOOD = { track: '好', fixes_read: 101, fixes_kept: 101, ...NONE, cuts: 0, fixes_averaged: 0, fixes_same_time: 0 };

it('is told with the batch, of a dry run too, and is read again with it; what is undone is told no more', async () => {
  const { fixes_read, fixes_kept, fixes_unsure, fixes_too_fast, fixes_outliers, fixes_thinned, fixes_alone } = BAD;
  expect(fixes_kept + fixes_unsure + fixes_too_fast + fixes_outliers + fixes_thinned + fixes_alone).toBe(fixes_read);
  expect((await take(true)).tracks).toMatchObject([BAD, GOOD]);
  const batch = await take(false);
  expect(batch.tracks).toMatchObject([BAD, GOOD]);
  expect((await findBatch(db, KEY, batch.id!))?.tracks).toEqual(batch.tracks);
  expect((await take(false)).tracks).toEqual(batch.tracks); // the same file again
  await undoBatch(db, KEY, batch.id!, 'tester', derive);
  expect((await findBatch(db, KEY, batch.id!))?.tracks).toEqual([]);
});

it('agrees with the pieces that are matched', async () => {
  const { tracks } = await take(false);
  const packed = await db.query<{ chords: Uint8Array }>('select chords from register.survey_track order by id');
  const vertices = packed.map(({ chords }) => decodePieces(chords).x.length);
  expect(vertices).toEqual(tracks.map(({ fixes_kept }) => fixes_kept));
});

it('is said in lines of a terminal and as a table', async () => {
  const batch = await take(false);
  const [bad, good] = batch.tracks;
  expect(trackLines(batch.tracks)).toEqual([
    `  轨迹 track #${bad.id} 坏: 定位点 fixes ${BAD.fixes_read} = 用于匹配 kept ${BAD.fixes_kept} + 精度不足 unsure 3 + 过快 too fast 31` +
      ` + 跳点 outliers 1 + 抽稀 thinned ${BAD.fixes_thinned} + 孤点 alone 1 · 断开 cut 1 · 同一时刻 same moment 1`,
    `  轨迹 track #${good.id} 好: 定位点 fixes 101 = 用于匹配 kept 101`,
  ]);
  const { columns, rows } = trackFixesReport(batch);
  expect(rows).toEqual(batch.tracks);
  expect(columns.map(({ key }) => key).sort()).toEqual(Object.keys(bad).sort());
});

it('names the first tracks in a terminal, and how many more there are', () => {
  const many = Array.from({ length: 23 }, (_, i) => ({ id: i + 1, ...GOOD }));
  expect(trackLines(many)).toHaveLength(21);
  expect(trackLines(many)[20]).toContain('3 more');
});

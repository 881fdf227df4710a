/** What tracks covered of rivers that are drawn anew: said in exact millimetres, and only where something changed. */
import { describe, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { compareTracked } from '../../server/district/derive/tracked/compare-tracked.ts';
import { normalise, totalLength } from '../../server/engine/ranges.ts';
import type { Issue } from '../../server/import/issues.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { KEY, line, load, type Part, walk } from './small-district.ts';

type Metres = [number, number][];

const river = (key: string, source_id: string, metres: Metres): Part['rows'][number] => ({
  row: 1,
  properties: { key, source_id, name: `河${key}` },
  geometry: line(...metres),
});
const rivers = (name: string, ...rows: Part['rows']): Part => ({
  name,
  layer: 'rivers',
  rows: rows.map((row, i) => ({ ...row, row: i + 1 })),
});

/** West to east, and a second far enough north to take nothing of the tracks. */
const STRAIGHT: Metres = [
  [0, 0],
  [1900, 0],
];
const R1 = river('R1', 's1', STRAIGHT);
const R2 = river('R2', 's2', [
  [0, 900],
  [1900, 900],
]);
const TRACKS: Part = {
  name: 'tracks',
  layer: 'tracks',
  rows: [
    walk('上午', '2023-05-01T01:00:00Z', STRAIGHT, { crew: 'x' }, 1),
    walk(
      '下午',
      '2023-05-02T01:00:00Z',
      [
        [1200, 3],
        [1900, 3],
      ],
      { crew: 'y' },
      2,
    ),
    walk('水下', '2023-05-03T01:00:00Z', STRAIGHT, { crew: 'x', mode: 'under_water' }, 3),
    walk(
      '北河',
      '2023-05-04T01:00:00Z',
      [
        [0, 900],
        [1900, 900],
      ],
      { crew: 'x' },
      4,
    ),
  ],
};

interface TrackedFigures {
  river: number;
  drawn: { was_m: number; is_m: number };
  covered: { mode: string; was_m: number; is_m: number }[];
  tracks: { changed: number; losing: number; less_m: number; more_elsewhere_m: number; unmatched_m: number };
  most: { track: number; name: string; was_m: number; is_m: number; more_elsewhere_m: number }[];
}

describe('what tracks cover of a redrawn river', async () => {
  const db = await emptiedDatabase(async (db) => {
    await load(db, rivers('first', R1, R2));
    await load(db, TRACKS);
  });

  const redraw = (...metres: Metres) => load(db, rivers(`again ${metres.join()}`, river('R1', 's1', metres)));
  const tracked = (issues: readonly Issue[]) => issues.filter(({ code }) => code.startsWith('tracks_'));
  const said = (issues: readonly Issue[]) => tracked(issues).map(({ code, value }) => `${code} ${value}`);
  const figures = (issues: readonly Issue[], at = 0) => tracked(issues)[at].original as unknown as TrackedFigures;

  /** By the ledger's own SQL: no records, no polygons, so what is no gap is what tracks cover. */
  async function ledger(key: string) {
    const rows = await db.query<{ mode: string; m: number }>(
      `select s.mode, (sum(r.length_mm - atlas.multirange_mm(s.gap)) / 1000)::float8 as m
         from atlas.river_states($1) s join register.route r on r.district = $1 and r.id = s.route_id
         join register.river v on v.district = r.district and v.id = r.river_id
        where v.key = $2 group by s.mode order by s.mode`,
      [KEY, key],
    );
    return rows.map(({ mode, m }) => [mode, m] as const);
  }

  /** Of each track, millimetres of each river: read row by row, united here. */
  async function byTrack() {
    const rows = await db.query<{ track: number; river: string; route: number; from: number; to: number }>(
      `select g.track_id as track, v.key as river, g.route_id as route, g.from_mm as "from", g.to_mm as "to"
         from register.surveyed_range g join register.route r on r.district = g.district and r.id = g.route_id
         join register.river v on v.district = r.district and v.id = r.river_id
        where g.district = $1 and g.track_id is not null`,
      [KEY],
    );
    const pairs = new Map<string, number[]>();
    for (const { track, river, route, from, to } of rows) {
      const key = `${track} ${river} ${route}`;
      pairs.set(key, [...(pairs.get(key) ?? []), from, to]);
    }
    const sums = new Map<string, number>();
    for (const [key, ranges] of pairs) {
      const place = key.split(' ').slice(0, 2).join(' ');
      sums.set(place, (sums.get(place) ?? 0) + totalLength(normalise(ranges)));
    }
    return sums;
  }

  type ByTrack = Awaited<ReturnType<typeof byTrack>>;
  const less = (was: ByTrack, is: ByTrack, key: string) =>
    [1, 2, 3, 4]
      .map((track) => Math.max(0, (was.get(`${track} ${key}`) ?? 0) - (is.get(`${track} ${key}`) ?? 0)))
      .filter((mm) => mm > 0);
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
  const mm = (m: number) => Math.round(m * 1000);

  it('moved 60 m aside is lost to the millimetre, and its undo says it is back', async () => {
    const [was, wasLedger] = [await byTrack(), await ledger('R1')];
    const { id, issues, issues_by_code } = await redraw([0, 60], [1900, 60]);
    expect(issues_by_code).toMatchObject({ tracks_lost: 1 });
    expect(said(issues)).toEqual(['tracks_lost R1']);
    const { drawn, covered, tracks, most } = figures(issues);
    expect(covered.map(({ mode, was_m, is_m }) => [mode, was_m, is_m])).toEqual(
      wasLedger.map(([mode, m]) => [mode, m, 0]),
    );
    expect((await ledger('R1')).map(([, m]) => m)).toEqual([0, 0]);
    const losses = less(was, await byTrack(), 'R1');
    expect(losses).toHaveLength(3);
    expect(tracks).toEqual({
      changed: 3,
      losing: 3,
      losing_ids: [1, 2, 3],
      less_m: sum(losses) / 1000,
      more_elsewhere_m: 0,
      unmatched_m: sum(losses) / 1000,
    });
    expect(Math.abs(drawn.was_m - drawn.is_m)).toBeLessThan(0.1);
    expect(most.map(({ was_m }) => mm(was_m))).toEqual([...losses].sort((a, b) => b - a));
    expect(most.at(-1)).toMatchObject({ track: 2, name: '下午', is_m: 0 });
    const [{ reason_zh, reason_en }] = tracked(issues);
    for (const reason of [reason_zh, reason_en])
      for (const { was_m } of most) expect(reason).toContain(`${was_m.toFixed(3)} → 0.000`);
    const back = await undoBatch(db, KEY, id!, 'tester', derive);
    expect(said(back.issues)).toEqual(['tracks_reanchored R1']);
    expect(figures(back.issues).covered.map(({ mode, is_m }) => [mode, is_m])).toEqual(wasLedger);
    expect(await byTrack()).toEqual(was);
  });

  it('shortened is lost where the river is no more', async () => {
    const was = await byTrack();
    const { issues } = await redraw([0, 0], [1000, 0]);
    expect(said(issues)).toEqual(['tracks_lost R1']);
    const losses = less(was, await byTrack(), 'R1');
    expect(losses).toHaveLength(3);
    expect(mm(figures(issues).tracks.unmatched_m)).toBe(sum(losses));
    expect(figures(issues).covered.map(({ mode, is_m }) => [mode, is_m])).toEqual(await ledger('R1'));
    expect(figures(issues).most[2]).toMatchObject({ track: 2, is_m: 0 });
  });

  it('lengthened at its start goes along without a loss', async () => {
    const was = await byTrack();
    const { issues } = await redraw([-500, 0], [0, 0], [1900, 0]);
    expect(said(issues)).toEqual(['tracks_reanchored R1']);
    const { tracks, covered } = figures(issues);
    expect(mm(tracks.unmatched_m)).toBe(sum(less(was, await byTrack(), 'R1')));
    expect(tracks.unmatched_m).toBeLessThan(0.01); // millimetres of vertices drawn anew
    expect(covered.map(({ mode, is_m }) => [mode, is_m])).toEqual(await ledger('R1'));
  });

  it('drawn the other way round loses nothing', async () => {
    const { issues } = await redraw([1900, 0], [0, 0]);
    expect(said(issues)).toEqual(['tracks_reanchored R1']);
    expect(figures(issues).tracks.unmatched_m).toBeLessThan(0.01);
  });

  it('drawn as it was, or only renamed, is not worth a word; nor is a river without tracks, or a new one', async () => {
    const named = { ...R1, properties: { ...R1.properties, name: '改名' } };
    expect(said((await load(db, rivers('renamed', named, R2))).issues)).toEqual([]);
    const third = river('R3', 's3', [
      [0, 3000],
      [1900, 3000],
    ]);
    expect(said((await load(db, rivers('third', third))).issues)).toEqual([]);
    const aside = river('R3', 's3', [
      [0, 3100],
      [1900, 3100],
    ]);
    expect(said((await load(db, rivers('third aside', aside))).issues)).toEqual([]);
  });

  it('given to another river, or split, is said to be there', async () => {
    const was = await byTrack();
    const west = river('R1', 's1', [
      [0, 0],
      [1000, 0],
    ]);
    const east = river('R9', 's9', [
      [1000, 0],
      [1900, 0],
    ]);
    const { issues } = await load(db, rivers('split', west, east));
    expect(said(issues)).toEqual([expect.stringMatching(/^tracks_(lost|reanchored) R1$/)]);
    const is = await byTrack();
    const losses = less(was, is, 'R1');
    const gained = [1, 2, 3].map((track) => is.get(`${track} R9`) ?? 0);
    const { tracks } = figures(issues);
    expect(mm(tracks.less_m)).toBe(sum(losses));
    expect(mm(tracks.more_elsewhere_m)).toBe(sum(gained));
    expect(mm(tracks.unmatched_m)).toBe(sum(losses.map((loss, i) => Math.max(0, loss - gained[i]))));
    expect(tracks.unmatched_m).toBeLessThan(60); // a chord at the joint may count on neither
    // joined again, the other river has no line any more
    const joined = await load(
      db,
      rivers(
        'joined',
        R1,
        river('R1', 's9', [
          [1900, 0],
          [2500, 0],
        ]),
      ),
    );
    expect(said(joined.issues)).toEqual(['tracks_reanchored R1', 'tracks_reanchored R9']);
    expect(figures(joined.issues, 1).drawn.is_m).toBe(0);
    expect(figures(joined.issues, 1).tracks.unmatched_m).toBeLessThan(0.01);
  });

  it('moved aside while another river comes under the same walk is lost, and what comes is not said to be of it', async () => {
    const north: Metres = [
      [2400, 0],
      [2400, 900],
    ];
    await load(db, {
      ...TRACKS,
      name: 'round',
      rows: [walk('绕行', '2023-05-05T01:00:00Z', [...STRAIGHT, ...north], { crew: 'x' }, 5)],
    });
    const was = await byTrack();
    const aside = river('R1', 's1', [
      [0, 60],
      [1900, 60],
    ]);
    const { issues } = await load(db, rivers('aside and new', aside, river('RG', 'sg', north)));
    expect(said(issues)).toEqual(['tracks_lost R1']);
    const gained = (await byTrack()).get('5 RG')!;
    expect(gained).toBeGreaterThan(800_000);
    const { tracks, most } = figures(issues);
    const all = [1, 2, 3, 5].map((track) => was.get(`${track} R1`)!);
    expect(tracks).toMatchObject({ less_m: sum(all) / 1000, more_elsewhere_m: gained / 1000 });
    expect(mm(tracks.unmatched_m)).toBe(sum(all) - gained);
    expect(most.map(({ more_elsewhere_m }) => mm(more_elsewhere_m)).filter((more) => more > 0)).toEqual([gained]);
    const [{ reason_zh, reason_en }] = tracked(issues);
    const metres = (gained / 1000).toFixed(3);
    expect(reason_en).toContain(`${metres} m more on other rivers (which may be other ground)`);
    expect(reason_zh).toContain(`在其他河道增加 ${metres} 米（不一定是同一河段）`);
  });

  it.each(['one of two lines', 'both lines'])(
    'is said where tracks share a river otherwise: %s drawn anew',
    async (anew) => {
      const beside = river('R1', 's8', [
        [0, 3000],
        [1900, 3000],
      ]);
      await load(db, rivers('two lines', beside));
      const routes = await db.query<{ id: number; riverId: number; lengthMm: number }>(
        `select r.id, r.river_id as "riverId", r.length_mm as "lengthMm" from register.route r
         join register.river v on v.district = r.district and v.id = r.river_id and v.key = 'R1'
        where r.district = $1 order by exists (select from register.surveyed_range g where g.route_id = r.id) desc`,
        [KEY],
      );
      const [[, { id: second }], was, tracks] = [routes, await ledger('R1'), await byTrack()];
      const gone = routes.map((route) => ({ ...route, id: route.id + 1_000_000 }));
      const changes =
        anew === 'both lines' ? { added: routes.map(({ id }) => id), removed: gone } : { added: [second], removed: [] };
      const issues = await db.transaction((tx) =>
        compareTracked(tx, KEY, { routes: changes, touched: [] }, async () => {
          await tx.query('update register.surveyed_range set route_id = $2 where district = $1 and track_id = 2', [
            KEY,
            second,
          ]);
        }),
      );
      expect(said(issues)).toEqual(['tracks_reanchored R1']);
      expect(figures(issues).tracks).toMatchObject({ changed: anew === 'both lines' ? 0 : 1, losing: 0, less_m: 0 });
      const together = (tracks.get('1 R1')! + tracks.get('2 R1')!) / 1000;
      expect(together).toBeGreaterThan(was[0][1] + 500);
      expect(figures(issues).covered.map(({ was_m, is_m }) => [was_m, is_m])).toEqual([
        [was[0][1], together],
        [was[1][1], was[1][1]],
      ]);
    },
  );

  it('whose batch is undone is lost with its name', async () => {
    const [batch] = await db.query<{ id: number }>(
      `select min(id) as id from register.import_batch where district = $1 and layer = 'rivers'`,
      [KEY],
    );
    const was = await byTrack();
    const { issues } = await undoBatch(db, KEY, batch.id, 'tester', derive);
    expect(said(issues)).toEqual(['tracks_lost R1', 'tracks_lost R2']);
    expect(mm(figures(issues, 1).tracks.unmatched_m)).toBe(was.get('4 R2'));
  });

  it('of a track that goes by hand at the same time is no loss of the river', async () => {
    await db.run(`delete from register.survey_track where district = '${KEY}' and track = '下午'`);
    const { issues } = await redraw([0, 60], [1900, 60]);
    expect(
      figures(issues)
        .most.map(({ track }) => track)
        .sort(),
    ).toEqual([1, 3]);
  });
});

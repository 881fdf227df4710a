/** Rivers drawn shorter, turned, aside, split, joined, and back: what a survey loses of its river is said, whose, and from where to where. */
import { describe, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import type { BatchReport } from '../../server/import/request.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { KEY, line, load, loadAll, type Part, part, walk } from './small-district.ts';

type Metres = [number, number][];
const STRAIGHT: Metres = [
  [0, 0],
  [1900, 0],
];
const river = (key: string, source_id: string, ...metres: Metres): [object, ReturnType<typeof line>] => [
  { key, source_id, name: `河${key}` },
  line(...metres),
];
const R2 = river('R2', 's2', [0, 90], [1900, 90]);
/** Past the river's end: what is surveyed there is surveyed to the end. */
const PAST: Metres = [
  [0, 0],
  [1925, 0],
];
const TRACKS: Part = {
  name: 'tracks',
  layer: 'tracks',
  rows: [
    walk('全程', '2023-05-01T01:00:00Z', PAST, { crew: 'x' }, 1),
    walk(
      '末段',
      '2023-05-02T01:00:00Z',
      [
        [1200, 3],
        [1925, 3],
      ],
      { crew: 'y' },
      2,
    ),
    walk('水下', '2023-05-03T01:00:00Z', PAST, { crew: 'x', mode: 'under_water' }, 3),
  ],
};
const AROUND = [
  part(
    'records',
    'surveys',
    [
      {
        source_id: 'v1',
        river: 'R1',
        from_m: 1200,
        to_m: 1902.874,
        mode: 'above_water',
        crew: 'w',
        date: '2023-06-01',
      },
      null,
    ],
    [{ source_id: 'v2', river: 'R1', mode: 'above_water', crew: 'v', date: '2023-06-02' }, null],
  ),
  part(
    'function zones',
    'function-zones',
    [{ name: '按里程', river: 'R1', from_m: 500, to_m: 1895 }, null],
    [{ name: '按线', river: 'R1' }, line(...STRAIGHT)],
  ),
];
/** Other millimetres at vertices drawn anew. */
const FEW_MM = 5;

describe('a river of which something is lost', async () => {
  const db = await emptiedDatabase(async (db) => {
    await load(db, part('rivers', 'rivers', river('R1', 's1', ...STRAIGHT), R2));
    await loadAll(db, [TRACKS, ...AROUND]);
  });
  let drawn = 0;
  const redraw = (...rows: ReturnType<typeof river>[]) => load(db, part(`drawn ${++drawn}`, 'rivers', ...rows));
  const undo = ({ id }: BatchReport) => undoBatch(db, KEY, id!, 'tester', derive);

  /** Millimetres that each track, record and zone has of each river, and where. */
  async function held(): Promise<Map<string, { mm: number; at: [number, number][] }>> {
    const rows = await db.query<{ who: string; river: string; mm: number; at: [number, number][] }>(
      `select who, river, sum(upper(x) - lower(x))::float8 as mm,
              jsonb_agg(jsonb_build_array(lower(x) / 1000.0, upper(x) / 1000.0) order by route_id, lower(x)) as at
         from (select who, v.key as river, route_id, range_agg(int8range(from_mm, to_mm)) as here
                 from (select coalesce('track ' || track_id, 'survey ' || record_id) as who, route_id, from_mm, to_mm
                         from register.surveyed_range where district = $1
                       union all select 'function_zone ' || zone_id, route_id, from_mm, to_mm
                         from register.route_zone where district = $1 and kind = 'function_zone') as g
                 join register.route as r on r.district = $1 and r.id = route_id
                 join register.river as v on v.district = $1 and v.id = r.river_id group by 1, 2, 3) as each
        cross join unnest(here) as x group by 1, 2`,
      [KEY],
    );
    return new Map(rows.map(({ who, river, mm, at }) => [`${who} of ${river}`, { mm, at }]));
  }

  interface Said {
    who: string;
    river: string;
    lost: number;
    was: [number, number][];
    is: [number, number][];
  }

  /** What a batch says was lost, by the same names. */
  function told({ issues }: Pick<BatchReport, 'issues'>): Map<string, Said> {
    const tracks = issues.flatMap(({ code, value, original }) => {
      if (!code.startsWith('tracks_')) return [];
      const { most } = original as unknown as { most: Record<string, never>[] };
      return most.map(
        (each): Said => ({
          who: `track ${each.track}`,
          river: value!,
          lost: each.was_m - each.is_m,
          was: each.was_at_m,
          is: each.is_at_m,
        }),
      );
    });
    type Place = { river: string; measures_m: [number, number] };
    const things = issues.flatMap(({ code, field, original }) => {
      if (code !== 'anchor_lost' && code !== 'reanchored') return [];
      const { from, to, lost_m } = original as unknown as { from: Place[]; to: Place[]; lost_m: number };
      const at = (places: Place[], of: string) =>
        places.filter(({ river }) => river === of).map((place) => place.measures_m);
      return [...new Set(from.map(({ river }) => river))].map(
        (of): Said => ({
          who: field!,
          river: of,
          lost: lost_m,
          was: at(from, of),
          is: at(to, of),
        }),
      );
    });
    return new Map([...tracks, ...things].map((said) => [`${said.who} of ${said.river}`, said]));
  }

  /** Everything that has more than some millimetres less of a river is named with where it was and is; and how much is right. */
  async function nothingSilent(batch: BatchReport, was: Awaited<ReturnType<typeof held>>): Promise<string[]> {
    const [is, said] = [await held(), told(batch)];
    const losing = [...was].filter(([who, { mm }]) => mm - (is.get(who)?.mm ?? 0) > FEW_MM);
    for (const [who, { mm, at }] of losing) {
      const now = is.get(who) ?? { mm: 0, at: [] };
      expect([who, said.get(who)?.was, said.get(who)?.is]).toEqual([who, at, now.at]);
      if (!who.startsWith('function_zone')) expect(said.get(who)!.lost).toBeCloseTo((mm - now.mm) / 1000, 3);
    }
    return losing.map(([who]) => who).sort();
  }

  const LOSING = ['survey 1 of R1', 'survey 2 of R1', 'track 1 of R1', 'track 2 of R1', 'track 3 of R1'];
  const codes = ({ issues }: BatchReport) => new Set(issues.map(({ code }) => code));

  it('1.3 m shorter at its surveyed end says who lost 1.3 m, and where', async () => {
    const was = await held();
    const batch = await redraw(river('R1', 's1', [0, 0], [1898.7, 0]));
    expect((await nothingSilent(batch, was)).filter((who) => !who.startsWith('function'))).toEqual(LOSING);
    expect([...codes(batch)].sort()).toEqual(['anchor_lost', 'tracks_lost']);
    const [{ reason_en, reason_zh }] = batch.issues.filter(({ code }) => code === 'tracks_lost');
    const [[from, to]] = was.get('track 2 of R1')!.at;
    for (const [reason, words] of [
      [reason_en, '(at '],
      [reason_zh, '（里程 '],
    ])
      expect(reason).toContain(`${words}${from.toFixed(3)}–${to.toFixed(3)} → ${from.toFixed(1)}`);
  });

  it('0.3 m shorter says it as well, of rows of the whole river too, though no more than as moved', async () => {
    const was = await held();
    const batch = await redraw(river('R1', 's1', [0, 0], [1899.7, 0]));
    expect(await nothingSilent(batch, was)).toEqual(expect.arrayContaining(LOSING));
    expect([...codes(batch)].sort()).toEqual(['reanchored', 'tracks_reanchored']);
    for (const { code, reason_en } of batch.issues)
      if (code === 'reanchored' && !reason_en.startsWith('function'))
        expect(reason_en).toMatch(/0\.(29|30)\d m less are covered/);
  });

  it('turned round or moved 40 m aside loses nothing of its rows, and what tracks lose is said', async () => {
    for (const metres of [[...STRAIGHT].reverse(), STRAIGHT.map(([x, y]): [number, number] => [x, y - 40])]) {
      const was = await held();
      const batch = await redraw(river('R1', 's1', ...metres));
      const losing = await nothingSilent(batch, was);
      expect(losing.filter((who) => who.startsWith('survey'))).toEqual([]);
      await undo(batch);
      expect(await held()).toEqual(was);
    }
  });

  it('split, joined with another, and drawn back says each time what is no more of it', async () => {
    const first = await held();
    const west = river('R1', 's1', [0, 0], [1000, 0]);
    const split = await redraw(west, river('R9', 's9', [1000, 0], [1900, 0]));
    expect(await nothingSilent(split, first)).toEqual(expect.arrayContaining(LOSING));
    const apart = await held();
    const joined = await redraw(river('R2', 's9', [1000, 0], [1900, 0])); // R9 has no line any more
    expect(await nothingSilent(joined, apart)).toEqual(expect.arrayContaining(['track 1 of R9', 'track 2 of R9']));
    const back = await redraw(river('R1', 's1', ...STRAIGHT), river('R2', 's9', [1900, 90], [2500, 90]));
    expect(codes(back).has('tracks_lost')).toBe(false);
    const again = await held();
    for (const who of LOSING) expect([who, again.get(who)]).toEqual([who, first.get(who)]);
  });

  it('whose line goes elsewhere loses all, and drawn back has all again to the millimetre', async () => {
    const was = await held();
    const gone = await redraw(river('R1', 's1', [0, 5000], [1900, 5000]));
    expect(await nothingSilent(gone, was)).toEqual(expect.arrayContaining([...LOSING, 'function_zone 1 of R1']));
    await redraw(river('R1', 's1', ...STRAIGHT));
    expect(await held()).toEqual(was);
  });

  it('leaves a zone drawn as a line to the river that is nearer now, and says so', async () => {
    const was = await held();
    const batch = await redraw(river('R1', 's1', [0, -45], [1900, -45]), river('R2', 's2', [0, 3], [1900, 3]));
    expect(await nothingSilent(batch, was)).toContain('function_zone 2 of R1');
  });
});

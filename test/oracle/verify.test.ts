/** `atlas verify`: quiet on a sound district, and loud about every kind of damage. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../server/cli/run.ts';
import type { Database } from '../../server/db/database.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { CHECKS, type Subject } from '../../server/report/verify/checks.ts';
import { sampleTracks } from '../../server/report/verify/sample-tracks.ts';
import { testDatabase } from '../support/database.ts';
import { loadRedrawn } from './redrawn-scene.ts';

let db: Database;
let subject: Subject;
beforeAll(async () => {
  db = await testDatabase();
  const { code, err } = await atlas('demo', '--scale', '0.1', '--district', 'd');
  expect(code, err).toBe(0);
  await db.query('analyze'); // autovacuum does it within a minute; the embedded database never
  subject = { db, district: 'd', snapshot: await loadSnapshot(db, 'd'), tracks: await sampleTracks(db, 'd', 5) };
});
afterAll(() => db.close());

async function atlas(...argv: string[]) {
  const said = { out: '', err: '' };
  const context = {
    open: async () => db,
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
    isTerminal: false,
    cwd: process.cwd(),
  };
  return { code: await runCommand(argv, context), ...said };
}

describe('atlas verify', () => {
  it('finds engine and SQL equal on the demo district', async () => {
    const { code, out } = await atlas('verify', '--tracks', '5', '--format', 'json');
    const { checks } = JSON.parse(out);
    expect(checks.map(({ name, ok }: { name: string; ok: boolean }) => [name, ok])).toEqual(
      CHECKS.map(({ name }) => [name, true]),
    );
    // every check had something to compare
    expect(checks.filter(({ compared }: { compared: number }) => compared === 0)).toEqual([]);
    expect(code).toBe(0);
  }, 300_000);

  it('takes the same tracks each time', async () => {
    expect((await sampleTracks(db, 'd', 5)).ids).toEqual(subject.tracks.ids);
  });

  it('refuses a count that is none', async () => {
    expect(await atlas('verify', '--tracks', 'many')).toMatchObject({ code: 1, out: '' });
  });
});

const ONE_RANGE = 'update register.surveyed_range set to_mm = to_mm - 1 where district = $1 and id =';

/** One statement of damage per check. */
const DAMAGE: Record<string, string> = {
  route_length_on_ellipsoid: 'update register.route set length_mm = length_mm + 2 where district = $1 and id = 1',
  route_measures_rise: 'update register.route set length_mm = length_mm + 1 where district = $1 and id = 1',
  source_ranges_make_routes: 'update register.source_range set to_mm = to_mm - 1 where district = $1 and route_id = 1',
  town_ranges_make_routes: 'update register.route_town set to_mm = to_mm - 1 where district = $1 and route_id = 1',
  town_cuts: `update register.route_town set town_id = case when town_id is null then 1 end where district = $1 and route_id = 1`,
  water_widths: `update register.water_body set width_mm = width_mm + 2 where district = $1 and kind = 'river'`,
  links: `update register.outfall_link set measure_mm = measure_mm + 1 where district = $1 and outfall_id =
            (select min(outfall_id) from register.outfall_link where route_id is not null)`,
  // the function itself is damaged: what lies around is not stored
  surroundings: `create or replace function atlas.nearest_on(shape geometry, px double precision, py double precision)
                   returns table (x double precision, y double precision, d2 double precision) language sql immutable rows 1
                   as $f$ select px, py, 4.0::double precision $f$`,
  link_quality: `create or replace function atlas.link_quality(district_key text)
                   returns table (is_whole boolean, town_id int, outfalls int, linked int, unlinked int, reviewed int, waiting int,
                     high int, medium int, low int, recorded int, disagreeing int, offset_median_mm bigint, offset_p90_mm bigint,
                     offset_p99_mm bigint, offset_greatest_mm bigint, offset_counts int[]) language sql stable
                   as $f$ select true, null::int, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1::bigint, 1::bigint, 1::bigint, 1::bigint, '{1,0,0,0,0,0,0}'::int[] $f$`,
  track_ranges: `${ONE_RANGE} (select max(id) from register.surveyed_range where track_id = any($2))`,
  record_ranges: `${ONE_RANGE} (select max(id) from register.surveyed_range where record_id is not null)`,
  coverage_ranges: 'delete from register.surveyed_range where district = $1',
  gaps: 'delete from register.surveyed_range where district = $1',
  paying_towns:
    'update register.route_town set town_id = case when town_id is null then 1 end where district = $1 and route_id = 1',
  funding_rows: `update register.river set level = case level when 'village' then 'municipal' else 'village' end where district = $1`,
  // what is near is not stored: the function itself is damaged
  gap_access: `create or replace function atlas.gap_access(
                 district_key text, routes int[], from_mm bigint[], to_mm bigint[], within_m double precision)
               returns table (n int, kind text, id int, name text, distance_m numeric, x double precision, y double precision)
               language sql stable as $f$ select 1, 'manhole', 1, null::text, 0.0::numeric, 121.0::float8, 31.0::float8 $f$`,
  gap_plans: 'delete from register.surveyed_range where district = $1',
  squares: 'update register.route set line_m = st_translate(line_m, 100, 0) where district = $1 and id = 1',
  inland_squares: 'delete from register.park where district = $1',
  crossed_rows: 'delete from register.surveyed_range where district = $1',
  coverage_rows: 'delete from register.surveyed_range where district = $1',
  zone_cuts: `delete from register.route_zone where district = $1 and kind = 'zone'`,
  stretches_placed: 'delete from register.water_function_zone where district = $1',
  stretch_ranges: `update register.route_zone set to_mm = to_mm - 1 where district = $1 and kind = 'function_zone'`,
  zone_rows: 'delete from register.route_zone where district = $1',
  // traces are not stored: the function itself is damaged
  traces: `create or replace function atlas.trace(
             district_key text, route_id int, measure_mm bigint, mode text, within_mm bigint default null)
           returns table (traced_route_id int, from_mm bigint, to_mm bigint, entry_mm bigint, distance_mm bigint)
           language sql stable parallel safe rows 200
           as $f$ select route_id, 0::bigint, 1::bigint, 0::bigint, 0::bigint $f$`,
  river_rows: 'update register.river set official_length_mm = official_length_mm + 1 where district = $1 and id = 1',
};

/** One track's or one row's ranges, or the track itself, so that nothing but `evidence_of_ranges` need see it. */
const FORGED: Record<string, string> = {
  'the mode of ranges': `update register.surveyed_range set mode = case mode when 'under_water' then 'above_water' else 'under_water' end
     where district = $1 and id = (select max(id) from register.surveyed_range where record_id is not null)`,
  'the crew of ranges': `update register.surveyed_range set crew = 'nobody' where district = $1 and id = (select min(id) from register.surveyed_range)`,
  'the crew of ranges, another that worked elsewhere that day': `update register.surveyed_range s set crew = o.crew, mode = o.mode, day = o.day
     from register.surveyed_range o
    where s.district = $1 and o.district = $1 and s.id = (select max(id) from register.surveyed_range where track_id is not null)
      and o.id = (select min(e.id) from register.surveyed_range e where e.district = $1 and e.track_id is not null and e.mode = s.mode
                     and e.route_id <> s.route_id and e.crew is distinct from s.crew and e.day = s.day)`,
  'the day of ranges of rows': `update register.surveyed_range set day = day + 1
     where district = $1 and id = (select max(id) from register.surveyed_range where record_id is not null)`,
  'a version to come': 'update register.surveyed_range set version = version + 100000 where district = $1 and id = 1',
  'ranges of a track that is not there': `insert into register.surveyed_range
     select district, 99999, route_id, mode, bank, kind, from_mm, to_mm, crew, day, 77777, null, version from register.surveyed_range where district = $1 and id = 1`,
  'a track that went and left its ranges':
    'delete from register.survey_track where district = $1 and id = (select min(track_id) from register.surveyed_range)',
  'the crew of a track': `update register.survey_track set crew = 'nobody' where district = $1 and id = (select min(track_id) from register.surveyed_range)`,
  'a batch that was undone and left its rows': 'update register.import_batch set undone_at = now() where district = $1',
};

/** Does it, looks with a check, and takes it back. */
async function differenceAfter(statement: string, name: string, of = subject): Promise<number> {
  const check = CHECKS.find((each) => each.name === name)!;
  const undone = new Error('undone');
  let found = 0;
  const damaged = db.transaction(async (tx) => {
    const parameters = statement.includes('$2') ? [of.district, of.tracks.ids] : [of.district];
    await (statement.startsWith('create') ? tx.run(statement) : tx.query(statement, parameters));
    found = (await check.compare({ ...of, db: tx })).difference - check.tolerance;
    throw undone;
  });
  await expect(damaged).rejects.toBe(undone);
  return found;
}

describe('each check', () => {
  it.each(Object.keys(DAMAGE))('%s notices damage', async (name) => {
    expect(await differenceAfter(DAMAGE[name], name)).toBeGreaterThan(0);
  });
});

describe('the evidence of a ledger', () => {
  it.each(Object.keys(FORGED))('is told from %s', async (what) => {
    expect(await differenceAfter(FORGED[what], 'evidence_of_ranges')).toBeGreaterThan(0);
  });
});

describe('rivers drawn anew and an outing of two crews', () => {
  let anew: Subject;
  beforeAll(async () => {
    await loadRedrawn(db, 'anew');
    const [snapshot, tracks] = [await loadSnapshot(db, 'anew'), await sampleTracks(db, 'anew', 4)];
    anew = { db, district: 'anew', snapshot, tracks };
  });
  const recordNamed = (name: string) =>
    `(select id from register.survey_record where district = $1 and source_id = '${name}')`;
  const routeOf = (key: string) =>
    `(select r.id from register.route r join register.river v on v.district = r.district and v.id = r.river_id
       where r.district = $1 and v.key = '${key}' and r.seq = 1)`;
  const both = (change: string) => `with anchor as (
      update register.record_anchor set ${change} where district = $1 and record_id = ${recordNamed('m')})
    update register.surveyed_range set ${change} where district = $1 and record_id = ${recordNamed('m')}`;
  const crewOf = (track: string, crew: string) => `update register.surveyed_range set crew = '${crew}'
    where district = $1 and track_id = (select id from register.survey_track where district = $1 and track = '${track}')`;

  it('are sound', async () => {
    const crews = await db.query(
      `select t.crew as own, s.crew from register.surveyed_range s
         join register.survey_track t on t.district = s.district and t.id = s.track_id
        where s.district = 'anew' group by 1, 2 order by 1`,
    );
    expect(crews).toEqual(
      [
        ['c1', 'c1'],
        ['c2', 'c1'],
        ['c3', 'c3'],
        ['c4', 'c4'],
      ].map(([own, crew]) => ({ own, crew })),
    );
    const names = await db.query(
      `select s.source_id from register.survey_record s where s.district = 'anew' and exists (
         select from register.record_anchor a where a.district = s.district and a.record_id = s.id) order by 1`,
    );
    expect(names).toEqual([{ source_id: 'm' }, { source_id: 'w' }]);
    for (const name of ['record_places', 'record_ranges', 'evidence_of_ranges'])
      expect([name, await differenceAfter('select $1::text', name, anew)]).toEqual([name, 0]);
  });

  it.each([
    ['100 m on', both('from_mm = from_mm + 100000, to_mm = to_mm + 100000')],
    ['on another river', both(`route_id = ${routeOf('B')}`)],
    [
      'on the other bank',
      `with anchor as (
         update register.record_anchor set reversed = not reversed where district = $1 and record_id = ${recordNamed('m')})
       update register.surveyed_range set bank = 'right' where district = $1 and record_id = ${recordNamed('m')}`,
    ],
    [
      'nowhere',
      `with anchor as (delete from register.record_anchor where district = $1 and record_id = ${recordNamed('m')})
       delete from register.surveyed_range where district = $1 and record_id = ${recordNamed('m')}`,
    ],
    [
      'where it was, though its river went away',
      `insert into register.record_anchor select $1, ${recordNamed('lost')}, ${routeOf('C')}, 100000, 700000, false, 0`,
    ],
  ])('tell a row that is put %s, with its ranges', async (_, statement) => {
    expect(await differenceAfter(statement, 'record_places', anew)).toBe(1);
  });

  it.each([
    ['the copy its own crew', crewOf('c2', 'c2')],
    ['the outing the crew of its copy', crewOf('c1', 'c2')],
    ['a track the crew of another that was there that day', crewOf('c3', 'c4')],
  ])('tell ranges that give %s', async (_, statement) => {
    expect(await differenceAfter(statement, 'evidence_of_ranges', anew)).toBeGreaterThan(0);
  });
});

describe('where stretches were placed', () => {
  it.each([
    [
      'another length on record',
      'update register.water_function_zone set to_mm = to_mm + 1 where district = $1 and geom_m is null',
    ],
    [
      'another river on record',
      `update register.water_function_zone set river_key = river_key || 'x' where district = $1`,
    ],
  ])('is told from %s', async (_, statement) => {
    expect(await differenceAfter(statement, 'stretches_placed')).toBeGreaterThan(0);
  });
});

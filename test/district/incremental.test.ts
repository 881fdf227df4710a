/** One more batch writes what it touches, and the district is then what a new one with all of it would be. */
import { describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { deriveAnew } from '../../server/district/derive/catch-up.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { GROUPS } from '../../server/report/groups.ts';
import { emptiedDatabase, removeDistrict } from '../support/emptied-database.ts';
import { derivedState, ids, type State } from './derived-state.ts';
import {
  box,
  KEY,
  line,
  load,
  loadAll,
  OUTFALLS,
  PARTS,
  type Part,
  part,
  point,
  polygon,
  RECORDS,
  RIVERS_EAST,
  TRACKS_JUNE,
  walk,
} from './small-district.ts';

describe('one more batch', async () => {
  const db = await emptiedDatabase(async (db) => {
    await loadAll(db, [...PARTS, RECORDS]);
  });

  /** The state of a district to which the parts came in this order. */
  async function fresh(parts: Part[]): Promise<State> {
    await removeDistrict(db);
    await loadAll(db, parts);
    return derivedState(db, KEY);
  }
  const kept = (before: number[], after: number[]) => before.filter((id) => after.includes(id));
  const undo = async (batch: number | null) => undoBatch(db, KEY, batch!, 'test', derive);

  it('of tracks: every other range and route keeps its id', async () => {
    const [{ batch }] = await db.query<{ batch: number }>(
      `select max(id) as batch from register.import_batch where layer = 'tracks'`,
    );
    await undo(batch);
    const [ranges, routes] = [await ids(db, KEY, 'surveyed_range'), await ids(db, KEY, 'route')];
    await load(db, TRACKS_JUNE);
    expect(kept(ranges, await ids(db, KEY, 'surveyed_range'))).toEqual(ranges);
    expect(await ids(db, KEY, 'route')).toEqual(routes);
    expect(await derivedState(db, KEY)).toEqual(await fresh([...PARTS, RECORDS]));
  });

  it('of one track writes its own ranges and no other row of any table; taken back it writes none', async () => {
    const before = await derivedState(db, KEY);
    const twin = walk(
      'twin',
      '2023-06-01T03:00:00Z',
      [
        [1000, 35],
        [1900, 5],
      ],
      { crew: 'w' },
      77,
    );
    let since = await transactionId(db);
    const { id } = await load(db, { name: 'one', layer: 'tracks', rows: [twin] });
    const [{ ranges }] = await db.query<{ ranges: number }>(
      `select count(*)::int as ranges from register.surveyed_range g join register.survey_track t on t.id = g.track_id
        where g.district = $1 and t.district = $1 and t.source_id = 'twin'`,
      [KEY],
    );
    expect(ranges).toBeGreaterThan(0);
    expect(await written(db, since)).toEqual({ survey_track: 1, surveyed_range: ranges });
    since = await transactionId(db);
    await undo(id!);
    expect(await written(db, since)).toEqual({});
    expect(await derivedState(db, KEY)).toEqual(before);
  });

  //   R2  ───────────────────
  //       ▁▁▁▁╱▔▔▔▔▔▔╲▁▁▁▁▁▁▁   300 m of it 50 m beside the line, which a sonar sees from there
  it('of tracks of both modes: each is found as far from a line as its mode says', async () => {
    const way = (name: string, mode: string) => {
      const metres = [2600, 2950, 3100, 3400, 3550, 4000].map((x, i): [number, number] => [
        x,
        210 + (x - 2500) / 125 + (i === 2 || i === 3 ? 50 : 0),
      ]);
      return walk(name, '2023-06-07T03:00:00Z', metres, { crew: name, mode }, 5);
    };
    const both: Part = {
      name: 'both',
      layer: 'tracks',
      rows: [way('walker', 'above_water'), way('sonar', 'under_water')],
    };
    const { id } = await load(db, both);
    const stretches = await db.query(
      `select t.source_id as track, count(*)::int as stretches from register.surveyed_range g
         join register.survey_track t on t.district = g.district and t.id = g.track_id
        where g.district = $1 and t.source_id in ('walker', 'sonar') group by 1 order by 1`,
      [KEY],
    );
    expect(stretches).toEqual([
      { track: 'sonar', stretches: 1 },
      { track: 'walker', stretches: 2 },
    ]);
    const state = await derivedState(db, KEY);
    await deriveAnew(db, KEY);
    expect(await derivedState(db, KEY)).toEqual(state);
    await undo(id!);
  });

  it('of the same tracks again leaves the ledger and every row as it was', async () => {
    const before = await derivedState(db, KEY);
    const since = await transactionId(db);
    const rows_same = TRACKS_JUNE.rows.length;
    expect(await load(db, TRACKS_JUNE, KEY, { fingerprint: 'again' })).toMatchObject({ rows_new: 0, rows_same });
    expect(await written(db, since)).toEqual({});
    expect(await derivedState(db, KEY)).toEqual(before);
  });

  it('counts as of its day: a day before is a district that never had what is dated later', async () => {
    const until = '2023-05-31';
    const ledger = async () => {
      const snapshot = await loadSnapshot(db, KEY);
      const rows = GROUPS.flatMap((group) => coverageRows(snapshot, { group, asOf: until }));
      return rows
        .map(({ river_id, key, ...row }) => JSON.stringify({ ...row, key: key.replace(/^#\d+$/, '#') }))
        .sort();
    };
    const asOf = await ledger();
    const dated = RECORDS.rows.filter(({ properties }) => String(properties.date) <= until);
    await fresh([...PARTS.filter((each) => each !== TRACKS_JUNE), { ...RECORDS, rows: dated }]);
    expect(asOf).toEqual(await ledger());
    expect(asOf.some((row) => !row.includes('"covered_km":0,'))).toBe(true);
  });

  it('of records: the ranges of other records keep their ids', async () => {
    const before = await ids(db, KEY, 'surveyed_range');
    const more = part('more', 'surveys', [
      { source_id: 'v9', river: 'R2', from_m: 50, to_m: 90, mode: 'under_water', date: '2023-07-01' },
      null,
    ]);
    await load(db, more);
    expect(kept(before, await ids(db, KEY, 'surveyed_range'))).toEqual(before);
    expect(await derivedState(db, KEY)).toEqual(await fresh([...PARTS, RECORDS, more]));
  });

  it('of an edited river: other routes keep their ids, links and ranges follow', async () => {
    const before = await db.query<{ id: number; key: string | null; role: string }>(
      `select r.id, v.key, r.role from register.route r join register.river v on v.district = r.district and v.id = r.river_id`,
    );
    const edited = {
      ...RIVERS_EAST,
      name: 'edited',
      rows: RIVERS_EAST.rows.map((row) =>
        row.properties.source_id === 's2' ? { ...row, geometry: line([5000, 30], [3500, 90], [1900, 0]) } : row,
      ),
    };
    expect(await load(db, edited)).toMatchObject({ rows_changed: 1, rows_same: 2 });
    const after = await ids(db, KEY, 'route');
    const lost = before.filter(({ id }) => !after.includes(id));
    expect(lost.map(({ key, role }) => `${key} ${role}`)).toEqual(['R1 main']);
    expect(await derivedState(db, KEY)).toEqual(await fresh([...PARTS, RECORDS, edited]));
  });

  it('that moves a line to another river takes it from the first', async () => {
    const moved = part('moved', 'rivers', [
      { key: 'R9', source_id: 's3', name: '新河', level: 'village' },
      RIVERS_EAST.rows[1].geometry,
    ]);
    await load(db, moved);
    const rows = await db.query(
      `select v.key, r.role from register.route r join register.river v on v.district = r.district and v.id = r.river_id
        where v.key in ('R1', 'R9') order by 1, 2`,
    );
    expect(rows).toEqual([
      { key: 'R1', role: 'main' },
      { key: 'R9', role: 'main' },
    ]);
  });

  it('of a lake that now names a river: its own entry goes; named no more, it comes back', async () => {
    const lake = (more: object) =>
      part(JSON.stringify(more), 'water-bodies', [
        { key: 'L1', kind: 'lake', name: '淀山湖', level: 'municipal', official_length_km: 2.2, river: null, ...more },
        polygon(box(-800, 300, -300, 900)),
      ]);
    const before = await derivedState(db, KEY);
    await load(db, lake({ river: 'R2' }));
    const named = await derivedState(db, KEY);
    expect(named.rivers.filter((river) => river.includes('淀山湖'))).toEqual([]);
    expect(named.waters.find((water) => water.includes('"L1"'))).toContain('"river":"R2"');
    await load(db, lake({}));
    expect(await derivedState(db, KEY)).toEqual(before);
    await load(db, lake({ official_length_km: 3 }));
    expect((await derivedState(db, KEY)).rivers.find((river) => river.includes('淀山湖'))).toContain('3000000');
  });

  it('of outfalls: the links of others are not written again', async () => {
    const versions = () =>
      db.query(`select outfall_id, version from register.outfall_link order by 1 limit ${OUTFALLS.rows.length}`);
    const before = await versions();
    await load(db, part('o8', 'outfalls', [{ source_id: 'o8' }, point(500, 900)]));
    expect(await versions()).toEqual(before);
  });
});

const transactionId = async (db: Database) =>
  (await db.query<{ id: string }>('select pg_current_xact_id()::text as id'))[0].id;

/** Rows of each table of the district that a transaction since this one wrote and that are still there. */
async function written(db: Database, since: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of WATCHED) {
    const [{ rows }] = await db.query<{ rows: number }>(
      `select count(*)::int as rows from register.${table} where district = $1 and xmin::text::bigint > $2::bigint`,
      [KEY, since],
    );
    if (rows > 0) counts[table] = rows;
  }
  return counts;
}

const WATCHED = [
  'town',
  'river',
  'source_segment',
  'water_body',
  'route',
  'source_range',
  'route_town',
  'route_zone',
  'outfall',
  'outfall_link',
  'outfall_zone',
  'survey_track',
  'survey_record',
  'record_ground',
  'record_anchor',
  'surveyed_range',
];

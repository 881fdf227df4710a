/** Rows of derived tables that psql deleted, edited or added are made again as emptied tables are; what the service writes is not told as that. */
import { describe, expect, it } from 'vitest';
import { catchUp, catchUpAll } from '../../server/district/derive/catch-up.ts';
import { getDistrict } from '../../server/district/district.ts';
import { Districts } from '../../server/district/districts.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { districtOverviews } from '../../server/report/district-overview.ts';
import { reportNotes } from '../../server/report/notes.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { derivedState, type State } from './derived-state.ts';
import { box, KEY, load, loadAll, PARTS, part, polygon, RECORDS } from './small-district.ts';

const AREAS = [
  part('zones', 'zones', [{ key: 'Z', name: '水源地', kind: 'drinking_water' }, polygon(box(-200, -200, 900, 200))]),
  part('basins', 'basins', [{ key: 'S', name: '流域' }, polygon(box(-500, -500, 800, 800))]),
];

const EDITS = [
  'delete from register.surveyed_range where id = (select max(id) from register.surveyed_range)',
  'update register.surveyed_range set to_mm = to_mm - 1 where id = (select max(id) from register.surveyed_range)',
  `insert into register.surveyed_range (district, id, route_id, mode, bank, kind, from_mm, to_mm, day, track_id, version)
   select district, 9999, route_id, mode, bank, kind, 0, 1, day, track_id, version from register.surveyed_range limit 1`,
  'delete from register.route_town where route_id = (select min(route_id) from register.route_town)',
  `delete from register.route_zone where kind = 'basin' and route_id = (select min(route_id) from register.route_zone)`,
  'update register.source_range set reversed = not reversed where route_id = (select min(route_id) from register.source_range)',
  'delete from register.record_anchor where record_id = (select min(record_id) from register.record_anchor)',
  'update register.outfall_zone set distance_mm = distance_mm + 1',
  'update register.route set length_mm = length_mm - 1 where id = (select min(id) from register.route)',
];

describe('rows of derived tables that are written by hand', async () => {
  let before: State;
  const db = await emptiedDatabase(async (db) => {
    await loadAll(db, [...PARTS, RECORDS, ...AREAS]);
    await catchUp(db, KEY);
    before = await derivedState(db, KEY);
  });
  const isWaiting = async () => [
    (await getDistrict(db, KEY)).recomputing,
    ...(await districtOverviews(db)).map(({ recomputing }) => recomputing),
  ];

  it.each(EDITS)('%s: told, and as before once derived', async (edit) => {
    expect(await isWaiting()).toEqual([false, false]);
    await db.run(edit);
    expect(await isWaiting()).toEqual([true, true]);
    await catchUpAll(db);
    expect(await derivedState(db, KEY)).toEqual(before);
    expect(await isWaiting()).toEqual([false, false]);
  });

  it.each(EDITS)('%s: no figure is answered from them by a running server', async (edit) => {
    const districts = new Districts(db, { memoryBytes: 1e9 });
    await districts.get(KEY);
    await db.run(edit);
    const now = await districts.get(KEY);
    expect(reportNotes(now.district).join()).not.toContain('being recomputed');
    expect(now.surveyed).toEqual((await loadSnapshot(db, KEY)).surveyed);
    expect(await derivedState(db, KEY)).toEqual(before);
  });

  it('are made again by a server that starts, and by the next import', async () => {
    await db.run(EDITS[0]);
    expect((await new Districts(db, { memoryBytes: 1e9 }).recent(KEY)).district.recomputing).toBe(false);
    await db.run(EDITS[3]);
    await load(db, part('venues', 'venues', [{ name: '场馆' }, { type: 'Point', coordinates: [121, 31] }]));
    expect(await isWaiting()).toEqual([false, false]);
    expect(await derivedState(db, KEY)).toEqual(before);
  });

  it('are not those that go with the rows they refer to: of them follows what follows from the edit', async () => {
    await db.query('delete from register.outfall where district = $1', [KEY]);
    await db.query('delete from register.survey_record where district = $1', [KEY]);
    const [{ edited }] = await db.query<{ edited: string[] }>(
      'select edited_tables as edited from register.district where key = $1',
      [KEY],
    );
    expect(edited).toEqual([]);
  });
});

/** A process reads what was touched and nothing else, and everything where that cannot be told. */
import { describe, expect, it } from 'vitest';
import { derive } from '../../../server/district/derive/derive.ts';
import { Districts } from '../../../server/district/districts.ts';
import { readDistrict } from '../../../server/district/follow/follow.ts';
import { loadSnapshot, type Snapshot } from '../../../server/district/snapshot.ts';
import { editOutfall } from '../../../server/register/edit-outfall.ts';
import { undoBatch } from '../../../server/register/undo.ts';
import { emptiedDatabase, removeDistrict } from '../../support/emptied-database.ts';
import { KEY, line, load, part, walk } from '../small-district.ts';
import { loadSurrounded } from './surrounded.ts';

describe('a process that follows', async () => {
  const db = await emptiedDatabase(loadSurrounded);
  const TRACK = {
    name: 'one',
    layer: 'tracks' as const,
    rows: [
      walk(
        'one',
        '2023-08-01T01:00:00Z',
        [
          [3000, 215],
          [4500, 225],
        ],
        { crew: 'w' },
        77,
      ),
    ],
  };
  /** Parts that are not the very objects of before. */
  const others = (before: Snapshot, after: Snapshot) =>
    Object.keys(before)
      .filter((name) => before[name as keyof Snapshot] !== after[name as keyof Snapshot])
      .sort();

  it('reads the routes of a new track, and of one that is taken back, and nothing else', async () => {
    const held = await readDistrict(db, KEY);
    expect(held).toMatchObject({ isWhole: true });
    const { id } = await load(db, TRACK);
    const after = await readDistrict(db, KEY, held.snapshot);
    expect(after).toMatchObject({ isWhole: false, parts: ['surveyed'] });
    expect(others(held.snapshot, after.snapshot)).toEqual(['district', 'surveyed']);
    const [{ ranges, routes, lines }] = await db.query<Record<'ranges' | 'routes' | 'lines', number>>(
      `select count(distinct s.route_id)::int as routes, (select count(*) from register.surveyed_range where district = $1 and route_id = any(array_agg(distinct s.route_id)))::int
                as ranges, (select count(*) from register.touched where district = $1 and version = $2)::int as lines
         from register.surveyed_range s join register.survey_track t on t.district = s.district and t.id = s.track_id
        where s.district = $1 and t.source_id = 'one'`,
      [KEY, after.snapshot.district.version],
    );
    expect(ranges).toBeGreaterThan(0);
    expect(ranges).toBeLessThan(held.snapshot.surveyed.day.length);
    expect(after.rows).toBe(lines + routes + ranges); // what was touched, the routes of the track, all ranges on them
    await undoBatch(db, KEY, id!, 'test', derive);
    const undone = await readDistrict(db, KEY, after.snapshot);
    expect(undone).toMatchObject({ isWhole: false, parts: ['surveyed'] });
    expect(undone.snapshot.surveyed).toStrictEqual(held.snapshot.surveyed);
  });

  it('reads the outfalls of the routes that an edited outfall lay on', async () => {
    const held = await loadSnapshot(db, KEY);
    await editOutfall(db, KEY, 1, { status: 'rejected' }, { author: 'test' });
    const after = await readDistrict(db, KEY, held);
    expect(after).toMatchObject({ isWhole: false, parts: ['outfallPlaces'] });
    expect(after.snapshot.outfallPlaces.measure.length).toBe(held.outfallPlaces.measure.length - 1);
  });

  it('reads nothing of what is not in memory', async () => {
    const held = await loadSnapshot(db, KEY);
    await db.run(`update register.outfall_zone set version = version where district = '${KEY}'`);
    const after = await readDistrict(db, KEY, held);
    expect(after).toMatchObject({ isWhole: false, parts: [] });
    expect(others(held, after.snapshot)).toEqual(['district']);
  });

  it('reads everything when a version was counted up past the triggers, and when lines are gone', async () => {
    let held = await loadSnapshot(db, KEY);
    await db.run(`update register.district set version = version + 1 where key = '${KEY}'`);
    expect(await readDistrict(db, KEY, held)).toMatchObject({ isWhole: true });
    held = await loadSnapshot(db, KEY);
    for (let i = 0; i < 300; i++) await db.run(`select register.write_version('${KEY}')`);
    expect(await readDistrict(db, KEY, held)).toMatchObject({ isWhole: true });
    held = await loadSnapshot(db, KEY);
    for (let i = 0; i < 200; i++) await db.run(`select register.write_version('${KEY}')`);
    expect(await readDistrict(db, KEY, held)).toMatchObject({ isWhole: false, parts: [] });
  });

  it('reads everything of a district that was deleted and made anew, whichever of the two had more versions', async () => {
    const districts = new Districts(db, { memoryBytes: 1e9 });
    for (const more of [30, -30]) {
      const { district } = await districts.get(KEY);
      await removeDistrict(db);
      await loadSurrounded(db);
      await load(db, part('far river', 'rivers', [{ key: 'R2', source_id: 's4' }, line([0, -700], [2500, -690])]));
      await db.run(
        `update register.district set version = ${district.version + more}, derived_version = ${district.version + more}`,
      );
      await db.run(`insert into register.touched (district, version, table_name)
        select '${KEY}', v, 'district' from generate_series(1, ${district.version + more}) as v on conflict do nothing`);
      expect(await districts.get(KEY)).toStrictEqual(await loadSnapshot(db, KEY));
      expect(districts.readings.findLast(KEY)).toMatchObject({ isWhole: true });
    }
  });
});

/** Derived tables emptied by psql are made again: by a running server, by the next one, by the next import; until then it is told. */
import { describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { catchUp, catchUpAll, deriveAnew } from '../../server/district/derive/catch-up.ts';
import { getDistrict } from '../../server/district/district.ts';
import { Districts } from '../../server/district/districts.ts';
import { loadSnapshot, type Snapshot } from '../../server/district/snapshot.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { reportNotes } from '../../server/report/notes.ts';
import { addTarget } from '../../server/rules/targets/own-targets.ts';
import { command } from '../support/command.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { derivedState, ids, type State } from './derived-state.ts';
import { box, KEY, load, loadAll, PARTS, part, polygon, RECORDS } from './small-district.ts';

const AREAS = [
  part('zones', 'zones', [{ key: 'Z', name: '水源地', kind: 'drinking_water' }, polygon(box(-200, -200, 900, 200))]),
  part('basins', 'basins', [{ key: 'S', name: '流域' }, polygon(box(-500, -500, 800, 800))]),
];

describe('derived tables that are emptied', async () => {
  let before: State;
  const db = await emptiedDatabase(async (db) => {
    await loadAll(db, [...PARTS, RECORDS, ...AREAS]);
    await db.query(
      `update register.outfall_link set reviewer = '王工', status = 'confirmed'
        where district = $1 and route_id is not null`,
      [KEY],
    );
    await catchUp(db, KEY);
    before = await derivedState(db, KEY);
  });
  const isWaiting = async () => (await getDistrict(db, KEY)).recomputing;
  const filled = () => db.query('select derived_tables from register.district where key = $1', [KEY]);

  it.each([
    'surveyed_range',
    'route_town',
    'route_zone',
    'source_range',
    'record_anchor',
    'outfall_zone',
    'latin_name',
    'surveyed_range, register.route_town, register.route_zone, register.source_range, register.record_anchor, register.outfall_zone, register.latin_name, register.reach_match',
  ])('%s: all that is derived is as before', async (tables) => {
    const had = await filled();
    await db.run(`truncate register.${tables}`);
    expect(await isWaiting()).toBe(true);
    await catchUpAll(db);
    expect(await derivedState(db, KEY)).toEqual(before);
    expect([await isWaiting(), await filled()]).toEqual([false, had]);
  });

  it('on which recorded things lie cannot be truncated', async () => {
    for (const table of ['route cascade', 'record_ground', 'ground_line', 'review_ground'])
      await expect(db.run(`truncate register.${table}`)).rejects.toMatchObject({ code: 'truncate_refused' });
  });

  it('with the routes gone, too, are as before, reviewed links among them', async () => {
    await db.query(`update register.source_segment set source_id = source_id where district = $1`, [KEY]); // grounds of reviews are kept
    await catchUp(db, KEY);
    await db.transaction(async (tx) => {
      await tx.run('set local session_replication_role = replica');
      for (const table of ['route', 'route_town', 'route_zone', 'source_range', 'surveyed_range', 'outfall_zone'])
        await tx.query(`delete from register.${table} where district = $1`, [KEY]);
    });
    await catchUpAll(db);
    expect(await derivedState(db, KEY)).toEqual(before);
  });

  it('are made again by a running server, also where no trigger told it, and told until then', async () => {
    const districts = new Districts(db, { memoryBytes: 1e9 });
    await districts.get(KEY);
    for (const by of ['', 'set local session_replication_role = replica']) {
      await db.transaction(async (tx) => {
        if (by) await tx.run(by);
        await tx.run('truncate register.surveyed_range');
      });
      const stale = await loadSnapshot(db, KEY);
      expect(reportNotes(stale.district).join()).toContain('being recomputed');
      await districts.refresh();
      expect((await districts.get(KEY)).surveyed).toEqual((await loadSnapshot(db, KEY)).surveyed);
      expect(await derivedState(db, KEY)).toEqual(before);
    }
  });

  it.each(['held before', 'not held'])(
    'are no zeros by town for who asks while another process derives: %s',
    async (how) => {
      const districts = new Districts(db, { memoryBytes: 1e9 });
      const byTown = (snapshot: Snapshot) => coverageRows(snapshot, { group: 'town' });
      const whole = byTown(await loadSnapshot(db, KEY));
      if (how === 'held before') await districts.get(KEY);
      await db.run('truncate register.route_town');
      const { release, done } = await derivesMeanwhile(db);
      const asked = districts.get(KEY);
      const first = await Promise.race([asked, new Promise((answer) => setTimeout(answer, 500, 'waits'))]);
      release();
      await done;
      expect(first).toBe('waits');
      expect(byTown(await asked)).toEqual(whole);
      expect((await asked).district.recomputing).toBe(false);
    },
  );

  it('are made again by a server that starts, before its first answer', async () => {
    await db.run('truncate register.surveyed_range');
    const { district, surveyed } = await new Districts(db, { memoryBytes: 1e9 }).recent(KEY);
    expect([district.recomputing, surveyed.from.length > 0]).toEqual([false, true]);
  });

  it('are not forgotten by an edit from which nothing is derived, and made again by an import', async () => {
    await db.run('truncate register.surveyed_range');
    await addTarget(db, KEY, { words: '水上', metric: 'above_water_ledger_km', threshold: 1 }, { author: 'test' });
    expect(await isWaiting()).toBe(true);
    await load(db, part('venues', 'venues', [{ name: '场馆' }, { type: 'Point', coordinates: [121, 31] }]));
    expect(await isWaiting()).toBe(false);
    expect(await derivedState(db, KEY)).toEqual(before);
  });

  it('are none where the last of what they are derived from went', async () => {
    await db.query('delete from register.survey_track where district = $1', [KEY]);
    await db.query('delete from register.survey_record where district = $1', [KEY]);
    await catchUp(db, KEY);
    expect([await isWaiting(), await ids(db, KEY, 'surveyed_range')]).toEqual([false, []]);
  });

  it('in part, past the triggers, are found by atlas verify, which names the command that makes them again', async () => {
    await db.transaction(async (tx) => {
      await tx.run('set local session_replication_role = replica');
      await tx.query(`delete from register.surveyed_range where district = $1 and track_id is not null`, [KEY]);
    });
    const failed = await command(db, `verify --district ${KEY} --all --format json`);
    expect(failed).toMatchObject({ code: 1, err: expect.stringContaining(`atlas districts rebuild ${KEY}`) });
    expect(await command(db, `districts rebuild ${KEY}`)).toMatchObject({ code: 0 });
    expect(await derivedState(db, KEY)).toEqual(before);
    expect(await command(db, `verify --district ${KEY} --all`)).toMatchObject({ code: 0 });
  });

  it('or edited are made again on demand', async () => {
    await db.query('update register.surveyed_range set to_mm = to_mm + 1000 where district = $1', [KEY]);
    await deriveAnew(db, KEY);
    expect(await derivedState(db, KEY)).toEqual(before);
  });
});

/** Another process at it, until it is released. */
async function derivesMeanwhile(db: Database): Promise<{ release: () => void; done: Promise<unknown> }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let done: Promise<unknown> = Promise.resolve();
  await new Promise<void>((locked) => {
    done = db.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtext('derive'), hashtext($1))`, [KEY]);
      locked();
      await released;
    });
  });
  return { release, done };
}

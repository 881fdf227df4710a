/** The ledger as known at every version of a district is what its reports said then. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { catchUp } from '../../server/district/derive/catch-up.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { loadKnown } from '../../server/district/known/load-known.ts';
import { parseMoment, versionAt } from '../../server/district/known/moment.ts';
import { loadSnapshot, type Snapshot } from '../../server/district/snapshot.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { CHANGES } from '../../server/report/diff/changes.ts';
import { DIFF_GROUPS, diffRanges, diffRows } from '../../server/report/diff/coverage-diff.ts';
import type { Ledger } from '../../server/report/diff/route-pieces.ts';
import { testDatabase } from '../support/database.ts';
import { everythingSaid } from './everything-said.ts';
import { KEY, line, load, loadAll, PARTS, part, RECORDS, RIVERS_EAST, TRACKS_JUNE } from './small-district.ts';

describe('known at', () => {
  let db: Database;
  /** What reports said, by version. */
  const said = new Map<number, string[]>();
  /** Ledgers as known then, by version. */
  const past: Snapshot[] = [];

  beforeAll(async () => {
    db = await testDatabase();
    for (const step of STEPS) {
      await step(db);
      const snapshot = await loadSnapshot(db, KEY);
      said.set(snapshot.district.version, everythingSaid(snapshot));
    }
  });
  afterAll(() => db.close());

  it('each version is the ledger that was reported then: imported, redrawn, edited or undone later does not count', async () => {
    expect(new Set([...said.values()].map((rows) => rows.join())).size).toBeGreaterThan(15);
    for (const [version, rows] of said) {
      const known = await loadKnown(db, KEY, { version });
      expect(everythingSaid(known), `version ${version}`).toEqual(rows);
      past.push(known);
    }
  });

  it('differences of any two reconcile with the reports of both, whatever was redrawn, renamed or taken away', () => {
    const changes = new Set<string>();
    for (const [i, from] of past.map(ledger).entries())
      for (const to of [past[0], past[i + 1] ?? past[0], past.at(-1)!].map(ledger)) {
        expectReconciled(from, to);
        for (const { change } of diffRanges({ from, to })) changes.add(change);
      }
    expect(changes).toEqual(new Set(CHANGES.filter((change) => change !== 'measured' && change !== 'bridged')));
  });

  it('counts as of a day what was known then', async () => {
    const { district } = await loadSnapshot(db, KEY);
    const [first] = [...said.keys()].filter((version) => version < district.version);
    const known = await loadKnown(db, KEY, { version: first });
    expect(known.district).toMatchObject({ key: KEY, number: district.number, version: first, recomputing: false });
    const none = coverageRows(known, { group: 'district', asOf: '2020-01-01' });
    expect(none.map(({ covered_km }) => covered_km)).toEqual([0, 0]);
  });

  it('leaves nothing behind: no district, row, version or history', async () => {
    const counts = () =>
      db.query(
        `select (select count(*) from register.district) as districts, (select count(*) from register.survey_track) as tracks,
                (select count(*) from register.change) as changes, (select sum(version) from register.district) as versions,
                (select count(*) from register.surveyed_range) as ranges`,
      );
    const before = await counts();
    await loadKnown(db, KEY, { version: [...said.keys()][3] });
    expect(await counts()).toEqual(before);
  });

  it('keeps the ids of routes that are drawn as they were', async () => {
    const now = await loadSnapshot(db, KEY);
    const then = await loadKnown(db, KEY, { version: [...said.keys()].at(-2)! });
    const kept = [...then.rulers.routeId].filter((id) => now.rulers.routeId.includes(id));
    expect(kept.length).toBeGreaterThan(3);
    expect([...then.rulers.routeId].filter((id) => !kept.includes(id)).every((id) => id > 1e9)).toBe(true);
  });

  it('of a day is the last version before the next change, in local time; of a day to come it is now', async () => {
    await db.run(`update register.change set changed_at = '2023-03-01T15:59:59Z' where version <= 3;
      update register.change set changed_at = '2023-03-01T16:00:00Z' where version > 3`); // UTC+8
    const version = (moment: string) => db.transaction((tx) => versionAt(tx, KEY, parseMoment(moment)));
    expect(await version('2023-03-01')).toBe(3);
    expect(await version('2023-03-02')).toBe((await loadSnapshot(db, KEY)).district.version);
    expect(await version('9')).toBe(9);
    await expect(version('2023-02-28')).rejects.toMatchObject({ code: 'known_at_too_early', status: 409 });
    await expect(version('0')).rejects.toMatchObject({ code: 'known_at_too_early' });
    for (const wrong of ['yesterday', '2023-02-30', '-1']) expect(() => parseMoment(wrong)).toThrow(wrong);
  });

  it('is what it was with records removed since, and refused only where their ground is lost', async () => {
    const key = 'ground';
    await loadAll(db, [...PARTS, RECORDS], key);
    await load(db, redrawn(3), key);
    const then = await loadSnapshot(db, key);
    const { version } = then.district;
    await db.run(`delete from register.survey_record where district = '${key}' and from_mm is not null`);
    await catchUp(db, key);
    expect(everythingSaid(await loadKnown(db, key, { version }))).toEqual(everythingSaid(then));
    // a register that removed them before grounds outlived their records
    await db.run(`with gone as (delete from register.record_ground g where district = '${key}' and day is null returning record_id)
      insert into register.lost_ground select distinct '${key}', record_id from gone`);
    await expect(loadKnown(db, key, { version })).rejects.toMatchObject({ code: 'known_at_ground_lost', status: 409 });
    await expect(loadKnown(db, key, { version: version - 1 })).resolves.toBeDefined(); // not redrawn yet: placed exactly
  });

  it('is not refused for what changed on other rivers', async () => {
    const key = 'elsewhere';
    await loadAll(db, [...PARTS, RECORDS], key);
    await load(db, part('another', 'rivers', [{ key: 'R9', source_id: 's9' }, line([0, 5000], [900, 5000])]), key);
    const then = await loadSnapshot(db, key);
    await db.run(`delete from register.survey_record where district = '${key}'`);
    await catchUp(db, key);
    const known = await loadKnown(db, key, { version: then.district.version });
    expect(everythingSaid(known)).toEqual(everythingSaid(then));
  });
});

const ledger = (snapshot: Snapshot): Ledger => ({ snapshot, lastDay: Number.POSITIVE_INFINITY });
const mm = (km: number) => Math.round(km * 1e6);

function expectReconciled(from: Ledger, to: Ledger): void {
  for (const group of DIFF_GROUPS) {
    const [then, now] = [from, to].map(({ snapshot }) => reported(snapshot, group));
    const back = new Map(diffRows({ from: to, to: from }, group).map((row) => [`${row.key} ${row.mode}`, row]));
    for (const row of diffRows({ from, to }, group)) {
      const key = `${row.key} ${row.mode}`;
      const [before, after, reverse] = [then.get(key) ?? NONE, now.get(key) ?? NONE, back.get(key)!];
      const sides = [row.from_length_km, row.from_covered_km, row.from_duplicate_km];
      expect(sides).toEqual([before.length_km, before.covered_km, before.duplicate_km]);
      const redrawn = ['bridged', 'once', 'repeated'] as const;
      const onNewLines = redrawn.reduce((sum, state) => sum + mm(row[`redrawn_${state}_km`]), 0);
      const covered =
        mm(row.newly_covered_km) - mm(row.lost_km) + mm(row.added_covered_km) - mm(row.removed_covered_km);
      expect(mm(before.covered_km) + covered + onNewLines).toBe(mm(after.covered_km));
      const longer = mm(row.redrawn_to_km) - mm(row.redrawn_from_km);
      expect(mm(row.redrawn_gap_km) + onNewLines).toBe(longer);
      expect(mm(before.length_km) + mm(row.added_km) - mm(row.removed_km) + longer).toBe(mm(after.length_km));
      const twice = mm(row.newly_repeated_km) - mm(row.no_longer_repeated_km) + mm(row.redrawn_repeated_km);
      expect(mm(before.duplicate_km) + twice).toBe(mm(after.duplicate_km));
      expect([reverse.lost_km, reverse.removed_km, reverse.redrawn_from_km]).toEqual([
        row.newly_covered_km,
        row.added_km,
        row.redrawn_to_km,
      ]);
    }
  }
}

const NONE = { length_km: 0, covered_km: 0, duplicate_km: 0 };
const reported = (snapshot: Snapshot, group: (typeof DIFF_GROUPS)[number]) =>
  new Map(coverageRows(snapshot, { group }).map((row) => [`${row.key} ${row.mode}`, row]));

const redrawn = (north: number) =>
  part(`redrawn ${north}`, 'rivers', [{ key: 'R1', source_id: 's1' }, line([0, north], [900, 40 + north], [1900, 0])]);

const undoLayer = async (db: Database, layer: string) => {
  const [{ batch }] = await db.query<{ batch: number }>(
    `select max(id) as batch from register.import_batch where district = $1 and layer = $2 and undone_at is null`,
    [KEY, layer],
  );
  await undoBatch(db, KEY, batch, 'test', derive);
};

const byHand = async (db: Database, statements: string) => {
  await db.run(statements);
  await catchUp(db, KEY);
};

/** A register's life: parts come, a river is redrawn, batches are undone, people edit rows and settings. */
const STEPS: ((db: Database) => Promise<unknown>)[] = [
  ...[...PARTS, RECORDS].map((each) => (db: Database) => load(db, each)),
  (db) => undoLayer(db, 'tracks'),
  (db) => load(db, redrawn(3)),
  (db) => byHand(db, `update register.survey_track set date = '2023-05-20', crew = 'q' where source_id = 't1'`),
  (db) => load(db, TRACKS_JUNE, KEY, { fingerprint: 'again' }),
  (db) => byHand(db, `delete from register.survey_track where source_id = 't4'`),
  (db) =>
    byHand(db, `update register.district set one_pass_width_m = 500, stale_after_months = 3 where key = '${KEY}'`),
  (db) => byHand(db, `update register.river set official_length_mm = 999000 where key = 'R1'`),
  (db) => byHand(db, `delete from register.water_body where kind = 'lake'`),
  (db) => undoLayer(db, 'surveys'),
  (db) =>
    byHand(db, `delete from register.source_segment where source_id = '${RIVERS_EAST.rows[0].properties.source_id}'`),
  (db) => byHand(db, `delete from register.town where key = 'b'`),
];

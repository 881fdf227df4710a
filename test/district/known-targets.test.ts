/** Targets of a past register are what was reported then, as far as they are about the ledger; the others say why not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { catchUp } from '../../server/district/derive/catch-up.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { editDistrict } from '../../server/register/edit-district.ts';
import { saveRiverSet } from '../../server/register/river-sets.ts';
import { knownTargetAnswer, type TargetAnswer, targetAnswer } from '../../server/report/targets/targets.ts';
import { addTarget, editTarget, removeTarget } from '../../server/rules/targets/own-targets.ts';
import { testDatabase } from '../support/database.ts';
import { box, KEY, load, loadAll, PARTS, part, polygon, RECORDS, TRACKS_JUNE } from './small-district.ts';

const ASKED = { asOf: '2023-12-31' };
const BY = { author: 'test' };
const OF_LEDGER = ['above_water_ledger_km', 'under_water_ledger_km', 'surveyed_length_percent'];
const OF_OUTFALLS = 'traced_count_percent';

describe('targets as known at', () => {
  let db: Database;
  /** What was reported, by version. */
  const said = new Map<number, TargetAnswer>();
  const then = (version: number) => knownTargetAnswer(db, KEY, { version }, ASKED);

  beforeAll(async () => {
    db = await testDatabase();
    await loadAll(
      db,
      PARTS.filter((each) => each !== TRACKS_JUNE),
    );
    await saveRiverSet(db, KEY, '主要河流', { names: ['淀浦河'] }, BY);
    for (const step of STEPS) {
      await step(db);
      await catchUp(db, KEY);
      const answer = await targetAnswer(db, () => loadSnapshot(db, KEY), ASKED);
      said.set(answer.district.version, answer);
    }
  });
  afterAll(() => db.close());

  it('are as they were reported, with the plan, the targets and the coverage of then', async () => {
    const reports = [...said.values()].map((answer) => JSON.stringify(ledgerOf(answer)));
    expect(new Set(reports).size).toBe(STEPS.length - 2); // two add targets that are not of the ledger
    for (const [version, answer] of said)
      expect(ledgerOf(await then(version)), `version ${version}`).toEqual(ledgerOf(answer));
  });

  it('about outfalls and zones say that these are not made again, and give no figure', async () => {
    const [version] = [...said.keys()].slice(-2);
    const { targets, towns, district } = await then(version);
    const others = targets.filter(({ metric, id }) => metric === OF_OUTFALLS || id === 'own-4');
    expect(others.map(({ id }) => id)).toEqual(expect.arrayContaining(['own-3', 'own-4']));
    for (const { id, status, reason, reached, part } of others) {
      expect([id, status, reached, part]).toEqual([id, 'not_computable', null, null]);
      expect(reason!.zh).toContain('历史时点');
      expect(towns.filter((row) => row.id === id)).toEqual([]);
    }
    expect(district).toMatchObject({ key: KEY, version, isPast: true, recomputing: false });
  });

  it('of the version that stands are the report itself', async () => {
    const [version, answer] = [...said].at(-1)!;
    expect(await then(version)).toEqual(answer);
  });
});

const ofLedger = ({ metric, scope }: TargetAnswer['targets'][number]) =>
  OF_LEDGER.includes(metric!) && ['district', 'rivers', 'river_set', 'parks'].includes(scope);

function ledgerOf({ pack, asOf, targets, towns, rivers }: TargetAnswer) {
  const held = targets.filter(ofLedger);
  const ids = new Set(held.map(({ id }) => id));
  return { pack, asOf, targets: held, towns: towns.filter(({ id }) => ids.has(id)), rivers };
}

const ABOVE = { metric: 'above_water_ledger_km', threshold: 3 } as const;

const STEPS: ((db: Database) => Promise<unknown>)[] = [
  (db) => addTarget(db, KEY, { words: '水上', ...ABOVE }, BY),
  (db) => addTarget(db, KEY, { words: '河长', metric: 'surveyed_length_percent', threshold: 80 }, BY),
  (db) => addTarget(db, KEY, { words: '溯源', metric: OF_OUTFALLS, threshold: 100 }, BY),
  (db) => addTarget(db, KEY, { words: '水源', ...ABOVE, scope: 'drinking_water' }, BY),
  (db) => addTarget(db, KEY, { words: '主要', ...ABOVE, scope: 'river_set', scope_names: ['主要河流'] }, BY),
  (db) => addTarget(db, KEY, { words: '园区', ...ABOVE, scope: 'parks' }, BY),
  (db) => load(db, part('parks', 'parks', [{ key: 'P', name: '园区' }, polygon(box(200, -200, 1200, 400))])),
  (db) => load(db, TRACKS_JUNE),
  (db) => load(db, RECORDS),
  (db) => editDistrict(db, KEY, { pack: 'QP' }, BY),
  (db) => editTarget(db, KEY, 1, { threshold: 1 }, BY),
  (db) => removeTarget(db, KEY, 2, BY),
  (db) => db.run(`delete from register.survey_track where district = '${KEY}' and source_id = 't1'`),
  (db) => db.run(`update register.river set official_length_mm = 999000 where district = '${KEY}' and key = 'R1'`),
];

/** What is asked beside the ledger as it was known: the survey net, parks, residential areas and named sets of rivers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { catchUp } from '../../server/district/derive/catch-up.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { loadKnown } from '../../server/district/known/load-known.ts';
import { loadSnapshot, type Snapshot } from '../../server/district/snapshot.ts';
import { saveRiverSet } from '../../server/register/river-sets.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { type CellAnswer, cellAnswer, knownCellAnswer } from '../../server/report/cells/report.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { parseScope } from '../../server/report/facets/scope.ts';
import { testDatabase } from '../support/database.ts';
import { box, KEY, load, loadAll, PARTS, part, polygon, TRACKS_JUNE } from './small-district.ts';

describe('known at', () => {
  let db: Database;
  /** What was said, by version. */
  const said = new Map<number, Said>();

  beforeAll(async () => {
    db = await testDatabase();
    await loadAll(
      db,
      PARTS.filter(({ layer }) => layer !== 'tracks'),
    );

    await saveRiverSet(db, KEY, '主要河流', { names: ['淀浦河'] }, { author: 'test' });
    for (const step of STEPS) {
      await step(db);
      await catchUp(db, KEY);
      const snapshot = await loadSnapshot(db, KEY);
      said.set(snapshot.district.version, { areas: areasSaid(snapshot), cells: await cellsSaid(db) });
    }
  });
  afterAll(() => db.close());

  it('the survey net is as it was reported then: squares walked, outfalls and areas in them', async () => {
    expect(new Set([...said.values()].map(({ cells }) => cells)).size).toBe(STEPS.length);
    for (const [version, { cells }] of said)
      expect(heldIn(await knownCellAnswer(db, KEY, { version }, NET)), `version ${version}`).toBe(cells);
  });

  it('rivers along parks and residential areas are those of then, and a set of rivers is what it is now', async () => {
    expect(new Set([...said.values()].map(({ areas }) => areas)).size).toBeGreaterThan(4);
    for (const [version, { areas }] of said)
      expect(areasSaid(await loadKnown(db, KEY, { version })), `version ${version}`).toBe(areas);
  });

  it('keeps the key and says the version of then', async () => {
    const [version] = said.keys();
    const { district } = await knownCellAnswer(db, KEY, { version }, NET);
    expect(district).toMatchObject({ key: KEY, version, isPast: true, recomputing: false });
  });
});

interface Said {
  areas: string;
  cells: string;
}

const NET = { inlandM: 300, asOf: '2023-12-31', scope: parseScope('set:主要河流,park@100') };
const heldIn = ({ rows, sums }: CellAnswer) => JSON.stringify([rows, sums]);
const cellsSaid = async (db: Database) => heldIn(await cellAnswer(db, () => loadSnapshot(db, KEY), NET));

function areasSaid(snapshot: Snapshot): string {
  const scopes = ['park@50', 'residential@100', 'set:主要河流'].map((scope) =>
    coverageRows(snapshot, { group: 'district', scope: parseScope(scope), asOf: '2023-12-31' }),
  );
  return JSON.stringify([...scopes, coverageRows(snapshot, { group: 'park', asOf: '2023-12-31' })]);
}

async function undoParks(db: Database): Promise<unknown> {
  const [{ id }] = await db.query<{ id: number }>(
    `select id from register.import_batch where district = $1 and layer = 'parks'`,
    [KEY],
  );
  return undoBatch(db, KEY, id, 'test', derive);
}

const STEPS: ((db: Database) => Promise<unknown>)[] = [
  (db) => load(db, part('parks', 'parks', [{ key: 'P', name: '园区' }, polygon(box(200, -200, 1200, 400))])),
  (db) => load(db, part('homes', 'residential', [{ key: 'H', name: '新村' }, polygon(box(2000, -90, 2600, 500))])),
  (db) => load(db, TRACKS_JUNE),
  (db) =>
    db.run(`update register.survey_track set mode = 'under_water' where district = '${KEY}' and source_id = 't4'`),
  (db) => db.run(`delete from register.residential_area where district = '${KEY}'`),
  (db) =>
    db.run(`update register.outfall set status = 'rejected' where district = '${KEY}' and source_id in ('o1', 'o5')`),
  undoParks,
];

/** What was known while a district had no towns: whole, whether towns came later or never. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { loadKnown } from '../../server/district/known/load-known.ts';
import { loadSnapshot, type Snapshot } from '../../server/district/snapshot.ts';
import { routeLength } from '../../server/engine/rulers.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { diffRows } from '../../server/report/diff/coverage-diff.ts';
import { testDatabase } from '../support/database.ts';
import { everythingSaid } from './everything-said.ts';
import { KEY, line, load, part, RIVERS_EAST, RIVERS_WEST, TOWNS, TRACKS_JUNE, TRACKS_MAY } from './small-district.ts';

const REDRAWN = part('redrawn', 'rivers', [{ key: 'R1', source_id: 's1' }, line([0, 3], [900, 43], [1900, 0])]);

describe('known at a version without towns', () => {
  let db: Database;
  /** What reports said, by version. */
  const said = new Map<number, string[]>();

  beforeAll(async () => {
    db = await testDatabase();
    for (const each of [RIVERS_WEST, TRACKS_MAY, RIVERS_EAST, REDRAWN, TRACKS_JUNE]) {
      await load(db, each);
      const snapshot = await loadSnapshot(db, KEY);
      said.set(snapshot.district.version, everythingSaid(snapshot));
    }
  });
  afterAll(() => db.close());

  async function expectAsSaid() {
    for (const [version, rows] of said) {
      const known = await loadKnown(db, KEY, { version });
      expect(everythingSaid(known), `version ${version}`).toEqual(rows);
      expectWhole(known);
    }
  }

  it('is what was said then, in a district that has none to this day', async () => {
    await expectAsSaid();
    const [first] = said.keys();
    const [from, to] = [await loadKnown(db, KEY, { version: first }), await loadSnapshot(db, KEY)];
    const lengths = diffRows({ from: ledger(from), to: ledger(to) }, 'district').map((row) => row.from_length_km);
    expect(lengths).toEqual(coverageRows(from, { group: 'district' }).map(({ length_km }) => length_km));
    expect(lengths.every((km) => km > 0)).toBe(true);
  });

  it('is what was said then, where towns came later', async () => {
    await load(db, TOWNS);
    await expectAsSaid();
  });
});

const ledger = (snapshot: Snapshot) => ({ snapshot, lastDay: Number.POSITIVE_INFINITY });
const mm = (km: number) => Math.round(km * 1e6);

/** The states of each mode are the lines drawn, each metre once. */
function expectWhole(snapshot: Snapshot): void {
  const drawn = Array.from(snapshot.rulers.routeId, (_, i) => routeLength(snapshot.rulers, i)).reduce(
    (a, b) => a + b,
    0,
  );
  for (const { length_km, covered_km, gap_km } of coverageRows(snapshot, { group: 'district' })) {
    expect(mm(length_km)).toBe(drawn);
    expect(mm(covered_km) + mm(gap_km)).toBe(drawn);
  }
}

/** Whatever was imported and undone, in whatever order that is allowed: the register is as if it had never been. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { derivedState } from '../district/derived-state.ts';
import {
  line,
  load,
  OUTFALLS,
  part,
  point,
  RECORDS,
  RIVERS_EAST,
  RIVERS_WEST,
  TOWNS,
  WATERS,
} from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';

const EDITS = [
  RIVERS_EAST,
  WATERS,
  OUTFALLS,
  part('moved river', 'rivers', [{ key: 'R1', source_id: 's1', name: '新名' }, line([0, 12], [900, 52], [1900, 0])]),
  part('far river', 'rivers', [{ key: 'R2', source_id: 's4' }, line([0, -700], [2500, -690])]),
  part('moved outfalls', 'outfalls', [{ source_id: 'o1' }, point(450, 30)], [{ source_id: 'o9' }, point(50, 20)]),
];

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** What people and files brought, without ids, versions and batches. */
async function recorded(district: string): Promise<Record<string, string[]>> {
  const tables = ['town', 'river', 'source_segment', 'water_body', 'outfall', 'survey_record', 'record_anchor'];
  const all: Record<string, string[]> = {};
  for (const table of tables) {
    const rows = await db.query<{ row: string }>(
      `select (to_jsonb(t) - '{district,id,batch_id,river_id,town_id,route_id,record_id,width_mm}'::text[])::text as row
         from register.${table} t where district = $1`,
      [district],
    );
    all[table] = rows.map(({ row }) => row).sort();
  }
  const state = { ...all, ...(await derivedState(db, district)) };
  return JSON.parse(JSON.stringify(state).replaceAll(`\\"${district}\\"`, '\\"D\\"'));
}

it('random imports and undos leave only what still stands', async () => {
  let run = 0;
  const steps = fc.array(fc.record({ undo: fc.boolean(), at: fc.nat(5) }), { minLength: 3, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(steps, async (chosen) => {
      const [tried, plain] = [`t${run}`, `p${run++}`];
      for (const each of [TOWNS, RIVERS_WEST, RECORDS]) {
        await load(db, each, tried);
        await load(db, each, plain);
      }
      const standing: { id: number; edit: (typeof EDITS)[number] }[] = [];
      for (const { undo, at } of chosen) {
        if (!undo) {
          const report = await load(db, EDITS[at], tried);
          if (!report.repeated) standing.push({ id: report.id!, edit: EDITS[at] });
          continue;
        }
        const target = standing[at % Math.max(1, standing.length)];
        if (!target) continue;
        const before = await recorded(tried);
        const refused = await undoBatch(db, tried, target.id, 'tester', derive).then(
          () => undefined,
          (error: { code: string }) => error.code,
        );
        if (refused === undefined) standing.splice(standing.indexOf(target), 1);
        else {
          expect(refused).toBe('batch_built_upon');
          expect(await recorded(tried)).toEqual(before);
        }
      }
      for (const { edit } of standing) await load(db, edit, plain);
      expect(await recorded(tried)).toEqual(await recorded(plain));
      while (standing.length > 0) await undoBatch(db, tried, standing.pop()!.id, 'tester', derive);
      await db.query('delete from register.district where key = $1', [plain]);
      for (const each of [TOWNS, RIVERS_WEST, RECORDS]) await load(db, each, plain);
      expect(await recorded(tried)).toEqual(await recorded(plain));
    }),
    { numRuns: 4, seed: 20261122 },
  );
});

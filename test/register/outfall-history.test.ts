/** The history of outfalls: what it says happened, and that the rows it gives back are those there were. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { addOutfall } from '../../server/register/add-outfall.ts';
import { editOutfall } from '../../server/register/edit-outfall.ts';
import { outfallFieldsAt, outfallHistory, outfallKnownAt } from '../../server/register/outfall-history.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { at, KEY, load, loadAll, OUTFALLS, part, point, RIVERS_WEST, TOWNS } from '../district/small-district.ts';
import { emptiedDatabase, removeDistrict } from '../support/emptied-database.ts';

const db = await emptiedDatabase(async (db) => {
  await loadAll(db, [TOWNS, RIVERS_WEST]);
});

const BY = { author: '李工' };

describe('the history of an outfall', () => {
  it('tells imports, edits, and an import taken back, each with what it changed', async () => {
    await load(db, part('survey', 'outfalls', [{ source_id: 'o1', name: '一号' }, point(400, 30)]));
    await editOutfall(db, KEY, 1, { status: 'confirmed' }, { ...BY, on: '2024-05-01', reason: '现场核实' });
    const [lon, lat] = at(410, 31);
    const moved = await load(db, part('again', 'outfalls', [{ source_id: 'o1', name: '壹号' }, point(410, 31)]));
    await undoBatch(db, KEY, moved.id!, '王', derive);
    const history = await outfallHistory(db, KEY, 1);
    expect(history.map(({ kind, author, batch, reason }) => [kind, author, batch, reason])).toEqual([
      ['import', 'cli', 3, null],
      ['edit', '李工', null, '现场核实'],
      ['import', 'cli', 4, null],
      ['undo', '王', 4, null],
    ]);
    expect(history[1].changes).toEqual([
      { field: 'status', before: 'suspect', after: 'confirmed' },
      { field: 'status_on', before: null, after: '2024-05-01' },
    ]);
    const [old] = [history[0].changes.find(({ field }) => field === 'lon')!.after];
    expect(history[2].changes).toEqual([
      { field: 'lon', before: old, after: expect.closeTo(lon, 8) },
      { field: 'lat', before: expect.any(Number), after: expect.closeTo(lat, 8) },
      { field: 'name', before: '一号', after: '壹号' },
    ]);
    const reversed = history[2].changes.map(({ field, before, after }) => ({ field, before: after, after: before }));
    expect(history[3].changes).toEqual(reversed);
  });

  it('of an outfall whose import was undone stays, and there was none before and after', async () => {
    const { id } = await load(db, OUTFALLS);
    await undoBatch(db, KEY, id!, '王', derive);
    const history = await outfallHistory(db, KEY, 1);
    expect(history.map(({ kind, operation }) => [kind, operation])).toEqual([
      ['import', 'insert'],
      ['undo', 'delete'],
    ]);
    const [made, gone] = history.map(({ version }) => version);
    expect(await outfallKnownAt(db, KEY, 1, { version: made - 1 })).toBeUndefined();
    expect(await outfallKnownAt(db, KEY, 1, { version: made })).toMatchObject({ source_id: 'o1' });
    expect(await outfallKnownAt(db, KEY, 1, { version: gone })).toBeUndefined();
    await expect(outfallHistory(db, KEY, 999)).rejects.toMatchObject({ code: 'outfall_unknown' });
  });

  it('answers for the end of a local day', async () => {
    await load(db, OUTFALLS);
    await editOutfall(db, KEY, 1, { name: '一号' }, BY);
    // 15:59 UTC is the last minute of the day at UTC+8, 16:00 the first of the next
    await db.query(`update register.change set changed_at = case operation
      when 'insert' then timestamptz '2024-05-01T15:59:59.999Z' else timestamptz '2024-05-02T16:00:00Z' end`);
    const nameAt = async (day: string) => (await outfallFieldsAt(db, KEY, 1, day))?.name;
    expect(await nameAt('2024-04-30')).toBeUndefined();
    expect(await nameAt('2024-05-01')).toBeNull();
    expect(await nameAt('2024-05-02')).toBeNull();
    expect(await nameAt('2024-05-03')).toBe('一号');
    await expect(outfallFieldsAt(db, KEY, 999, '2024-05-01')).rejects.toMatchObject({ code: 'outfall_unknown' });
  });
});

// one step of a life: an edit of a few fields, an edit by hand, an import over it, the last import taken back
const value = fc.constantFrom('一号', '二号', null);
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('edit' as const), id: fc.integer({ min: 1, max: 3 }), fields: fields() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('hand' as const), id: fc.integer({ min: 1, max: 3 }), name: value }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('import' as const), name: value, x: fc.integer({ min: 0, max: 900 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'undo' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('add' as const), x: fc.integer({ min: 0, max: 900 }) }) },
);

function fields() {
  return fc.record(
    {
      name: value,
      status: fc.constantFrom('suspect', 'confirmed', 'rejected'),
      sampleable: fc.constantFrom(true, false, null),
      closed_out_on: fc.constantFrom('2024-05-01', '1999-12-31', null),
      sign_phone: fc.constantFrom('010-12345', null),
      receiving_water: fc.constantFrom('淀浦河', '西大盈港', null),
    },
    { requiredKeys: ['name'] },
  );
}
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Takes the step; one that is refused (the row is gone, the batch is built upon) leaves everything as it is. */
async function take(step: Step, nth: number): Promise<void> {
  if (step.kind === 'edit') await editOutfall(db, KEY, step.id, step.fields, BY).catch(refused);
  if (step.kind === 'hand') await db.query('update register.outfall set name = $2 where id = $1', [step.id, step.name]);
  if (step.kind === 'import')
    await load(db, part(`import ${nth}`, 'outfalls', [{ source_id: 'o1', name: step.name }, point(step.x, 30)]));
  if (step.kind === 'add') {
    const [lon, lat] = at(step.x, 35);
    await addOutfall(db, KEY, { lon, lat }, BY).catch(refused);
  }
  if (step.kind === 'undo') {
    const [{ last }] = await db.query<{ last: number }>(
      `select max(id) as last from register.import_batch where undone_at is null and layer = 'outfalls'`,
    );
    if (last !== null) await undoBatch(db, KEY, last, '王', derive).catch(refused);
  }
}

function refused(error: unknown): void {
  if (!(error instanceof Error) || !('code' in error)) throw error;
}

describe('the row known at a version', () => {
  it('is the row that stood there, whatever happened after', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        await removeDistrict(db);
        await loadAll(db, [TOWNS, RIVERS_WEST, OUTFALLS]);
        const copies = [await copy()];
        for (const [nth, each] of steps.entries()) {
          await take(each, nth);
          copies.push(await copy());
        }
        for (const { version, rows } of copies)
          for (const id of [1, 2, 3, 8])
            expect(await outfallKnownAt(db, KEY, id, { version })).toEqual(rows.find((row) => row.id === id));
      }),
      { numRuns: 12 },
    );
  });
});

async function copy() {
  const [{ version }] = await db.query<{ version: number }>('select version from register.district');
  return { version, rows: await db.query<Record<string, unknown>>('select * from register.outfall order by id') };
}

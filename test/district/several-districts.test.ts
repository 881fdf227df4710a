/** Several districts in one process: what befalls one is not the others' affair. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Executor } from '../../server/db/database.ts';
import { getDistrict } from '../../server/district/district.ts';
import { Districts } from '../../server/district/districts.ts';
import { ownDatabase, testMode } from '../support/database.ts';
import { load, OUTFALLS, RIVERS_WEST } from './small-district.ts';

const KEYS = ['aaa', 'zzz'];

describe('of several districts in memory', async () => {
  const db = await ownDatabase();
  afterAll(() => db.close());
  let districts: Districts;
  let failed: [string, string][];
  let told: [string, number | undefined][];

  beforeEach(async () => {
    await db.run('delete from register.district');
    for (const key of KEYS) for (const part of [RIVERS_WEST, OUTFALLS]) await load(db, part, key);
    failed = [];
    told = [];
    districts = new Districts(db, { memoryBytes: 1e9, failed: (key, error) => failed.push([key, String(error)]) });
    for (const key of KEYS) await districts.get(key);
    districts.follow((key, version) => told.push([key, version]));
  });

  const edit = (executor: Executor, key: string) =>
    executor.query(`update register.outfall set receiving_water = '无名环' where district = $1 and source_id = 'o1'`, [
      key,
    ]);
  const isFollowed = async (key: string) => {
    const { recomputing, version } = await getDistrict(db, key);
    return !recomputing && (await districts.recent(key)).district.version === version;
  };

  /** Holds what writers of a district hold; returns what lets go of it. */
  async function beginWriting(key: string): Promise<() => Promise<void>> {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let transaction = Promise.resolve();
    await new Promise<void>((writing) => {
      transaction = db.transaction(async (tx) => {
        await tx.query('select register.write_version($1)', [key]);
        writing();
        await finished;
      });
    });
    return () => {
      finish();
      return transaction;
    };
  }

  it('one that is asked for by its key is read alone, by indexes', async () => {
    const plans: string[] = [];
    const explained: Executor = {
      ...db,
      query: async <Row>(text: string, parameters?: readonly unknown[]) => {
        const plan = await db.query<{ 'QUERY PLAN': string }>(`explain (analyze, timing off) ${text}`, parameters);
        plans.push(plan.map((line) => line['QUERY PLAN']).join('\n'));
        return db.query<Row>(text, parameters);
      },
    };
    expect((await getDistrict(explained, 'aaa')).key).toBe('aaa');
    expect(plans.length).toBe(1);
    expect(plans[0]).toMatch(/on district d .*actual rows=1 loops=1/);
    expect(plans[0]).not.toMatch(/Seq Scan on change/);
  });

  it('one that is deleted leaves, and the others are followed', async () => {
    await edit(db, 'zzz');
    await db.query(`delete from register.district where key = 'aaa'`);
    await districts.refresh();
    expect(await isFollowed('zzz')).toBe(true);
    expect(told).toContainEqual(['aaa', undefined]);
    expect(districts.readings.list().map(({ district }) => district)).toEqual(['zzz']);
    await expect(districts.recent('aaa')).rejects.toMatchObject({ code: 'district_unknown' });
    expect(failed).toEqual([]);
  });

  it('one that cannot be derived is read as it stands, the reason told once, and the others are followed', async () => {
    await db.run(`create function public.fail() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;
      create trigger fail before insert or update on register.outfall_link for each row when (new.district = 'aaa') execute function public.fail()`);
    for (const key of KEYS) await edit(db, key);
    for (let poll = 0; poll < 3; poll++) await districts.refresh();
    expect(failed).toEqual([['aaa', expect.stringContaining('broken')]]);
    const { version, recomputing } = (await districts.recent('aaa')).district;
    expect([version, recomputing]).toEqual([(await getDistrict(db, 'aaa')).version, true]);
    expect(await isFollowed('zzz')).toBe(true);
    await db.run('drop trigger fail on register.outfall_link; drop function public.fail()');
    await districts.refresh();
    expect(await isFollowed('aaa')).toBe(true);
  });

  it.runIf(testMode === 'postgres')('one that somebody writes for long does not hold up the others', async () => {
    for (const key of KEYS) await edit(db, key);
    const finish = await beginWriting('aaa');
    await districts.refresh();
    expect(await isFollowed('zzz')).toBe(true);
    // what was committed of it before is known, too
    expect((await districts.recent('aaa')).district.version).toBe((await getDistrict(db, 'aaa')).version);
    await finish();
    await districts.refresh();
    expect(await isFollowed('aaa')).toBe(true);
  });
});

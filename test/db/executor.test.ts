import { afterAll, describe, expect, it } from 'vitest';
import { kyselyOf } from '../../server/db/kysely.ts';
import { testDatabase } from '../support/database.ts';

describe('executor', async () => {
  const database = await testDatabase();
  afterAll(() => database.close());

  it('returns the same JavaScript values in both modes', async () => {
    const [row] = await database.query(`
      select 9007199254740991::int8 as big, 1.5::numeric as exact, date '2022-03-04' as day,
             timestamptz '2022-03-04 05:06:07.25+08' as at, '{"a": [1]}'::jsonb as doc, '\\x00ff'::bytea as raw,
             array[1, null, 3]::int8[] as list, array['a,b', '"']::text[] as words, true as yes, null as nothing,
             st_setsrid(st_makepoint(121, 31), 4490) as geom, '{[1,3)}'::int8multirange as ranges`);
    expect(row).toEqual({
      big: 9007199254740991,
      exact: 1.5,
      day: '2022-03-04',
      at: '2022-03-03T21:06:07.25Z',
      doc: { a: [1] },
      raw: new Uint8Array([0, 255]),
      list: [1, null, 3],
      words: ['a,b', '"'],
      yes: true,
      nothing: null,
      geom: '01010000208A1100000000000000405E400000000000003F40',
      ranges: '{[1,3)}',
    });
  });

  it('takes parameters of every kind', async () => {
    const [row] = await database.query(
      `select $1::text as word, $2::int8 as big, $3::int[] as list, $4::jsonb as doc, $5::bytea as raw, $6::date as day`,
      ['夏阳', 2 ** 40, [1, 2], { zh: '青浦' }, new Uint8Array([7]), null],
    );
    expect(row).toEqual({
      word: '夏阳',
      big: 2 ** 40,
      list: [1, 2],
      doc: { zh: '青浦' },
      raw: new Uint8Array([7]),
      day: null,
    });
  });

  it('copies binary rows out and in again', async () => {
    await database.run('create table public.source as select i, i * 0.5 as half from generate_series(1, 10000) i');
    await database.run('create table public.target (like public.source)');
    const stream = await database.copyOut('select * from public.source order by i');
    const halves = [stream.subarray(0, 5000), stream.subarray(5000)];
    expect(await database.copyIn('public.target', ['i', 'half'], halves)).toBe(10000);
    expect(await database.query('select count(*) as n, sum(half) as sum from public.target')).toEqual([
      { n: 10000, sum: 25002500 },
    ]);
  });

  it('keeps nothing of a transaction that throws', async () => {
    await database.run('create table public.kept (i int)');
    const attempt = database.transaction(async (tx) => {
      await tx.query('insert into public.kept values (1)');
      throw new Error('changed my mind');
    });
    await expect(attempt).rejects.toThrow('changed my mind');
    expect(await database.query('select * from public.kept')).toEqual([]);
  });

  it('refuses a statement that slips past its own transaction', async () => {
    const attempt = database.transaction(() => database.query('select 1'));
    await expect(attempt).rejects.toThrow('use the executor');
  });

  it('reports a wrong statement with its SQLSTATE and goes on', async () => {
    await expect(database.query('select * from nowhere')).rejects.toMatchObject({ code: '42P01' });
    expect(await database.query('select 42 as n')).toEqual([{ n: 42 }]);
  });

  it('builds queries with kysely inside the same transaction', async () => {
    const rows = await database.transaction(async (tx) => {
      await tx.query(`insert into register.district (key, number, name, plane_srid) values ('qp', 1, '青浦', 4549)`);
      return kyselyOf(tx)
        .selectFrom('register.district')
        .select(['key', 'name'])
        .where('number', '=', 1)
        .limit(5)
        .execute();
    });
    expect(rows).toEqual([{ key: 'qp', name: '青浦' }]);
  });
});

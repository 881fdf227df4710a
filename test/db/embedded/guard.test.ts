import { afterAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../support/database.ts';

/** GEOS throws on it: the first ring crosses itself. Native PostgreSQL reports a TopologyException. */
const BOW_TIE = `st_intersection('POLYGON((0 0,2 2,2 0,0 2,0 0))'::geometry, 'POLYGON((0 0,1 0,1 2,0 2,0 0))'::geometry)`;

describe('guard of the embedded database', async () => {
  const database = await testDatabase();
  await database.run('create table public.seen (i int)');
  afterAll(() => database.close());
  const seen = () => database.query('select i from public.seen order by i');

  it('raises when a geometry function dies inside its library', async () => {
    await expect(database.query(`select ${BOW_TIE}`)).rejects.toThrow('lost a statement');
    expect(await database.query('select 42 as n')).toEqual([{ n: 42 }]);
  });

  it('keeps nothing of the statement that died', async () => {
    const attempt = database.query(`insert into public.seen select i from generate_series(1, 9) i
      union all select st_npoints(${BOW_TIE}) offset 0`);
    await expect(attempt).rejects.toThrow('lost a statement');
    expect(await seen()).toEqual([]);
  });

  it('commits nothing of the transaction around it, even when its error is ignored', async () => {
    const attempt = database.transaction(async (tx) => {
      await tx.query('insert into public.seen values (99)');
      await tx.query(`select ${BOW_TIE}`).catch(() => {});
      await tx.query('insert into public.seen values (100)');
    });
    await expect(attempt).rejects.toThrow('lost a statement');
    expect(await seen()).toEqual([]);
  });

  it('commits nothing of a transaction whose last statement it was', async () => {
    const attempt = database.transaction(async (tx) => {
      await tx.query('insert into public.seen values (99)');
      await tx.query(`select ${BOW_TIE}`).catch(() => {});
    });
    await expect(attempt).rejects.toThrow('lost a statement');
    expect(await seen()).toEqual([]);
  });

  it('notices it in the middle of a script', async () => {
    const script = `insert into public.seen values (1); select ${BOW_TIE}; insert into public.seen values (2)`;
    await expect(database.run(script)).rejects.toThrow('lost a statement');
    expect(await seen()).toEqual([]);
  });

  it('keeps what was committed before', async () => {
    await database.query('insert into public.seen values (7)');
    await expect(database.query(`select ${BOW_TIE}`)).rejects.toThrow('lost a statement');
    expect(await seen()).toEqual([{ i: 7 }]);
  });

  it('leaves the rest of the program running while it works', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    await database.query('select count(*) from generate_series(1, 3000000)');
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(3);
  });

  it('has no tile functions to answer with nothing: they refuse and name the service', async () => {
    await expect(database.query('select tiles.rivers(6, 53, 26)')).rejects.toThrow('from the service at /tiles');
    await database.query('select tiles.refresh()');
  });
});

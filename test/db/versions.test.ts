import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Executor } from '../../server/db/database.ts';
import { testDatabase } from '../support/database.ts';

describe('versions and history', async () => {
  const db = await testDatabase();
  afterAll(() => db.close());

  beforeEach(async () => {
    await db.run(`delete from register.district; delete from register.removed_district;
      insert into register.district (key, number, name, plane_srid) values ('qp', 1, '青浦', 4549), ('sj', 2, '松江', 4549)`);
  });

  const versions = async () => {
    const rows = await db.query<{ key: string; version: number }>(
      'select key, version from register.district order by key',
    );
    return Object.fromEntries(rows.map(({ key, version }) => [key, version]));
  };
  const changes = () =>
    db.query(
      `select version, table_name, row_id, operation, batch_id, author from register.change order by district, id`,
    );
  const insertRiver = (executor: Executor, district: string, id: number, name = '淀浦河') =>
    executor.query('insert into register.river (district, id, name) values ($1, $2, $3)', [district, id, name]);

  it('adds one to the version of a district per writing transaction, whatever the number of statements', async () => {
    await db.transaction(async (tx) => {
      await insertRiver(tx, 'qp', 1);
      await insertRiver(tx, 'qp', 2);
      await tx.query(`select register.write_version('qp')`);
    });
    expect(await versions()).toEqual({ qp: 1, sj: 0 });
    await insertRiver(db, 'qp', 3);
    expect(await versions()).toEqual({ qp: 2, sj: 0 });
  });

  it('tells a writer its version before it writes', async () => {
    const written = await db.transaction(async (tx) => {
      const [{ version }] = await tx.query<{ version: number }>(`select register.write_version('qp') as version`);
      await insertRiver(tx, 'qp', 1);
      return version;
    });
    expect(await versions()).toMatchObject({ qp: written });
  });

  it('keeps the version when the transaction is rolled back', async () => {
    const attempt = db.transaction(async (tx) => {
      await insertRiver(tx, 'qp', 1);
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    expect(await versions()).toEqual({ qp: 0, sj: 0 });
  });

  it('counts each district that one statement touches', async () => {
    await db.run(`insert into register.river (district, id) values ('sj', 1), ('qp', 1), ('qp', 2)`);
    expect(await versions()).toEqual({ qp: 1, sj: 1 });
  });

  it('writes the key of inserted rows, with the batch and the author the transaction names', async () => {
    await db.transaction(async (tx) => {
      await tx.query(`select set_config('atlas.batch_id', '7', true), set_config('atlas.author', '张工', true)`);
      await insertRiver(tx, 'qp', 1);
    });
    await insertRiver(db, 'qp', 2);
    expect(await changes()).toEqual([
      { version: 1, table_name: 'river', row_id: 1, operation: 'insert', batch_id: 7, author: '张工' },
      { version: 2, table_name: 'river', row_id: 2, operation: 'insert', batch_id: null, author: 'postgres' },
    ]);
  });

  it('writes rows inserted by one statement as runs of their numbers, outfalls a line each, and spreads them out again', async () => {
    await db.run(`insert into register.manhole (district, id, geom, geom_m)
      select d, i, st_setsrid('point(121 31)'::geometry, 4490), 'point(0 0)'
        from (values ('qp', 4), ('sj', 1), ('qp', 3), ('qp', 9), ('qp', 5), ('sj', 2)) as t(d, i)`);
    await db.run(`insert into register.outfall (district, id) values ('qp', 1), ('qp', 2)`);
    await db.run(`delete from register.manhole where id in (4, 9)`);
    const lines = await db.query(
      `select district, table_name, row_id, last_row_id, operation from register.change order by district, id`,
    );
    const line = (
      district: string,
      table_name: string,
      row_id: number,
      last_row_id: number | null,
      operation = 'insert',
    ) => ({
      district,
      table_name,
      row_id,
      last_row_id,
      operation,
    });
    expect(lines).toEqual([
      line('qp', 'manhole', 3, 5),
      line('qp', 'manhole', 9, null),
      line('qp', 'outfall', 1, null),
      line('qp', 'outfall', 2, null),
      line('qp', 'manhole', 4, null, 'delete'),
      line('qp', 'manhole', 9, null, 'delete'),
      line('sj', 'manhole', 1, 2),
    ]);
    const rows = await db.query<{ row_id: number }>(
      `select row_id from register.change_row where district = 'qp' and operation = 'insert' order by id, row_id`,
    );
    expect(rows.map(({ row_id }) => row_id)).toEqual([3, 4, 5, 9, 1, 2]);
  });

  it('keeps a before-image from which the very row can be made again', async () => {
    await db.run(`insert into register.outfall (district, id, name, geom, geom_m) values ('qp', 1, 'A1',
      st_setsrid(st_makepoint(121.123456789, 31.000000001), 4490), st_makepoint(500000.001, 3450000.999))`);
    const [before] = await db.query('select * from register.outfall');
    await db.run(`update register.outfall set name = 'B', geom = null, geom_m = null; delete from register.outfall`);
    const restored = await db.query(`
      select r.* from register.change as c, jsonb_populate_record(null::register.outfall, c.before) as r
       where c.operation = 'update'`);
    expect(restored).toEqual([before]);
    expect((await changes()).map(({ operation }) => operation)).toEqual(['insert', 'update', 'delete']);
  });

  it('keeps history of links under the number of their outfall', async () => {
    await db.run(`insert into register.outfall (district, id) values ('qp', 4);
      insert into register.outfall_link (district, outfall_id, status, version) values ('qp', 4, 'proposed', 1)`);
    expect((await changes()).at(-1)).toMatchObject({ table_name: 'outfall_link', row_id: 4, operation: 'insert' });
  });

  it('only counts versions for derived rows', async () => {
    await insertRiver(db, 'qp', 1);
    await db.run(`insert into register.route (district, id, river_id, seq, role, closed, length_mm, geom, line_m)
      values ('qp', 1, 1, 1, 'main', false, 1000, st_setsrid('linestring(121 31, 121.1 31)'::geometry, 4490),
              'linestringm(0 0 0, 1 0 1000)')`);
    expect(await versions()).toMatchObject({ qp: 2 });
    expect(await changes()).toHaveLength(1);
  });

  it('counts an edit of a district’s settings and keeps what it was', async () => {
    await db.query(`update register.district set link_tolerance_m = 60 where key = 'qp'`);
    expect(await versions()).toEqual({ qp: 1, sj: 0 });
    const [{ was }] = await db.query(`select before -> 'link_tolerance_m' as was from register.change`);
    expect(was).toBe(50);
  });

  it('deletes a district with everything in it', async () => {
    await insertRiver(db, 'qp', 1);
    await db.run(`insert into register.outfall (district, id) values ('qp', 4)`);
    await db.query(`delete from register.district where key = 'qp'`);
    expect(await versions()).toEqual({ sj: 0 });
    expect(await changes()).toEqual([]);
    expect(await db.query('select id from register.river')).toEqual([]);
  });

  it('goes on, in a district made anew, from the version after the last of the one deleted', async () => {
    const make = (executor: Executor) =>
      executor.query(`insert into register.district (key, number, name, plane_srid) values ('qp', 3, '青浦', 4549)`);
    for (const river of [1, 2]) await insertRiver(db, 'qp', river);
    await db.query(`delete from register.district where key = 'qp'`);
    await make(db);
    expect(await versions()).toEqual({ qp: 3, sj: 0 });
    // one that has written nothing ends like any other, also within one transaction
    await db.transaction(async (tx) => {
      await tx.query(`delete from register.district where key = 'qp'`);
      await make(tx);
    });
    await insertRiver(db, 'qp', 1);
    expect(await versions()).toEqual({ qp: 5, sj: 0 });
  });

  it('refuses to truncate a table with history', async () => {
    await expect(db.run('truncate register.outfall cascade')).rejects.toMatchObject({ code: 'truncate_refused' });
  });

  it('hands out ids without gaps per district and table', async () => {
    const next = async (district: string, table: string, n: number) => {
      const [{ id }] = await db.query(`select register.next_ids($1, $2, $3) as id`, [district, table, n]);
      return id;
    };
    expect(await next('qp', 'river', 3)).toBe(1);
    expect(await next('qp', 'river', 1)).toBe(4);
    expect(await next('sj', 'river', 1)).toBe(1);
    expect(await next('qp', 'town', 1)).toBe(1);
    await insertRiver(db, 'qp', 100);
    expect(await next('qp', 'river', 1)).toBe(101);
    await expect(next('nowhere', 'river', 1)).rejects.toMatchObject({ code: 'district_unknown' });
  });

  it('gives a row inserted by hand the next id', async () => {
    await db.run(`insert into register.river (district, name) values ('qp', 'a'), ('qp', 'b')`);
    expect(await db.query('select id, name from register.river order by id')).toEqual([
      { id: 1, name: 'a' },
      { id: 2, name: 'b' },
    ]);
  });
});

/** What each version touched, as triggers note it for the processes that follow. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';

describe('register.touched', async () => {
  const db = await testDatabase();
  afterAll(() => db.close());

  beforeEach(async () => {
    await db.run(`delete from register.district; delete from register.removed_district;
      insert into register.district (key, number, name, plane_srid) values ('qp', 1, '青浦', 4549), ('sj', 2, '松江', 4549);
      insert into register.outfall (district, id) values ('qp', 1), ('qp', 2), ('sj', 1);
      insert into register.outfall_link (district, outfall_id, route_id, status, version)
        values ('qp', 1, 7, 'confirmed', 1), ('qp', 2, null, 'proposed', 1)`);
  });

  /** Of the newest version. */
  const touched = async (district = 'qp') => {
    const lines = await db.query<{ table_name: string; ids: number[] | null }>(
      `select table_name, ids from register.touched t join register.district d on d.key = t.district and d.version = t.version
        where t.district = $1`,
      [district],
    );
    return Object.fromEntries(lines.map(({ table_name, ids }) => [table_name, ids?.sort((a, b) => a - b) ?? ids]));
  };

  it('has the ids of rows as they were and as they are, of all statements of the transaction', async () => {
    await db.run(`begin; update register.outfall set name = 'x' where district = 'qp' and id = 2;
      update register.outfall_link set route_id = 9 where district = 'qp' and outfall_id = 1;
      update register.outfall_link set route_id = 8 where district = 'qp' and outfall_id = 2;
      delete from register.outfall_link where district = 'qp' and outfall_id = 1;
      insert into register.town (district, id, key, name, geom, geom_m) select 'qp', 1, 'a', 'a', st_multi(st_setsrid(g, 4490)), st_multi(g)
        from st_makeenvelope(121, 31, 121.1, 31.1) as g; commit`);
    expect(await touched()).toEqual({ district: [], outfall: [2], outfall_link: [7, 8, 9], town: null });
    expect(await touched('sj')).toEqual({ district: [], outfall: [1] });
  });

  it('has a line of every version, also where nothing was touched or a setting only', async () => {
    await db.run(`select register.write_version('qp')`);
    expect(await touched()).toEqual({ district: [] });
    await db.run(`update register.district set name = 'x'`);
    expect([await touched(), await touched('sj')]).toEqual([{ district: [] }, { district: [] }]);
  });

  it('counts a row that goes to another district in both', async () => {
    await db.run(
      `delete from register.outfall_link; update register.outfall set district = 'sj', id = 5 where district = 'qp' and id = 2`,
    );
    expect([await touched(), await touched('sj')]).toMatchObject([{ outfall: [2] }, { outfall: [5] }]);
  });

  it('has no ids of more than 1000 rows, whether one statement or many touched them', async () => {
    await db.run(`insert into register.outfall (district, id) select 'qp', i from generate_series(10, 1009) as i`);
    expect((await touched()).outfall).toHaveLength(1000);
    await db.run(`begin; update register.outfall set name = 'x' where district = 'qp' and id >= 10;
      update register.outfall set name = 'x' where district = 'qp' and id = 1; commit`);
    expect(await touched()).toMatchObject({ outfall: null });
    await db.run(`begin; update register.outfall set name = 'y' where district = 'qp';
      update register.outfall set name = 'x' where district = 'qp' and id = 1; commit`);
    expect(await touched()).toMatchObject({ outfall: null });
  });

  it('keeps 256 versions', async () => {
    await db.run(
      `do $$ begin for i in 1..300 loop update register.outfall set name = i where id = 1; commit; end loop; end $$`,
    );
    const [{ versions, oldest }] = await db.query(
      `select count(distinct t.version)::int as versions, max(d.version) - min(t.version) as oldest
         from register.touched t join register.district d on d.key = t.district where t.district = 'qp'`,
    );
    expect({ versions, oldest }).toEqual({ versions: 256, oldest: 255 });
  });

  it('touches every district when a derived table is truncated, and none that is being deleted', async () => {
    await db.run('truncate register.route_town');
    expect([await touched(), await touched('sj')]).toMatchObject([{ route_town: null }, { route_town: null }]);
    await db.run(`delete from register.district where key = 'qp'`);
    expect(await db.query(`select from register.touched where district = 'qp'`)).toEqual([]);
  });
});

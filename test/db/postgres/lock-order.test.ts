/** An edit by psql that meets a derivation under way waits for it and never fails, and what it did stands. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Executor } from '../../../server/db/database.ts';
import { openPostgres } from '../../../server/db/postgres.ts';
import { freshPostgres } from '../../support/postgres.ts';

describe('an edit by hand while a district is being derived', async () => {
  const { url, drop } = await freshPostgres();
  const [derivation, psql, watch] = [openPostgres(url, 1), openPostgres(url, 1), openPostgres(url, 1)];
  afterAll(async () => {
    for (const db of [derivation, psql, watch]) await db.close();
    await drop();
  });

  beforeEach(async () => {
    await watch.run(`delete from register.district; delete from register.removed_district;
      insert into register.district (key, number, name, plane_srid) values ('qp', 1, '青浦', 4549), ('sj', 2, '松江', 4549);
      insert into register.river (district, id, key, name) values ('qp', 1, 'r', '河'), ('sj', 1, 'r', '河');
      insert into register.survey_record (district, id, river_id, mode, date)
        values ('qp', 1, 1, 'above_water', '2026-05-01'), ('qp', 2, 1, 'above_water', '2026-05-02')`);
  });

  /** Until somebody waits for a lock in this database. */
  async function somebodyWaits(): Promise<void> {
    for (;;) {
      const waiting = await watch.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (waiting.length > 0) return;
    }
  }

  /** The edit begins when the derivation has the district, and is seen to wait before the derivation writes. */
  async function meet(
    edit: string,
    derive: (tx: Executor) => Promise<unknown>,
  ): Promise<PromiseSettledResult<unknown>[]> {
    let editing: Promise<unknown> = Promise.resolve();
    const deriving = derivation.transaction(async (tx) => {
      await tx.query(`select register.write_version('qp'), set_config('atlas.author', 'derived', true)`);
      editing = psql.run(edit);
      editing.catch(() => {});
      await somebodyWaits();
      await derive(tx);
    });
    return Promise.allSettled([deriving, deriving.catch(() => {}).then(() => editing)]);
  }

  const anchor = (tx: Executor) =>
    tx.query(`insert into register.record_anchor (district, record_id, route_id, from_mm, to_mm, reversed, moved_mm)
              values ('qp', 1, 1, 0, 9, false, 0)`);
  const someIds = (tx: Executor) => tx.query(`select register.next_ids('qp', 'surveyed_range', 3)`);
  const write = (tx: Executor) => tx.query(`update register.river set name = '新河' where district = 'qp' and id = 1`);

  it.each([
    ['removes a record that is being placed', `delete from register.survey_record where id = 1`, anchor],
    [
      'adds a record while ids are handed out',
      `insert into register.survey_record (district, id, river_id, mode, date) values ('qp', 7, 1, 'above_water', '2026-05-03')`,
      someIds,
    ],
    [
      'changes a row that is being written',
      `update register.river set level = 'town' where id = 1 and district = 'qp'`,
      write,
    ],
    [
      'changes rows of two districts',
      `begin; update register.river set level = 'town' where district = 'sj';
       delete from register.survey_record where id = 1; commit`,
      anchor,
    ],
  ])('that %s waits', async (_, edit, derive) => {
    expect((await meet(edit, derive)).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    const [{ version, lines }] = await watch.query<{ version: number; lines: number }>(
      `select version::int, (select count(distinct t.version)::int from register.touched t where t.district = d.key) as lines
         from register.district d where key = 'qp'`,
    );
    expect([version, lines]).toEqual([3, 3]); // what was there, the derivation's, the edit's
  });

  it('leaves nothing of a record that it removed', async () => {
    await meet('delete from register.survey_record where id = 1', anchor);
    expect(await watch.query('select id from register.survey_record')).toEqual([{ id: 2 }]);
    expect(await watch.query('select record_id from register.record_anchor')).toEqual([]);
  });

  it('waits for its own district only where it says so first', async () => {
    const deriving = derivation.transaction(async (tx) => {
      await tx.query(`select register.write_version('qp')`);
      await psql.run(
        `begin; select register.write_version('sj'); update register.river set level = 'town' where district = 'sj'; commit`,
      );
    });
    await expect(deriving).resolves.toBeUndefined();
  });
});

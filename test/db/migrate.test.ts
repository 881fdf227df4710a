import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../server/db/migrate.ts';
import { readSqlFiles, type SqlFile, type SqlFiles } from '../../server/db/sql-files.ts';
import { ownDatabase } from '../support/database.ts';
import { GONE, OLDER, OLDER_PATHS } from './older-objects.ts';

const ours = readSqlFiles();

function file(path: string, text: string): SqlFile {
  return { path, text, sha256: `hash of ${text}` };
}

function withMigration(path: string, text: string): SqlFiles {
  return { ...ours, migrations: [...ours.migrations, file(path, text)] };
}

function withObjects(...objects: SqlFile[]): SqlFiles {
  return { ...ours, objects: [...ours.objects, ...objects] };
}

describe('migrate', async () => {
  const db = await ownDatabase();
  afterAll(() => db.close());
  afterEach(async () => {
    await db.run(`
      delete from migration.applied where path like 'migrations/9%'; delete from migration.object where path like '%extra%';
      drop table if exists public.extra; drop view if exists public.extra_a, public.extra_b;
      drop function if exists public.extra()`);
  });

  it('does nothing to a database that is up to date', async () => {
    expect(await migrate(db)).toEqual({ migrations: [], objects: [] });
  });

  it('applies what an older database lacks, once', async () => {
    const newer = withMigration('migrations/9000_extra.sql', 'create table public.extra (i int)');
    expect(await migrate(db, newer)).toEqual({ migrations: ['migrations/9000_extra.sql'], objects: [] });
    expect(await db.query('select * from public.extra')).toEqual([]);
    expect(await migrate(db, newer)).toEqual({ migrations: [], objects: [] });
  });

  it('refuses a migration that was edited after it had been applied', async () => {
    const [first, ...rest] = ours.migrations;
    const edited = { ...ours, migrations: [{ ...first, sha256: 'another' }, ...rest] };
    await expect(migrate(db, edited)).rejects.toMatchObject({ code: 'migration_changed' });
  });

  it('refuses a database that a newer program has migrated', async () => {
    await migrate(db, withMigration('migrations/9999_future.sql', 'select 1'));
    await expect(migrate(db)).rejects.toMatchObject({ code: 'database_newer' });
  });

  it('leaves nothing of a migration that fails, nor of the one before it', async () => {
    const files = withMigration('migrations/9000_extra.sql', 'create table public.extra (i int)');
    files.migrations.push(file('migrations/9001_wrong.sql', 'select no_such_column'));
    await expect(migrate(db, files)).rejects.toThrow('sql/migrations/9001_wrong.sql');
    expect(await db.query(`select to_regclass('public.extra') as found`)).toEqual([{ found: null }]);
    expect(await migrate(db)).toEqual({ migrations: [], objects: [] });
  });

  it('applies a function again when its file changed', async () => {
    const saying = (answer: number) =>
      withObjects(
        file(
          'functions/public/extra.sql',
          `create or replace function public.extra() returns int language sql as $$ select ${answer} $$`,
        ),
      );
    await migrate(db, saying(1));
    expect((await migrate(db, saying(2))).objects).toEqual(['functions/public/extra.sql']);
    expect(await db.query('select public.extra() as answer')).toEqual([{ answer: 2 }]);
  });

  it('lets a view stand before the one it reads', async () => {
    const first = file('views/public/extra_a.sql', 'create view public.extra_a as select * from public.extra_b');
    const second = file('views/public/extra_b.sql', 'create view public.extra_b as select 1 as one');
    await migrate(db, withObjects(first, second));
    expect(await db.query('select one from public.extra_a')).toEqual([{ one: 1 }]);
  });

  describe('of an older database', () => {
    /** Views of today that read the older ones: not there yet. */
    const READERS = ['views/tiles/area_row.sql', 'views/tiles/line_row.sql'];
    const signatures = () =>
      db.query<{ what: string }>(
        `select p.oid::regprocedure || ' returns ' || pg_get_function_result(p.oid) as what
           from pg_proc p join pg_namespace s on s.oid = p.pronamespace where s.nspname in ('atlas', 'register')
          union all select table_name || '.' || column_name from information_schema.columns where table_schema = 'atlas'
          union all select trigger_name || ' on ' || event_object_table || ' ' || event_manipulation from information_schema.triggers
          order by 1`,
      );
    /** Today's objects of these names away, the older ones there, and the books say so. */
    const makeOlder = async () => {
      const named = (part: string) =>
        OLDER_PATHS.filter((path) => path.startsWith(part)).map((path) => path.split('/')[2].slice(0, -4));
      for (const view of named('views')) await db.run(`drop view if exists atlas.${view} cascade`);
      await db.query(`delete from migration.object where path = any($1::text[])`, [READERS]);
      for (const name of named('functions'))
        for (const { signature } of await db.query<{ signature: string }>(
          `select p.oid::regprocedure::text as signature from pg_proc p join pg_namespace s on s.oid = p.pronamespace
            where s.nspname = 'atlas' and p.proname = $1`,
          [name],
        ))
          await db.run(`drop function ${signature} cascade`);
      await db.run(`set check_function_bodies = off; ${OLDER} ${GONE} set check_function_bodies = on`);
      await db.query(`update migration.object set sha256 = 'older' where path = any($1::text[])`, [OLDER_PATHS]);
      await db.run(`insert into migration.object values ('functions/atlas/nearest_in.sql', 'older')`);
    };

    it('makes functions and views of other columns and arguments what they are today, and those gone go', async () => {
      const today = await signatures();
      await makeOlder();
      expect(await signatures()).not.toEqual(today);
      const { objects } = await migrate(db);
      expect(objects.toSorted()).toEqual([...OLDER_PATHS, ...READERS].toSorted());
      expect(await signatures()).toEqual(today);
      expect(await migrate(db)).toEqual({ migrations: [], objects: [] });
    });

    it('makes anew what the books say is there and is not', async () => {
      const today = await signatures();
      await db.run('drop view atlas.gap_stretches cascade'); // and what reads it: views of tiles
      await db.run(`update migration.object set sha256 = 'older' where path = 'views/tiles/line_row.sql'`);
      await migrate(db);
      expect(await signatures()).toEqual(today);
    });

    it('leaves a view of the analyst, names it and changes nothing', async () => {
      await makeOlder();
      await db.run('create view public.mine as select * from atlas.gap_stretches');
      const older = await signatures();
      await expect(migrate(db)).rejects.toMatchObject({
        code: 'object_needed',
        message: expect.stringContaining('mine'),
      });
      expect(await signatures()).toEqual(older);
      await db.run('drop view public.mine');
      await migrate(db);
    });
  });

  it('lets two programs start at once', async () => {
    const newer = withMigration('migrations/9000_extra.sql', 'create table public.extra (i int)');
    const done = await Promise.all([migrate(db, newer), migrate(db, newer)]);
    expect(done.flatMap(({ migrations }) => migrations)).toEqual(['migrations/9000_extra.sql']);
  });
});

/** What the read-only role may see. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { Drawing } from '../engine/coverage/drawing.ts';
import { testDatabase } from '../support/database.ts';
import { storeOutfall } from './store-rows.ts';
import { storeScene } from './store-scene.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  await storeScene(db, 'd', {
    rulers: new Drawing().route(1, [
      [0, 0],
      [1000, 0],
    ]).rulers,
  });
  await storeOutfall(db, 'd', 1, [100, 12]);
});
afterAll(() => db.close());

const asReader = (statement: string) =>
  db.transaction(async (tx) => {
    await tx.run('set local role atlas_reader');
    return tx.query(statement);
  });

describe('atlas_reader', () => {
  it('reads every view of schema atlas', async () => {
    const views = await db.query<{ name: string }>(
      `select table_name as name from information_schema.views where table_schema = 'atlas' order by 1`,
    );
    expect(views.length).toBeGreaterThan(10);
    for (const { name } of views) await asReader(`select * from atlas.${name}`);
  });

  it('reads the reports', async () => {
    expect(await asReader(`select key, length_km from atlas.coverage('d', 'river', 'above_water')`)).toEqual([
      { key: '#1', length_km: 1.00013 },
    ]);
    expect(await asReader(`select river_id, from_m from atlas.gaps('d', 'above_water')`)).toHaveLength(1);
  });

  it('reads which version tiles show', async () => {
    expect(await asReader('select layer, district, version from tiles.made')).toEqual([]);
  });

  it('reads nothing of the register, nor who surveyed', async () => {
    await expect(asReader('select * from register.survey_track')).rejects.toThrow('permission denied');
    await expect(asReader(`select * from atlas.surveyed_by('d')`)).rejects.toThrow('permission denied');
  });

  it('writes nothing', async () => {
    await expect(asReader(`update atlas.towns set name = 'x'`)).rejects.toThrow('permission denied');
  });
});

describe('views of schema atlas', () => {
  it('show no person, phone or crew', async () => {
    const columns = await db.query<{ place: string }>(
      `select table_name || '.' || column_name as place from information_schema.columns
        where table_schema = 'atlas' and column_name ~ 'crew|person|phone|contact|responsible|credit|reviewer|(^|_)author($|_)'`,
    );
    expect(columns).toEqual([]);
  });

  it('and functions all say what they are', async () => {
    const silent = await db.query(
      `select c.relname as name from pg_class c where c.relnamespace = 'atlas'::regnamespace and c.relkind = 'v'
          and obj_description(c.oid) is null
        union all
       select p.proname from pg_proc p where p.pronamespace = 'atlas'::regnamespace and obj_description(p.oid, 'pg_proc') is null`,
    );
    expect(silent).toEqual([]);
  });
});

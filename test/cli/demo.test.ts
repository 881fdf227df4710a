import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { type DemoSpec, loadDemo } from '../../server/demo/load-demo.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { testDatabase } from '../support/database.ts';

const SPEC: DemoSpec = { profile: 'district', scale: 0.1, seed: 1, district: 'demo' };

describe('loading the demo', () => {
  let db: Database;
  const load = (spec: Partial<DemoSpec> = {}) => loadDemo(db, { ...SPEC, ...spec }, { derive, say: () => {} });

  beforeAll(async () => {
    db = await testDatabase();
    await load();
  });
  afterAll(() => db.close());

  it('gives the register the length it promises, to the millimetre', async () => {
    const [{ total }] = await db.query<{ total: number }>('select sum(length_mm)::int8 as total from register.route');
    expect(total).toBe(250_700_000);
  });

  it('marks the district as synthetic, in its name too', async () => {
    const [district] = await db.query('select name, synthetic, plane_srid from register.district');
    expect(district).toEqual({ name: '青浦区（合成演示数据）', synthetic: true, plane_srid: 4549 });
  });

  it('has no rejected row and no repaired polygon', async () => {
    expect(await db.query('select layer from register.import_batch where rows_rejected > 0')).toEqual([]);
    expect(await db.query('select code, value from register.import_issue')).toEqual([]);
  });

  it('covers what the tracks travelled', async () => {
    const [{ ranges }] = await db.query<{ ranges: number }>('select count(*) as ranges from register.surveyed_range');
    expect(ranges).toBeGreaterThan(200);
  });

  it('does nothing the second time', async () => {
    expect(await load()).toEqual({ alreadyThere: true, layers: [] });
  });

  it('refuses a district that holds other data', async () => {
    await expect(load({ seed: 2 })).rejects.toMatchObject({ code: 'demo_district_in_use' });
  });
});

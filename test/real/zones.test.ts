/** Protection zones of the sample data set of the VSA (illustrative): outfalls in sector A and in no protection zone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import type { LayerName } from '../../server/import/fields.ts';
import { importFile } from '../../server/import/import.ts';
import type { FileRequest } from '../../server/import/request.ts';
import { drinkingWater } from '../../server/report/drinking-water/drinking-water.ts';
import { zoneFlags } from '../../server/report/zone-flags.ts';
import { testDatabase } from '../support/database.ts';
import { hasRealData } from './layers.ts';

const DATA = new URL('../../../shared/data/vsa-aletsch/', import.meta.url).pathname;

describe.skipIf(!hasRealData)(`zones of aletsch${hasRealData ? '' : ' (../shared/data is not here)'}`, () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
    const load = (layer: LayerName, file: string, more: Partial<FileRequest>) =>
      importFile(db, { file: DATA + file, district: { key: 'aletsch' }, layer, ...more }, { derive });
    await load('outfalls', 'outfalls.geojson', { mapping: { source_id: 'id' } });
    await load('zones', 'protection_zones.geojson', { mapping: { source_id: 'id', level: 'type' } });
  });
  afterAll(() => db.close());

  it('all 5 outfalls lie in sector A (GB1056), none in S1 to S3', async () => {
    const { rows } = await zoneFlags(db, 'aletsch', { flag: 'zones', asOf: '2024-01-01' });
    const inside = rows.filter(({ relation }) => relation === 'inside');
    expect(inside.map(({ name, zone, level }) => `${name} ${zone} ${level}`).sort()).toEqual(
      ['0.000', '0.001', '0.002', '0.005', '0.006'].map((name) => `${name} GB1056 A`),
    );
    expect(rows.filter(({ level }) => level?.startsWith('S'))).toEqual([]);
    for (const { distance_m } of inside) expect(distance_m).toBeLessThan(-2);
  });

  it('are as PostGIS finds them in the coordinates of the file', async () => {
    const pairs = await db.query<{ outfall: string; zone: string; metres: number }>(
      `select o.name as outfall, z.name as zone, st_distance(st_boundary(z.geom_m), o.geom_m) as metres
         from register.outfall o join register.protected_zone z on st_contains(z.geom_m, o.geom_m) order by 1`,
    );
    const { rows } = await zoneFlags(db, 'aletsch', { flag: 'zones', asOf: '2024-01-01' });
    const ours = rows.filter(({ relation }) => relation === 'inside').sort((a, b) => (a.name! < b.name! ? -1 : 1));
    expect(ours.map(({ name, zone }) => [name, zone])).toEqual(pairs.map(({ outfall, zone }) => [outfall, zone]));
    ours.forEach((row, i) => {
      expect(Math.abs(-row.distance_m! - pairs[i].metres)).toBeLessThan(0.0015);
    });
  });

  it('without drinking-water zones nothing is said of drinking water, above all not that it is clear', async () => {
    const { rows, missing } = await zoneFlags(db, 'aletsch', { flag: 'drinking_water', asOf: '2024-01-01', all: true });
    expect(missing).toEqual(['drinking_water']);
    expect(rows.map(({ relation, zone, reason }) => `${relation} ${zone} ${reason}`)).toEqual(
      Array(5).fill('not_checked null layer_not_loaded'),
    );
  });

  it('give no number on drinking water: the report says of each that it is not checked', async () => {
    const { rows, missing, levels } = await drinkingWater(db, 'aletsch', { asOf: '2024-01-01' });
    expect([missing, rows.length]).toEqual(['layer_not_loaded', 5]);
    expect(new Set(rows.map(({ relation }) => relation))).toEqual(new Set(['not_checked']));
    expect(levels.filter(({ checked }) => checked)).toEqual([]);
  });
});

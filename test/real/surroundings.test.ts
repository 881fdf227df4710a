/** What lies around real outfalls, against plain PostGIS: the storm sewers of norfolk, the sewers of aletsch (illustrative). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { getDistrict } from '../../server/district/district.ts';
import type { LayerName } from '../../server/import/fields.ts';
import { importFile } from '../../server/import/import.ts';
import type { FileRequest } from '../../server/import/request.ts';
import { aroundList } from '../../server/report/surroundings/lists.ts';
import { testDatabase } from '../support/database.ts';
import { hasRealData } from './layers.ts';

const DATA = new URL('../../../shared/data/', import.meta.url).pathname;

/** Nearest by PostGIS's own distances, whatever index; ties by id. */
const STRAIGHT = `
  select o.id, p.pipe, round(p.metres * 1000)::int as mm, m.metres as manhole
    from register.outfall o
   cross join lateral (select id as pipe, st_distance(geom_m, o.geom_m) as metres from register.sewer_pipe where district = $1 order by 2, 1 limit 1) p
   cross join lateral (select min(st_distance(geom_m, o.geom_m)) as metres from register.manhole where district = $1) m
   where o.district = $1 order by 1`;

describe.skipIf(!hasRealData)(
  `sewers around real outfalls${hasRealData ? '' : ' (../shared/data is not here)'}`,
  () => {
    let db: Database;
    beforeAll(async () => {
      db = await testDatabase();
      const load = (district: string, layer: LayerName, file: string, more: Partial<FileRequest>) =>
        importFile(db, { file: DATA + file, district: { key: district }, layer, ...more }, { derive });
      const norfolk = { crs: 'EPSG:2284', mapping: { source_id: 'docid' } };
      const nodes = 'norfolk-storm-sewer/nodes.geojson';
      await load('norfolk', 'sewers', 'norfolk-storm-sewer/pipes.geojson', norfolk);
      await load('norfolk', 'manholes', nodes, norfolk);
      await load('norfolk', 'outfalls', nodes, { ...norfolk, where: [{ column: 'type', value: 'OF' }] });
      await load('aletsch', 'outfalls', 'vsa-aletsch/outfalls.geojson', { mapping: { source_id: 'id' } });
      await load('aletsch', 'sewers', 'vsa-aletsch/sewers.geojson', { mapping: { source_id: 'id' } });
      await load('aletsch', 'manholes', 'vsa-aletsch/nodes.geojson', { mapping: { source_id: 'id' } });
    });
    afterAll(() => db.close());

    it.each([
      ['norfolk', 20],
      ['aletsch', 5],
    ])('nearest pipe and manhole in %s are those of plain PostGIS, for all %i outfalls', async (district, count) => {
      const plain = await db.query<{ id: number; pipe: number; mm: number; manhole: number }>(STRAIGHT, [district]);
      expect(plain).toHaveLength(count);
      const rows = await db.query<{
        outfall_id: number;
        subject: string;
        item_id: number;
        distance_mm: number;
        relation: null;
      }>('select * from atlas.surroundings($1)', [district]);
      for (const { id, mm, manhole } of plain) {
        const of = (subject: string) => rows.find((row) => row.outfall_id === id && row.subject === subject)!;
        expect(Math.abs(of('pipe').distance_mm - mm)).toBeLessThanOrEqual(1);
        expect(Math.abs(of('manhole').distance_mm - manhole * 1000)).toBeLessThanOrEqual(1);
        // no river is loaded: nobody knows what lies across
        expect(of('pipe').relation).toBeNull();
      }
      expect(rows.filter(({ subject }) => subject === 'pipe').length).toBe(count);
    });

    it('norfolk’s pipes say no kind: nothing is said of connections, neither that there is none', async () => {
      const rows = await db.query(
        "select state, layer from atlas.surroundings('norfolk') where subject = 'connection'",
      );
      expect(rows).toEqual(Array(20).fill({ state: 'not_checked', layer: 'foul-sewers' }));
    });

    it('outfalls without a pipe are those that PostGIS finds no end at and no pipe names', async () => {
      for (const within of [0.5, 5, 50]) {
        const plain = await db.query<{ id: number }>(
          `select id from register.outfall o where o.district = 'norfolk'
            and not exists (select from register.sewer_pipe p where p.district = 'norfolk' and
                  least(st_distance(st_startpoint(p.geom_m), o.geom_m), st_distance(st_endpoint(p.geom_m), o.geom_m)) <= $1
                  or p.district = 'norfolk' and p.outfall in (o.source_id, o.name, o.code, '#' || o.id))
          order by 1`,
          [within],
        );
        const { rows } = await aroundList(db, await getDistrict(db, 'norfolk'), { list: 'without_pipe', within });
        expect(rows.map(({ id }) => id)).toEqual(plain.map(({ id }) => id));
      }
    });
  },
);

/** Places that are none, written by psql or QGIS: refused with a sentence, in every table that people edit. */
import { describe, expect, it } from 'vitest';
import { derivedState } from '../district/derived-state.ts';
import { KEY, loadAll, PARTS } from '../district/small-district.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';

describe('a geometry written by hand', async () => {
  const db = await emptiedDatabase((db) => loadAll(db, PARTS));
  const outfall = (wkt: string) =>
    db.query(
      `insert into register.outfall (district, id, geom, status) values ($1, null, st_geomfromtext($2, 4490), 'suspect')`,
      [KEY, wkt],
    );
  const move = (table: string, geom: string) =>
    db.query(`update register.${table} set geom = ${geom} where district = $1`, [KEY]);

  it.each(['POINT EMPTY', 'POINT(121 85.1)', 'POINT(121 -89)', 'POINT(181 31)', 'POINT(-200 31)', 'POINT(121 NaN)'])(
    'is refused where it is %s',
    async (wkt) => {
      const code = wkt === 'POINT EMPTY' ? 'geometry_empty' : 'place_off_map';
      await expect(outfall(wkt)).rejects.toMatchObject({
        code,
        messageZh: expect.stringContaining('register.outfall'),
      });
      await expect(move('outfall', `st_geomfromtext('${wkt}', 4490)`)).rejects.toMatchObject({ code });
    },
  );

  it('is refused in every table, and nothing is another than before', async () => {
    const before = await derivedState(db, KEY);
    for (const table of ['source_segment', 'water_body', 'town', 'survey_track']) {
      const [{ type }] = await db.query<{ type: string }>(
        `select geometrytype(geom) as type from register.${table} where district = $1 limit 1`,
        [KEY],
      );
      await expect(move(table, `st_geomfromtext('${type} EMPTY', 4490)`), table).rejects.toMatchObject({
        code: 'geometry_empty',
      });
      await expect(move(table, 'st_translate(geom, 0, 60)'), table).rejects.toMatchObject({ code: 'place_off_map' });
    }
    expect(await derivedState(db, KEY)).toEqual(before);
    const unguarded = await db.query(
      `select c.table_name as name from information_schema.columns c join pg_trigger r
           on r.tgrelid = ('register.' || c.table_name)::regclass and r.tgname = 'record_insert'
        where c.table_schema = 'register' and c.column_name = 'geom' and not exists (
              select from pg_trigger t where t.tgrelid = r.tgrelid and t.tgname = 'place_insert')`,
    );
    expect(unguarded).toEqual([]);
  });

  it('may lie at the edge of the map', async () => {
    await expect(outfall('POINT(121 31)')).resolves.toEqual([]);
    await expect(move('outfall', 'st_translate(geom, 0.001, 0)')).resolves.toEqual([]);
  });
});

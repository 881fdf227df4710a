/** psql and QGIS write past the imports: what follows from their edits is made by the service, and until then reports say so. */
import { describe, expect, it } from 'vitest';
import { catchUp } from '../../server/district/derive/catch-up.ts';
import { Districts } from '../../server/district/districts.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { districtOverviews } from '../../server/report/district-overview.ts';
import { reportNotes } from '../../server/report/notes.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { derivedState, type State } from './derived-state.ts';
import {
  at,
  KEY,
  line,
  load,
  loadAll,
  OUTFALLS,
  PARTS,
  part,
  RECORDS,
  RIVERS_EAST,
  TRACKS_MAY,
} from './small-district.ts';

describe('edits by hand', async () => {
  let before: State;
  const db = await emptiedDatabase(async (db) => {
    await loadAll(db, [...PARTS, RECORDS]);
    before = await derivedState(db, KEY);
  });

  const isRecomputing = async () => (await loadSnapshot(db, KEY)).district.recomputing;
  const MOVE = `update register.outfall o set geom = n.geom, geom_m = n.geom_m
    from register.outfall n where o.district = n.district and o.source_id = 'o1' and n.source_id = 'o7'`;

  it('are none after imports and undos', async () => {
    expect(await isRecomputing()).toBe(false);
    expect(await load(db, OUTFALLS, KEY, { name: 'again', fingerprint: 'again' })).toMatchObject({ rows_same: 7 });
    expect(await isRecomputing()).toBe(false);
  });

  it('are said under every report until a server has seen them; who follows is told once of each district', async () => {
    const districts = new Districts(db, { memoryBytes: 1e9 });
    await districts.get(KEY);
    await db.run(MOVE);
    const during = await districts.get(KEY);
    expect(reportNotes(during.district).join()).toContain('being recomputed');
    const { version, derivedVersion: derived_version } = during.district;
    expect(await districtOverviews(db)).toMatchObject([{ version, derived_version, recomputing: true }]);
    await districts.refresh();
    const after = await districts.get(KEY);
    expect(after.district.version).toBeGreaterThan(during.district.version);
    expect(reportNotes(after.district).join()).not.toContain('being recomputed');
    expect(await districtOverviews(db)).toMatchObject([{ recomputing: false }]);
    await districts.refresh();
    expect((await districts.get(KEY)).district.version).toBe(after.district.version);
    const told: string[] = [];
    districts.follow((key) => {
      if (told.push(key) < 9) void districts.recent(key);
    });
    expect(told).toEqual([KEY]);
  });

  it('of a point move its link', async () => {
    await db.run(MOVE);
    await catchUp(db, KEY);
    const { links } = await derivedState(db, KEY);
    const place = (id: string) => {
      const { line: route, measure_mm } = JSON.parse(links.find((link) => link.includes(`"${id}"`))!);
      return [route, measure_mm];
    };
    expect(place('o1')).toEqual(place('o7'));
  });

  it('that delete a track, a record and a link are followed; the link is made again', async () => {
    await db.run(`delete from register.survey_track where source_id = 't4';
      delete from register.survey_record where source_id = 'v1'; delete from register.outfall_link where outfall_id = 2`);
    await catchUp(db, KEY);
    const state = await derivedState(db, KEY);
    expect(state.ranges).toEqual(before.ranges.filter((range) => !/"(t4|v1)"/.test(range)));
    expect(state.links).toEqual(before.links);
  });

  it('that delete a line take the river from there on; towns redrawn cut anew', async () => {
    await db.run(
      `delete from register.source_segment where source_id = 's2'; delete from register.town where key = 'b'`,
    );
    await catchUp(db, KEY);
    const state = await derivedState(db, KEY);
    const fresh = await freshWithout('s2');
    expect(state.routes).toEqual(fresh);
    expect(state['coverage town'].some((row) => row.includes('盈浦'))).toBe(false);
  });

  async function freshWithout(id: string): Promise<string[]> {
    const less = { ...RIVERS_EAST, rows: RIVERS_EAST.rows.filter((row) => row.properties.source_id !== id) };
    const key = `without-${id}`;
    await loadAll(
      db,
      PARTS.map((each) => (each === RIVERS_EAST ? less : each)),
      key,
    );
    return (await derivedState(db, key)).routes;
  }

  it('of a setting make everything measured with it anew', async () => {
    await db.run(`update register.district set link_tolerance_m = 5 where key = '${KEY}'`);
    expect(await isRecomputing()).toBe(true);
    await catchUp(db, KEY);
    const { links } = await derivedState(db, KEY);
    const unlinked = (list: string[]) => list.filter((link) => link.includes('"unlinked":true')).length;
    expect(unlinked(links)).toBeGreaterThan(unlinked(before.links));
  });

  it('are derived from by the next import as well', async () => {
    await db.run(`delete from register.survey_track where source_id = 't1'`);
    await load(db, part('o9', 'outfalls', [{ source_id: 'o9' }, { type: 'Point', coordinates: at(0, 0) }]));
    expect((await derivedState(db, KEY)).ranges.some((range) => range.includes('"t1"'))).toBe(false);
    expect(await isRecomputing()).toBe(false);
  });

  it('are derived from once, however many servers see them', async () => {
    await db.run(MOVE);
    const { version } = (await loadSnapshot(db, KEY)).district;
    await Promise.all([catchUp(db, KEY), catchUp(db, KEY), catchUp(db, KEY)]);
    expect(await isRecomputing()).toBe(false);
    expect((await loadSnapshot(db, KEY)).district.version).toBe(version + 1);
  });

  describe('of links', () => {
    const review = (id: number) =>
      db.run(
        `update register.outfall_link set status = 'overridden', reviewer = '李工' where district = '${KEY}' and outfall_id = ${id}`,
      );
    const link = async (id: number) =>
      (
        await db.query(
          `select l.route_id is null as lost, l.measure_mm, l.status, l.reviewer, l.reason, r.id is null as dangles
             from register.outfall_link l left join register.route r on r.district = l.district and r.id = l.route_id
            where l.district = $1 and l.outfall_id = $2`,
          [KEY, id],
        )
      )[0];
    const redrawn = (north: number) =>
      part(`redrawn ${north}`, 'rivers', [
        { key: 'R1', source_id: 's1' },
        line([0, north], [900, 40 + north], [1900, 0]),
      ]);

    it('reviewed ones are never written by an import of outfalls or tracks', async () => {
      await review(1);
      const stored = () =>
        db.query('select * from register.outfall_link where district = $1 and outfall_id = 1', [KEY]);
      const was = await stored();
      await load(db, TRACKS_MAY, KEY, { name: 'again', fingerprint: 'again' });
      await load(
        db,
        part('renamed', 'outfalls', [{ source_id: 'o1', receiving_water: '西大盈港' }, OUTFALLS.rows[0].geometry]),
      );
      expect(await stored()).toEqual(was);
    });

    it('reviewed ones go over to the same river redrawn a little, with their review', async () => {
      await review(1);
      await load(db, redrawn(3));
      expect(await link(1)).toMatchObject({ lost: false, dangles: false, status: 'overridden', reviewer: '李工' });
    });

    it('reviewed ones whose river went elsewhere lose the route, keep the reviewer and wait for review; the history has them', async () => {
      await review(1);
      await load(db, redrawn(-400));
      expect(await link(1)).toEqual({
        lost: true,
        measure_mm: null,
        status: 'proposed',
        reviewer: '李工',
        reason: 'unlinked',
        dangles: true,
      });
      const history = await db.query(
        `select before ->> 'route_id' is not null as was_linked from register.change
          where district = '${KEY}' and table_name = 'outfall_link' and row_id = 1 and author = 're-anchored'`,
      );
      expect(history).toEqual([{ was_linked: true }]);
    });
  });
});

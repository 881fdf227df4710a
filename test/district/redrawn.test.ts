/** A redrawn river moves what was recorded on it by its place on the ground, says so, and gives it back when undone. */
import { describe, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { getDistrict } from '../../server/district/district.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { verify } from '../../server/report/verify.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { derivedState } from './derived-state.ts';
import { KEY, line, load, loadAll, OUTFALLS, part, RECORDS, RIVERS_WEST, TOWNS } from './small-district.ts';

describe('a redrawn river', async () => {
  const db = await emptiedDatabase(async (db) => {
    await loadAll(db, [TOWNS, RIVERS_WEST, OUTFALLS, RECORDS]);
    await db.run(
      `update register.outfall_link set status = 'overridden', reviewer = '李工' where district = '${KEY}' and outfall_id = 1`,
    );
  });

  const undo = (batch: number | null) => undoBatch(db, KEY, batch!, 'tester', derive);
  const redraw = (...metres: [number, number][]) =>
    load(db, part(`redrawn ${JSON.stringify(metres)}`, 'rivers', [{ key: 'R1', source_id: 's1' }, line(...metres)]));
  const recorded = () =>
    db.query<{ bank: string; from: number; to: number }>(
      `select g.bank, g.from_mm as "from", g.to_mm as "to" from register.surveyed_range g
         join register.survey_record s on s.district = g.district and s.id = g.record_id
        where g.district = $1 and s.source_id = 'v3' order by g.from_mm`,
      [KEY],
    );
  const said = (issues: readonly { code: string; field: string | null; original: unknown }[]) =>
    issues.map(({ code, field }) => `${code} ${field}`).sort();

  it('that begins farther upstream moves measures, not places', async () => {
    const { issues } = await redraw([-500, 0], [0, 0], [900, 40], [1900, 0]);
    expect(said(issues)).toEqual(['reanchored outfall 1', 'reanchored survey 3']);
    const [{ bank, from, to }] = await recorded();
    expect(bank).toBe('left');
    // 500 m more before it; metres on the ellipsoid and of the test's degrees differ by some decimetres
    expect(from / 1000).toBeGreaterThan(599);
    expect(from / 1000).toBeLessThan(602);
    expect(to - from).toBe(600_000);
    expect(issues.find(({ field }) => field === 'survey 3')?.original).toMatchObject({
      survey: 3,
      moved_m: expect.closeTo(0, 2),
      lost_m: 0,
    });
  });

  it('drawn the other way round changes the banks of records', async () => {
    await redraw([1900, 0], [900, 40], [0, 0]);
    const [{ bank, from, to }, ...more] = await recorded();
    expect(more).toEqual([]);
    expect(bank).toBe('right');
    expect(Math.round((to - from) / 1000)).toBe(600);
    const { checks } = await verify(db, await getDistrict(db, KEY), { tracks: 'all' });
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('that goes elsewhere loses them, and its undo brings them back to the millimetre', async () => {
    // the person put it where no search would
    await db.run(`update register.outfall_link set measure_mm = 430123 where district = '${KEY}' and outfall_id = 1`);
    const was = await derivedState(db, KEY);
    const { id, issues } = await redraw([0, -400], [900, -360], [1900, -400]);
    expect(said(issues)).toEqual(['anchor_lost outfall 1', 'anchor_lost survey 3']);
    // nothing has a place, so nothing moved; the river is 400 m away now
    for (const { reason_en, reason_zh, original } of issues) {
      expect(original).toMatchObject({ moved_m: 0, nearest_line_m: expect.closeTo(400, -1) });
      expect(reason_en).toMatch(
        /→ —, all of it is lost, (600\.000 m less are covered, )?the nearest line of the river is now up to (39|40)\d\.\d{3} m from what was lost$/,
      );
      expect(reason_zh).toMatch(/→ —，全部失位，(少覆盖 600\.000 米，)?失位处距该河现有河线最远 (39|40)\d\.\d{3} 米$/);
    }
    expect(await recorded()).toEqual([]);
    const undone = await undo(id);
    expect(said(undone.issues)).toEqual(['reanchored outfall 1', 'reanchored survey 3']);
    expect(undone).toMatchObject({ rows_removed: 0, rows_restored: 1 });
    expect(await derivedState(db, KEY)).toEqual(was);
  });

  //  ── recorded 100 to 700 ──        it keeps its ground up to where the river leaves by 50 m
  //  ────────┐
  //           ╲________  redrawn
  it('that leaves it halfway says how far what is left lies, and how far the line is from what was lost', async () => {
    const { id, issues } = await redraw([0, 0], [300, 13], [900, -260], [1900, -260]);
    const { reason_en, original } = issues.find(({ field }) => field === 'survey 3')!;
    const { moved_m, lost_m, nearest_line_m } = original as Record<string, number>;
    expect(moved_m).toBeLessThan(50);
    expect(nearest_line_m).toBeGreaterThan(150);
    expect(reason_en).toContain(
      `what has a place lies up to ${moved_m.toFixed(3)} m from where it was, ${lost_m.toFixed(3)} m less are covered, the nearest line of the river is now up to ${nearest_line_m.toFixed(3)} m from what was lost`,
    );
    const undone = await undo(id);
    expect(undone.issues.find(({ field }) => field === 'survey 3')?.reason_en).toMatch(
      /, on the ground where it was, \d+\.\d{3} m of its ground have a place again$/,
    );
  });

  it('twice does not let places drift: the first ground line counts', async () => {
    const was = await derivedState(db, KEY);
    const first = await redraw([0, 30], [900, 70], [1900, 30]);
    const second = await redraw([0, 60], [900, 100], [1900, 60]);
    expect(await recorded()).toEqual([]); // 60 m from where it was walked, though only 30 m from where it was put
    await expect(undo(first.id)).rejects.toMatchObject({
      code: 'batch_built_upon',
      message: expect.stringContaining(`batch ${second.id}`),
    });
    await undo(second.id);
    await undo(first.id);
    expect(await derivedState(db, KEY)).toEqual(was);
  });

  it('that nothing tells from one more line of it is said to count twice', async () => {
    const beside = async (name: string, properties: object, ...metres: [number, number][]) => {
      const { rows_new, issues } = await load(
        db,
        part(name, 'rivers', [{ key: 'R1', ...properties }, line(...metres)]),
      );
      const told = issues.filter(({ code }) => code === 'river_lines_beside');
      return [
        rows_new,
        told.map(({ code, value, reason_en }) => `${code} ${value} ${reason_en.match(/\d+ (?=that|new)/g)}`),
      ];
    };
    expect(await beside('numbered', { source_id: 's9' }, [1900, 0], [2500, 0])).toEqual([1, []]);
    expect(await beside('unnumbered', {}, [0, 10], [900, 50], [1900, 10])).toEqual([
      1,
      ['river_lines_beside R1 2 ,1 '],
    ]);
    expect(await beside('numbered now', { source_id: 's10' }, [0, 12], [900, 52], [1900, 12])).toEqual([
      1,
      ['river_lines_beside R1 1 ,1 '],
    ]);
  });

  it('counts once when the advice of that warning is followed, whatever was surveyed since', async () => {
    const metres: [number, number][] = [
      [5000, 0],
      [6000, 0],
    ];
    const moved: [number, number][] = metres.map(([x, y]) => [x, y + 20]);
    const river = (name: string, properties: object, ...drawn: [number, number][]) =>
      load(db, part(name, 'rivers', [{ key: 'R7', ...properties }, line(...drawn)]));
    const { id: earlier } = await river('R7', {}, ...metres);
    const survey = { river: 'R7', from_m: 100, to_m: 700, mode: 'under_water', date: '2023-05-01' };
    const { id: later } = await load(db, part('surveyed', 'surveys', [{ source_id: 'v7', ...survey }, null]));
    const { id, issues } = await river('R7 redrawn', {}, ...moved);
    expect(issues.map(({ code }) => code)).toContain('river_lines_beside');
    expect(issues.find(({ code }) => code === 'river_lines_beside')?.reason_en).not.toContain('undo the earlier');
    await undo(id);
    // what it had said instead is refused
    await expect(undo(earlier)).rejects.toMatchObject({ message: expect.stringContaining(`batch ${later}`) });
    const numbered = await river('R7 numbered', { source_id: 's7' }, ...metres);
    expect([numbered.rows_new, numbered.rows_changed, numbered.issues]).toEqual([0, 1, []]);
    const redrawn = await river('R7 redrawn, numbered', { source_id: 's7' }, ...moved);
    expect(redrawn.issues.map(({ code }) => code)).toEqual(['reanchored']);
    const lines = await db.query<{ m: number }>(
      `select (r.length_mm / 1000)::int as m from register.route r
         join register.river v on v.district = r.district and v.id = r.river_id where v.key = 'R7'`,
    );
    expect(lines).toEqual([{ m: expect.closeTo(1000, -1) }]);
  });

  it('that is shortened loses as many metres as the record covers less, to the millimetre', async () => {
    const river = (...drawn: [number, number][]) =>
      load(db, part(`R8 ${JSON.stringify(drawn)}`, 'rivers', [{ key: 'R8', source_id: 's8' }, line(...drawn)]));
    await river([7000, 0], [8000, 0]);
    const survey = { river: 'R8', from_m: 100, to_m: 700, mode: 'under_water', date: '2023-05-01' };
    await load(db, part('surveyed R8', 'surveys', [{ source_id: 'v8', ...survey }, null]));
    const covered = async () => {
      const [{ mm }] = await db.query<{ mm: number }>(
        `select coalesce(sum(g.to_mm - g.from_mm), 0)::int as mm from register.surveyed_range g
           join register.survey_record s on s.district = g.district and s.id = g.record_id
          where g.district = $1 and s.source_id = 'v8'`,
        [KEY],
      );
      return mm;
    };
    const full = await covered();
    const [{ ellipsoid }] = await db.query<{ ellipsoid: number }>(
      `select length_mm / 1e6::float8 as ellipsoid from register.route r
         join register.river v on v.district = r.district and v.id = r.river_id where v.key = 'R8'`,
    );
    for (const [first, last] of [
      [7000, 7350],
      [7000, 7655],
      [7333, 8000],
      [7120, 7190],
      [6500, 7420],
      [7000, 7000 + 699.6 / ellipsoid],
      [7000, 7650.5],
    ]) {
      const { id, issues } = await river([first, 0], [last, 0]);
      const lost = full - (await covered());
      expect(lost, `${first}–${last}`).toBeGreaterThan(0);
      expect(issues.filter(({ field }) => field?.startsWith('survey'))).toMatchObject([
        { code: lost < 1000 ? 'reanchored' : 'anchor_lost', original: { lost_m: lost / 1000 } },
      ]);
      expect(issues.every(({ original }) => !('unplaced_m' in (original ?? {})))).toBe(true);
      const undone = await undo(id);
      expect(undone.issues).toMatchObject([{ code: 'reanchored', original: { lost_m: 0 } }]);
      expect(await covered()).toBe(full);
    }
  });

  it('leaves a decision made since as it is', async () => {
    const { id } = await redraw([0, 10], [900, 50], [1900, 10]);
    await db.run(
      `update register.outfall_link set measure_mm = 405000, reviewer = '王工' where district = '${KEY}' and outfall_id = 1`,
    );
    const { issues } = await undo(id);
    expect(said(issues)).toContain('reanchored outfall 1');
    const [link] = await db.query<{ reviewer: string }>(
      'select reviewer from register.outfall_link where district = $1 and outfall_id = 1',
      [KEY],
    );
    expect(link.reviewer).toBe('王工');
  });
});

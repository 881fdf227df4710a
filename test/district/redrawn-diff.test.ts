/** What changed between two states of a register in which rivers were redrawn: state by state, against SQL of both days. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadKnown } from '../../server/district/known/load-known.ts';
import type { Mode } from '../../server/district/load-register.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { type DiffRow, diffRanges, diffRows } from '../../server/report/diff/coverage-diff.ts';
import { diffReport } from '../../server/report/diff/report.ts';
import { testDatabase } from '../support/database.ts';
import {
  KEY,
  line,
  load,
  loadAll,
  part,
  RIVERS_EAST,
  RIVERS_WEST,
  TOWNS,
  TRACKS_JUNE,
  TRACKS_MAY,
} from './small-district.ts';

const STATES = ['gap', 'bridged', 'once', 'repeated'] as const;

describe('the difference over a redrawn river', async () => {
  const db = await testDatabase();
  const said = new Map<'before' | 'after', Map<string, number[]>>();
  let rows: DiffRow[];
  let query: Parameters<typeof diffRanges>[0];

  /** Millimetres of each state of each river and mode, as SQL has them at that moment. */
  async function states(): Promise<Map<string, number[]>> {
    const found = await db.query<{ key: string; mode: Mode; mm: number[] }>(
      `select coalesce(v.key, '#' || v.id) as key, s.mode,
              array[sum(atlas.multirange_mm(gap)), sum(atlas.multirange_mm(bridged)), sum(atlas.multirange_mm(once)),
                    sum(atlas.multirange_mm(repeated))]::float8[] as mm
         from atlas.river_states($1) s join register.route r on r.district = $1 and r.id = s.route_id
         join register.river v on v.district = $1 and v.id = r.river_id group by v.id, v.key, s.mode`,
      [KEY],
    );
    return new Map(found.map(({ key, mode, mm }) => [`${key} ${mode}`, mm]));
  }

  beforeAll(async () => {
    await loadAll(db, [TOWNS, RIVERS_WEST, RIVERS_EAST, TRACKS_MAY, TRACKS_JUNE]);
    const { version } = (await loadSnapshot(db, KEY)).district;
    said.set('before', await states());
    // 60 m off in its west, with a bend; another river only gets one line more
    await load(db, part('aside', 'rivers', [{ key: 'R1', source_id: 's1' }, line([0, -60], [900, -10], [1900, 0])]));
    await load(db, part('more', 'rivers', [{ key: 'R2', source_id: 's9' }, line([0, 600], [400, 600])]));
    said.set('after', await states());
    const to = { snapshot: await loadSnapshot(db, KEY), lastDay: Number.POSITIVE_INFINITY };
    const from = { snapshot: await loadKnown(db, KEY, { version }), lastDay: Number.POSITIVE_INFINITY };
    query = { from, to };
    rows = diffRows(query, 'river');
    return () => db.close();
  });

  const mm = (km: number) => Math.round(km * 1e6);

  it('is told state by state, and not as a river removed and one added', () => {
    for (const mode of ['above_water', 'under_water'] as const) {
      const row = rows.find(({ key, mode: of }) => key === 'R1' && of === mode)!;
      expect([row.added_km, row.removed_km, row.newly_repeated_km, row.no_longer_repeated_km]).toEqual([0, 0, 0, 0]);
      const [was, is] = (['before', 'after'] as const).map((side) => said.get(side)!.get(`R1 ${mode}`)!);
      // what did not change its line is newly covered or lost in itself: a track may go over to it
      const shifted = mm(row.newly_covered_km) - mm(row.lost_km);
      expect(mm(row.redrawn_gap_km) - shifted).toBe(is[0] - was[0]);
      expect(STATES.reduce((sum, state) => sum + mm(row[`redrawn_${state}_km`]), 0)).toBe(
        mm(row.redrawn_to_km) - mm(row.redrawn_from_km),
      );
      expect(mm(row.to_length_km) - mm(row.from_length_km)).toBe(mm(row.redrawn_to_km) - mm(row.redrawn_from_km));
      if (shifted === 0)
        for (const [i, state] of STATES.entries()) expect(mm(row[`redrawn_${state}_km`])).toBe(is[i] - was[i]);
    }
    const above = rows.find(({ key, mode }) => key === 'R1' && mode === 'above_water')!;
    expect(above.redrawn_gap_km).toBeGreaterThan(0.5);
    expect(above.redrawn_once_km).toBeLessThan(-0.3);
  });

  it('leaves a river that only got a line more as added', () => {
    const row = rows.find(({ key, mode }) => key === 'R2' && mode === 'above_water')!;
    expect(row.added_km).toBeCloseTo(0.4, 2);
    expect([row.removed_km, row.redrawn_from_km, row.redrawn_to_km]).toEqual([0, 0, 0]);
  });

  it('lists old and new lines as such, in sum the lines of the sums', () => {
    const ranges = diffRanges(query).filter(({ change }) => change.startsWith('redrawn'));
    expect(new Set(ranges.map(({ river }) => river))).toEqual(new Set(['淀浦河']));
    for (const change of ['redrawn_from', 'redrawn_to'] as const) {
      const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
      const metres = ranges
        .filter((range) => range.change === change)
        .map(({ length_m }) => Math.round(length_m * 1000));
      expect(sum(metres)).toBe(sum(rows.map((row) => mm(row[`${change}_km`]))));
      expect(sum(metres)).toBeGreaterThan(3_000_000);
    }
    expect(diffRanges(query).some(({ change }) => change === 'removed')).toBe(false);
  });

  it('names the rivers in a note', () => {
    const { notes } = diffReport(query, { group: 'district', notes: [] });
    expect(notes.join()).toContain('改绘的河道 1 条：淀浦河 (R1)');
    expect(diffReport({ from: query.to, to: query.to }, { group: 'district', notes: [] }).notes).toHaveLength(1);
  });
});

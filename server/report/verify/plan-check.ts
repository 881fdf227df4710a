/** A plan held against what is surveyed: what is new in it, against the states of both banks by SQL. */
import type { Snapshot } from '../../district/snapshot.ts';
import { checkPlan } from '../gaps/check.ts';
import { gapRows } from '../gaps.ts';
import { routeLines } from '../route-lines.ts';
import type { Difference, Subject } from './checks.ts';

/** So many routes, spread over the list. */
const SAMPLE = 30;

/** Rivers asked for whole: new is what either bank lacks. */
const NEW = `
  select coalesce(sum(atlas.multirange_mm(gap)), 0)::float8 as mm
    from (select b.route_id, range_agg(r) as gap
            from atlas.bank_states($1, 'above_water') as b cross join lateral unnest(b.gap) as r
            join register.route as t on t.district = $1 and t.id = b.route_id
           where t.river_id = any($2::int[]) group by b.route_id) as g`;

/**
 * The largest of: what rivers wished whole lack and SQL's gaps of either bank; planned less new and done; and what of gaps
 * drawn as a plan is not new, or more than these gaps, beyond a metre for each end that is projected.
 */
export async function comparePlans({ db, district, snapshot }: Subject): Promise<Difference> {
  const rivers = [...snapshot.rivers.keys()].filter((id) => snapshot.rulers.riverId.includes(id));
  const chosen = rivers.filter((_, i) => i % Math.max(1, Math.floor(rivers.length / SAMPLE)) === 0);
  let [fresh, apart] = [0, 0];
  for (const riverId of chosen) {
    const { totals } = await checkPlan(db, snapshot, { mode: 'above_water', plan: { riverId } });
    fresh += mm(totals.new_km);
    apart = Math.max(apart, Math.abs(mm(totals.planned_km) - mm(totals.new_km) - mm(totals.avoided_km)));
  }
  const [sql] = await db.query<{ mm: number }>(NEW, [district, chosen]);
  return {
    compared: chosen.length,
    difference: Math.max(apart, Math.abs(fresh - sql.mm), await besideGaps(db, snapshot)),
  };
}

const mm = (km: number) => Math.round(km * 1e6);
const END_MM = 1000;

async function besideGaps(db: Subject['db'], snapshot: Snapshot): Promise<number> {
  const gaps = gapRows(snapshot, { mode: 'above_water', minLengthM: 200 }).slice(0, SAMPLE);
  const plan = routeLines(snapshot, gaps).map(({ coordinates }) => coordinates);
  const { totals } = await checkPlan(db, snapshot, { mode: 'above_water', plan });
  const listed = gaps.reduce((sum, { length_m }) => sum + Math.round(length_m * 1000), 0);
  const beyond = Math.max(mm(totals.avoided_km), mm(totals.planned_km) - listed);
  return Math.max(0, beyond - 2 * END_MM * gaps.length);
}

/** What towns pay for, stretch by stretch, and who pays by each plan, against the twins in SQL. */
import { PHASES } from '../../rules/funding/rule.ts';
import { PACKS } from '../../rules/packs.ts';
import { fundingRows } from '../funding/funding.ts';
import { payingTowns } from '../funding/shared-stretches.ts';
import type { Difference, Subject } from './checks.ts';
import { largest, rowDifference } from './row-difference.ts';

interface Paid {
  route_id: number;
  town_id: number | null;
  mm: number;
}

/** The most millimetres of a route that one town pays for in one of the two only. */
export async function comparePayingTowns({ db, district, snapshot }: Subject): Promise<Difference> {
  const { first, from, to, town } = payingTowns(snapshot);
  const ours = new Map<string, number>();
  const add = (key: string, mm: number) => ours.set(key, (ours.get(key) ?? 0) + mm);
  for (let route = 0; route < snapshot.rulers.count; route++)
    for (let k = first[route]; k < first[route + 1]; k++)
      add(`${snapshot.rulers.routeId[route]} ${town[k] < 0 ? null : snapshot.towns.id[town[k]]}`, to[k] - from[k]);
  const paid = await db.query<Paid>(
    `select route_id, town_id, sum(to_mm - from_mm)::float8 as mm from atlas.paying_towns($1) group by 1, 2`,
    [district],
  );
  for (const { route_id, town_id, mm } of paid) add(`${route_id} ${town_id}`, -mm);
  return { compared: paid.length, difference: Math.max(0, ...[...ours.values()].map(Math.abs)) };
}

const FUNDING = {
  same: ['party', 'town', 'level', 'settled'],
  close: ['length_km', 'ledger_km', 'drawn_only_km', 'shared_km'],
  factor: 1_000_000,
};

/** By every plan, whichever holds here: rules are compared where rivers and towns are. */
export async function compareFunding({ db, district, snapshot }: Subject): Promise<Difference> {
  const differences: Difference[] = [];
  for (const pack of PACKS)
    for (const phase of PHASES) {
      const rows = fundingRows({ ...snapshot, district: { ...snapshot.district, pack } }, { phase });
      const ours = rows.map(({ settlement, ...row }) => ({ ...row, settled: settlement !== null }));
      const sql = await db.query('select * from atlas.funding($1, $2, $3)', [district, pack, phase]);
      differences.push(rowDifference(ours, sql, FUNDING));
    }
  return largest(differences);
}

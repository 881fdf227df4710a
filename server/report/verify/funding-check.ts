/** What towns pay for, stretch by stretch, against the twin in SQL. */
import { payingTowns } from '../funding/shared-stretches.ts';
import type { Difference, Subject } from './checks.ts';

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

/** Which town each millimetre of each route lies in (docs/coverage.md, "Towns"). */
import type { Executor } from '../../db/database.ts';
import { buildCutter } from '../../engine/cut.ts';
import { findRoute, type Rulers } from '../../engine/rulers.ts';
import { OUTSIDE, partition } from '../../engine/zones.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import { loadTowns } from '../load-network.ts';

/** Cuts the routes anew: all of them, or those with these ids. */
export async function cutByTowns(
  tx: Executor,
  district: string,
  rulers: Rulers,
  routes: 'all' | readonly number[],
): Promise<void> {
  const ids = routes === 'all' ? Array.from(rulers.routeId) : routes;
  await tx.query('delete from register.route_town where district = $1 and route_id = any($2::int[])', [district, ids]);
  const towns = await loadTowns(tx, district);
  const cutter = buildCutter(towns);
  const rows = ids.flatMap((id) => {
    const triples = partition(cutter, rulers, findRoute(rulers, id));
    return Array.from({ length: triples.length / 3 }, (_, k) => {
      const [from, to, town] = triples.slice(3 * k, 3 * k + 3);
      return [district, id, from, to, town === OUTSIDE ? null : towns.id[town]];
    });
  });
  await tx.copyIn(
    'register.route_town',
    ['district', 'route_id', 'from_mm', 'to_mm', 'town_id'],
    encodeCopy(['text', 'int4', 'int8', 'int8', 'int4'], rows),
  );
}

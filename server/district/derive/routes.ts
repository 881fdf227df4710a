/** Routes of the rivers whose lines or lakes changed: built anew, kept where nothing moved, so that ids stay. */
import type { Executor } from '../../db/database.ts';
import { buildRoutes } from '../../engine/routes/build-routes.ts';
import type { BuiltRoute, SourceLine } from '../../engine/routes/source-line.ts';
import type { Touched } from '../../import/touched.ts';
import { readShores, tieLakes } from './lakes.ts';
import { readSourceLines, type StoredLine } from './source-lines.ts';
import { deleteRoutes, readStoredRoutes, routeFingerprint, type StoredRoute, writeRoutes } from './store-routes.ts';

/** A route to be stored: its place on its river and the segments its ranges were drawn as. */
export interface PlannedRoute {
  riverId: number;
  seq: number;
  route: BuiltRoute;
  lines: readonly StoredLine[];
}

/** A route that went, and whose line it was. */
export interface RemovedRoute {
  id: number;
  riverId: number;
  lengthMm: number;
}

export interface RouteChanges {
  added: number[];
  removed: RemovedRoute[];
}

/** Rebuilds what the touched rows call for. Nothing touched: nothing done. */
export async function deriveRoutes(tx: Executor, touched: Touched): Promise<RouteChanges> {
  const { river, source_segment, water_body } = touched.rows;
  if (!river && !source_segment && !water_body) return { added: [], removed: [] };
  if (water_body || river) await tieLakes(tx, touched);
  const orphans = await dropOrphans(tx, touched.district);
  const riverIds = await riversToBuild(tx, touched);
  if (riverIds.length === 0) return { added: [], removed: orphans };
  const planned = await planRoutes(tx, touched.district, riverIds);
  const stored = await readStoredRoutes(tx, touched.district, riverIds);
  const { added, removed } = await replaceRoutes(tx, touched.district, planned, stored);
  return { added, removed: [...orphans, ...removed] };
}

/** Routes of rivers that an undo took away. */
function dropOrphans(tx: Executor, district: string): Promise<RemovedRoute[]> {
  return tx.query<RemovedRoute>(
    `delete from register.route r
      where r.district = $1 and not exists (select from register.river v where v.district = r.district and v.id = r.river_id)
      returning r.id, r.river_id as "riverId", r.length_mm as "lengthMm"`,
    [district],
  );
}

/** Rivers of touched lines, also those they left; all lakes when a water body changed; every river when lines went and no longer say whose they were. */
async function riversToBuild(tx: Executor, { district, rows }: Touched): Promise<number[]> {
  const lines = rows.source_segment;
  const everything = (lines?.removed.length ?? 0) > 0 || (rows.river?.removed.length ?? 0) > 0;
  const found = await tx.query<{ id: number }>(
    `select id from register.river v where district = $1 and (
        $2 or id = any($3::int[])
        or exists (select from register.source_segment s
                    where s.district = v.district and s.river_id = v.id and s.id = any($4::int[]))
        or exists (select from register.source_range g
                     join register.route r on r.district = g.district and r.id = g.route_id
                    where g.district = v.district and r.river_id = v.id and g.segment_id = any($4::int[]))
        or $5 and exists (select from register.water_body b
                           where b.district = v.district and b.river_id = v.id and b.kind <> 'river')
        or $5 and exists (select from register.route r
                           where r.district = v.district and r.river_id = v.id and r.role = 'shore'))
      order by id`,
    [
      district,
      everything,
      [...(rows.river?.new ?? []), ...(rows.river?.changed ?? [])],
      [...(lines?.new ?? []), ...(lines?.changed ?? [])],
      rows.water_body !== undefined,
    ],
  );
  return found.map(({ id }) => id);
}

/** Rivers of new and changed lines: cut or named otherwise, they leave routes as they were. */
export async function riversOfLines(tx: Executor, { district, rows }: Touched): Promise<number[]> {
  const { source_segment: lines } = rows;
  if (!lines) return [];
  const found = await tx.query<{ id: number }>(
    'select distinct river_id as id from register.source_segment where district = $1 and id = any($2::int[])',
    [district, [...lines.new, ...lines.changed]],
  );
  return found.map(({ id }) => id);
}

async function planRoutes(tx: Executor, district: string, riverIds: readonly number[]): Promise<PlannedRoute[]> {
  const lines = await readSourceLines(tx, district, riverIds);
  const shores = await readShores(tx, district, riverIds);
  return riverIds.flatMap((riverId) => {
    const drawn = lines.get(riverId) ?? [];
    const built = [...buildRoutes(drawn as SourceLine[]), ...(shores.get(riverId) ?? [])];
    return built.map((route, i) => ({ riverId, seq: i + 1, route, lines: drawn }));
  });
}

async function replaceRoutes(
  tx: Executor,
  district: string,
  planned: readonly PlannedRoute[],
  stored: readonly StoredRoute[],
): Promise<RouteChanges> {
  const unchanged = new Map(stored.map((route) => [route.fingerprint, route.id]));
  const kept = new Map<PlannedRoute, number>();
  for (const plan of planned) {
    const print = routeFingerprint(plan);
    const id = unchanged.get(print);
    if (id === undefined) continue;
    kept.set(plan, id);
    unchanged.delete(print);
  }
  const keptIds = new Set(kept.values());
  const goneIds = stored.map(({ id }) => id).filter((id) => !keptIds.has(id));
  const removed = await deleteRoutes(tx, district, goneIds);
  const added = await writeRoutes(tx, district, planned, kept);
  return { added, removed };
}

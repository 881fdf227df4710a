/** Links a person decided, carried over when the network under them is redrawn; what cannot be carried over waits for a person. */
import type { Executor } from '../../db/database.ts';
import { findRoute, type Rulers } from '../../engine/rulers.ts';
import type { District } from '../district.ts';
import { loadTowns } from '../load-network.ts';
import { DERIVED, REANCHORED } from './author.ts';
import type { Network } from './derive.ts';
import { type Candidate, candidatesOf, outfallsWhere, townOf } from './links.ts';

/** Where a reviewed link stood: the river and the point on the ground, integer plane millimetres. */
export interface ReviewedLink {
  outfall: number;
  route: number;
  river: number;
  x: number;
  y: number;
}

/** Reviewed links that have a route, read before routes change. */
export async function reviewedOn(tx: Executor, district: string): Promise<ReviewedLink[]> {
  return tx.query<ReviewedLink>(
    `select l.outfall_id as outfall, r.id as route, r.river_id as river, at.px as x, at.py as y
       from register.outfall_link l
       join register.route r on r.district = l.district and r.id = l.route_id
      cross join lateral (select array_agg(x order by i) as x, array_agg(y order by i) as y, array_agg(m order by i) as m
                            from (select p.path[1] as i, atlas.rounded(st_x(p.geom) * 1000) as x,
                                         atlas.rounded(st_y(p.geom) * 1000) as y, st_m(p.geom) as m
                                    from st_dumppoints(r.line_m) as p) as vertex) as line
      cross join lateral atlas.point_at(line.x, line.y, line.m, l.measure_mm) as at
      where l.district = $1 and (l.status = 'overridden' or l.reviewer is not null)
      order by 1`,
    [district],
  );
}

interface Reanchoring {
  reviewed: readonly ReviewedLink[];
  /** Routes that went. */
  removed: readonly number[];
  version: number;
}

/**
 * Puts reviewed links of removed routes on the same river's new ones, where that is within the district's link tolerance
 * of the old place. The others keep the reviewer, lose the route and are proposed again as `unlinked`; the history has them.
 */
export async function reanchorLinks(
  tx: Executor,
  district: District,
  network: Network,
  { reviewed, removed, version }: Reanchoring,
): Promise<void> {
  if (reviewed.length === 0) return;
  const gone = new Set(removed);
  const lost = reviewed.filter(({ route }) => gone.has(route));
  const ids = lost.map(({ outfall }) => outfall);
  const outfalls = await outfallsWhere(tx, district.key, `and o.id in (${[-1, ...ids].map(Number).join(', ')})`);
  const candidates = await candidatesOf(tx, district, network, outfalls);
  await tx.query(`select set_config('atlas.author', $1, true)`, [REANCHORED]);
  for (const link of lost) {
    const found = candidates.get(link.outfall) ?? [];
    const anchor = nearestAnchor(network, link, found, district.linkToleranceMm);
    await storeAnchor(tx, district.key, { outfall: link.outfall, anchor, candidates: found, version });
  }
  await tx.query(`select set_config('atlas.author', $1, true)`, [DERIVED]);
}

/** The candidate of the same river that lies nearest to the old place. */
function nearestAnchor(
  { rulers }: Network,
  { river, x, y }: ReviewedLink,
  candidates: readonly Candidate[],
  toleranceMm: number,
): Candidate | undefined {
  let best: Candidate | undefined;
  let least = toleranceMm;
  for (const candidate of candidates) {
    if (candidate.river_id !== river) continue;
    const [px, py] = pointAt(rulers, findRoute(rulers, candidate.route), candidate.measure_m * 1000);
    const distance = Math.hypot(px - x, py - y);
    if (distance > least) continue;
    [best, least] = [candidate, distance];
  }
  return best;
}

function pointAt({ first, x, y, m }: Rulers, route: number, measure: number): [number, number] {
  let v = first[route];
  while (v < first[route + 1] - 2 && m[v + 1] < measure) v++;
  const t = m[v + 1] > m[v] ? (measure - m[v]) / (m[v + 1] - m[v]) : 0;
  return [x[v] + t * (x[v + 1] - x[v]), y[v] + t * (y[v + 1] - y[v])];
}

interface Anchored {
  outfall: number;
  anchor: Candidate | undefined;
  candidates: readonly Candidate[];
  version: number;
}

async function storeAnchor(
  tx: Executor,
  district: string,
  { outfall, anchor, candidates, version }: Anchored,
): Promise<void> {
  const mm = (metres?: number) => (metres === undefined ? null : Math.round(metres * 1000));
  await tx.query(
    `update register.outfall_link
        set route_id = $3, measure_mm = $4, distance_mm = $5, offset_mm = $6, bank = $7, candidates = $8,
            reason = case when $3::int is null then 'unlinked' else reason end,
            status = case when $3::int is null then 'proposed' else status end,
            confidence = case when $3::int is not null then confidence end, version = $9
      where district = $1 and outfall_id = $2`,
    [
      district,
      outfall,
      anchor?.route ?? null,
      mm(anchor?.measure_m),
      mm(anchor?.distance_m),
      mm(anchor?.offset_m),
      anchor?.bank ?? null,
      JSON.stringify(candidates),
      version,
    ],
  );
}

/** The town of a reviewed link is where its outfall lies, whatever a person decided about the river. */
export async function placeReviewed(tx: Executor, district: string): Promise<void> {
  const outfalls = await outfallsWhere(
    tx,
    district,
    `and exists (select from register.outfall_link l
                  where l.district = o.district and l.outfall_id = o.id
                    and (l.status = 'overridden' or l.reviewer is not null))`,
  );
  if (outfalls.length === 0) return;
  const towns = await loadTowns(tx, district);
  await tx.query(
    `update register.outfall_link l set town_id = n.town_id
       from unnest($2::int[], $3::int[]) as n (outfall_id, town_id)
      where l.district = $1 and l.outfall_id = n.outfall_id and l.town_id is distinct from n.town_id`,
    [district, outfalls.map(({ id }) => id), outfalls.map(({ point }) => townOf(towns, point))],
  );
}

/** Links a person decided, carried over when the network under them is redrawn; what cannot be carried over waits for a person. */
import type { Executor } from '../../db/database.ts';
import { besideOf } from '../../engine/anchor/foot.ts';
import { pointAt, verticesOf } from '../../engine/anchor/stretch.ts';
import { findRoute } from '../../engine/rulers.ts';
import type { Issue } from '../../import/issues.ts';
import type { District } from '../district.ts';
import { loadTowns } from '../load-network.ts';
import { DERIVED, REANCHORED } from './author.ts';
import type { Network } from './derive.ts';
import { type Candidate, candidatesOf, outfallsWhere } from './links.ts';
import { areSame, FEW_MM, isNear, movedIssue, type Place } from './moved.ts';
import { placeOnRoute } from './place-on-route.ts';
import { type DecidedLink, PLACED, type ReviewGround, readGrounds } from './review-grounds.ts';
import { indexTowns, townOf } from './town-of.ts';

interface Reanchoring {
  /** Routes that went. */
  removed: readonly number[];
  version: number;
}

/**
 * Puts reviewed links whose route has gone, now or before, where they belong: as they were decided when the very line of
 * the review is there (again); else on the same river's new route nearest to the place on the ground, within the district's
 * link tolerance: at the outfall's candidate there, or where a person drew the place at the nearest point to it. The others keep the reviewer, lose the route and are proposed again as `unlinked`; the history has them.
 * @returns what moved, was lost or was found again
 */
export async function reanchorLinks(
  tx: Executor,
  district: District,
  network: Network,
  { removed, version }: Reanchoring,
): Promise<Issue[]> {
  const grounds = await readGrounds(tx, district.key, removed);
  if (grounds.length === 0) return [];
  const ids = grounds.map(({ outfall }) => outfall);
  const outfalls = await outfallsWhere(tx, district.key, `and o.id in (${[-1, ...ids].map(Number).join(', ')})`);
  const candidates = await candidatesOf(tx, district, network, outfalls);
  const issues: Issue[] = [];
  await tx.query(`select set_config('atlas.author', $1, true)`, [REANCHORED]);
  for (const ground of grounds) {
    const found = candidates.get(ground.outfall) ?? [];
    const anchor =
      ground.isDrawn && ground.own === null
        ? await drawnAnchor(tx, district, ground, found)
        : anchorOf(network, ground, found, district.linkToleranceMm);
    if (anchor === undefined && ground.route === null) continue; // lost before, and still
    await storeAnchor(tx, district.key, { ground, anchor, candidates: found, version });
    const said = saidOf(network, ground, anchor);
    if (said) issues.push(said);
  }
  await tx.query(`select set_config('atlas.author', $1, true)`, [DERIVED]);
  return issues;
}

/** Where a review goes. */
interface Anchor {
  river: string;
  link: DecidedLink & { route_id: number };
  movedMm: number;
}

function anchorOf(
  network: Network,
  ground: ReviewGround,
  candidates: readonly Candidate[],
  toleranceMm: number,
): Anchor | undefined {
  const { own, river, decided } = ground;
  if (own !== null) return { river: own.river, link: { ...decided, route_id: own.route }, movedMm: 0 };
  const [best, movedMm] = nearestCandidate(network, ground, candidates, toleranceMm);
  if (!best) return undefined;
  const mm = (metres: number) => Math.round(metres * 1000);
  const place = { measure_mm: mm(best.measure_m), distance_mm: mm(best.distance_m), offset_mm: mm(best.offset_m) };
  return { river, link: { ...decided, ...place, bank: best.bank, route_id: best.route }, movedMm };
}

/** The place itself was shown: the nearest to it on the river as it is drawn now, however far the outfall is. */
async function drawnAnchor(
  tx: Executor,
  { key, linkToleranceMm }: District,
  { outfall, x, y, riverId, river, decided }: ReviewGround,
  candidates: readonly Candidate[],
): Promise<Anchor | undefined> {
  if (riverId === null) return undefined;
  const at = { outfall, x: x / 1000, y: y / 1000, river: riverId, withinMm: linkToleranceMm };
  const found = await placeOnRoute(tx, key, at);
  if (!found) return undefined;
  const { route, measureMm, offsetMm, bank, besideMm } = found;
  const water = candidates.find((each) => each.route === route);
  const distance = water ? Math.round(water.distance_m * 1000) : offsetMm;
  const place = { measure_mm: measureMm, distance_mm: distance, offset_mm: offsetMm, bank };
  return { river, link: { ...decided, ...place, route_id: route }, movedMm: besideMm };
}

/** The candidate of the same river that lies nearest to the place on the ground. */
function nearestCandidate(
  { rulers }: Network,
  { riverId, x, y }: ReviewGround,
  candidates: readonly Candidate[],
  toleranceMm: number,
): [Candidate | undefined, number] {
  let best: Candidate | undefined;
  let least = toleranceMm;
  for (const candidate of candidates) {
    if (candidate.river_id !== riverId) continue;
    const line = verticesOf(rulers, findRoute(rulers, candidate.route));
    const [px, py] = pointAt(line, candidate.measure_m * 1000);
    const distance = Math.hypot(px - x, py - y);
    if (distance > least) continue;
    [best, least] = [candidate, distance];
  }
  return [best, Math.round(least)];
}

/** Nothing where only the number of the route is a new one, or millimetres are others. */
function saidOf({ rulers }: Network, ground: ReviewGround, anchor: Anchor | undefined): Issue | undefined {
  const { outfall, river, riverId, measure, route, x, y } = ground;
  const from: Place[] = route === null || measure === null ? [] : [{ river, measures: [measure] }];
  const to: Place[] = anchor ? [{ river: anchor.river, measures: [anchor.link.measure_mm] }] : [];
  const movedMm = anchor?.movedMm ?? 0;
  const isSame = (a: Place, b: Place) => a.river === b.river && isNear(a.measures[0], b.measures[0]);
  if (areSame(from, to, isSame) && movedMm <= FEW_MM) return undefined;
  const routes = Array.from(rulers.riverId.keys()).filter((i) => rulers.riverId[i] === riverId);
  const besideMm = anchor ? 0 : besideOf(rulers, routes, [x, y]);
  return movedIssue({ kind: 'outfall', id: outfall, from, to, movedMm, besideMm });
}

interface Anchored {
  ground: ReviewGround;
  anchor: Anchor | undefined;
  candidates: readonly Candidate[];
  version: number;
}

async function storeAnchor(
  tx: Executor,
  district: string,
  { ground, anchor, candidates, version }: Anchored,
): Promise<void> {
  const link = anchor?.link ?? LOST;
  await tx.query(
    `update register.outfall_link
        set (route_id, measure_mm, distance_mm, offset_mm, bank, confidence, status, reason)
            = (select route_id, measure_mm, distance_mm, offset_mm, bank, confidence, status, reason
                 from jsonb_populate_record(null::register.outfall_link, $3::jsonb)),
            candidates = $4, version = $5
      where district = $1 and outfall_id = $2`,
    [district, ground.outfall, JSON.stringify(link), JSON.stringify(candidates), version],
  );
  await tx.query(
    `update register.review_ground g set placed = ${PLACED}
       from register.outfall_link l
      where g.district = $1 and g.outfall_id = $2 and l.district = g.district and l.outfall_id = g.outfall_id`,
    [district, ground.outfall],
  );
}

const LOST = { status: 'proposed', reason: 'unlinked' };

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
  const towns = indexTowns(await loadTowns(tx, district));
  await tx.query(
    `update register.outfall_link l set town_id = n.town_id
       from unnest($2::int[], $3::int[]) as n (outfall_id, town_id)
      where l.district = $1 and l.outfall_id = n.outfall_id and l.town_id is distinct from n.town_id`,
    [district, outfalls.map(({ id }) => id), outfalls.map(({ point }) => townOf(towns, point))],
  );
}

/** What lies on the water that is reached: outfalls, intakes, sections, protected zones. Twin: atlas.trace_hits. */
import type { Executor } from '../../db/database.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { findRoute } from '../../engine/rulers.ts';
import { distanceAt, type TracedRange } from '../../engine/trace/trace.ts';

export const HIT_KINDS = ['outfall', 'intake', 'section', 'zone'] as const;
export type HitKind = (typeof HIT_KINDS)[number];

/** Where the water first comes to it. */
export interface Hit {
  kind: HitKind;
  id: number;
  route: number; // index in Rulers
  mm: number;
  distanceMm: number;
}

/** @param day  zones that hold on it. Each once, the nearest first; of equally near ones by kind, then id. */
export async function hitsOn(
  db: Executor,
  snapshot: Snapshot,
  ranges: readonly TracedRange[],
  day: string,
): Promise<Hit[]> {
  const places = await db.query<{ kind: HitKind; id: number; route: number; mm: number }>(
    'select kind, item_id as id, route_id as route, measure_mm as mm from atlas.trace_places($1)',
    [snapshot.district.key],
  );
  const byRoute = new Map<number, TracedRange[]>();
  for (const range of ranges) byRoute.set(range.route, [...(byRoute.get(range.route) ?? []), range]);
  const nearest = new Map<string, Hit>();
  for (const { kind, id, route, mm } of places)
    for (const range of byRoute.get(findRoute(snapshot.rulers, route)) ?? [])
      if (range.fromMm <= mm && mm <= range.toMm) keep(nearest, { kind, id, ...met(range, mm) });
  for (const range of ranges) meetZones(snapshot, range, day, nearest);
  const order = (hit: Hit) => HIT_KINDS.indexOf(hit.kind);
  return [...nearest.values()].sort((a, b) => a.distanceMm - b.distanceMm || order(a) - order(b) || a.id - b.id);
}

const met = (range: TracedRange, mm: number) => ({ route: range.route, mm, distanceMm: distanceAt(range, mm) });

/** At the end of the common stretch that the water comes to first. */
function meetZones({ zoneRanges }: Snapshot, range: TracedRange, day: string, nearest: Map<string, Hit>): void {
  const { zones, first, from, to, zone } = zoneRanges.zone;
  for (let k = first[range.route]; k < first[range.route + 1]; k++) {
    const { id, validFrom, validTo } = zones[zone[k]];
    if ((validFrom ?? day) > day || (validTo ?? day) < day) continue;
    if (from[k] > range.toMm || to[k] < range.fromMm) continue;
    const isDown = range.entryMm === range.fromMm;
    const mm = isDown ? Math.max(from[k], range.fromMm) : Math.min(to[k], range.toMm);
    keep(nearest, { kind: 'zone', id, ...met(range, mm) });
  }
}

function keep(nearest: Map<string, Hit>, hit: Hit): void {
  const key = `${hit.kind} ${hit.id}`;
  const held = nearest.get(key);
  const later = held && (hit.distanceMm - held.distanceMm || hit.route - held.route || hit.mm - held.mm);
  if (later === undefined || later < 0) nearest.set(key, hit);
}

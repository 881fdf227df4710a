/** What lies on the water that is reached: outfalls, intakes, sections, protected zones. Twin: atlas.trace_hits. */
import type { Executor } from '../../db/database.ts';
import { Slices } from '../../district/slices.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { type InPieces, Turns } from '../../engine/in-pieces.ts';
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

interface ItemPlace {
  kind: HitKind;
  id: number;
  route: number; // its id
  mm: number;
}

/** @param day  zones that hold on it. Each once, the nearest first; of equally near ones by kind, then id. */
export async function hitsOn(
  db: Executor,
  snapshot: Snapshot,
  ranges: readonly TracedRange[],
  day: string,
): Promise<Hit[]> {
  const places = await db.query<ItemPlace>(
    'select kind, item_id as id, route_id as route, measure_mm as mm from atlas.trace_places($1)',
    [snapshot.district.key],
  );
  return slices.run(hitsInPieces(snapshot, places, ranges, day));
}

const slices = new Slices();

/** Places or ranges looked at in one piece of work: some milliseconds. */
const PIECE = 2000;

export function* hitsInPieces(
  snapshot: Snapshot,
  places: readonly ItemPlace[],
  ranges: readonly TracedRange[],
  day: string,
): InPieces<Hit[]> {
  const turns = new Turns(PIECE);
  const byRoute = new Map<number, TracedRange[]>();
  for (const range of ranges) byRoute.set(range.route, [...(byRoute.get(range.route) ?? []), range]);
  const nearest = new Map<string, Hit>();
  for (const place of places) {
    meetPlace(place, byRoute.get(findRoute(snapshot.rulers, place.route)) ?? [], nearest);
    if (turns.isOver(1)) yield;
  }
  for (const range of ranges) {
    meetZones(snapshot, range, day, nearest);
    if (turns.isOver(1)) yield;
  }
  const order = (hit: Hit) => HIT_KINDS.indexOf(hit.kind);
  return [...nearest.values()].sort((a, b) => a.distanceMm - b.distanceMm || order(a) - order(b) || a.id - b.id);
}

function meetPlace({ kind, id, mm }: ItemPlace, ranges: readonly TracedRange[], nearest: Map<string, Hit>): void {
  for (const range of ranges)
    if (range.fromMm <= mm && mm <= range.toMm) keep(nearest, { kind, id, ...met(range, mm) });
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

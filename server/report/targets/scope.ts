/** Which waters and outfalls a target is about, in this district and on this day, or why that cannot be said. */

import { findRoute } from '../../engine/rulers.ts';
import { DomainError } from '../../errors.ts';
import { COUNTY_SOURCES, type TargetScope } from '../../rules/targets/target.ts';
import { drinkingWaterIn } from '../drinking-water/drinking-water.ts';
import type { ZoneEvidence } from '../drinking-water/read-rows.ts';
import { COUNTY, type Reach, type Scope, type ScopeTerm, scopeReach } from '../facets/scope.ts';
import type { OutfallProgress } from './outfall-progress.ts';
import type { Subject } from './subject.ts';
import { isWithin } from './traced-length.ts';

export interface Reason {
  zh: string;
  en: string;
}

export interface ScopeHeld {
  /** Null: the outfall is linked to no river, so nobody can say. */
  holds: (outfall: OutfallProgress) => boolean | null;
  /** Its rivers as reports on coverage take them; undefined is all of them, a reason says why they have no length. */
  rivers: Scope | Reason | undefined;
}

type Resolve = (subject: Subject, scope: TargetScope, day: string) => Promise<ScopeHeld | Reason>;

export const isReason = (found: object): found is Reason => 'zh' in found;

export function scopeHeld(subject: Subject, scope: TargetScope, day: string): Promise<ScopeHeld | Reason> {
  return subject.once(`scope ${JSON.stringify(scope)} ${day}`, () => RESOLVE[scope.kind](subject, scope, day));
}

const RESOLVE: Record<TargetScope['kind'], Resolve> = {
  district: async () => ({ holds: () => true, rivers: undefined }),
  rivers: ofRows('river'),
  river_set: ofRows('set'),
  basin: ofRows('basin'),
  venues: aroundVenues,
  drinking_water: ofDrinkingWater,
  parks: inParks,
  sea: atSea,
};

/** Of the names those that are there; a name may be that of several rivers. */
function ofRows(kind: ScopeTerm['kind']): Resolve {
  return async (subject, { names }, day) => {
    const terms = names.map((key): ScopeTerm => ({ kind, key })).filter((term) => reachOf(subject, [term], day));
    return terms.length > 0 ? onRivers(subject, terms, day) : unknownNames(kind, names);
  };
}

const KINDS: Partial<Record<ScopeTerm['kind'], Reason>> = {
  river: { zh: '河道', en: 'river' },
  set: { zh: '河道集合', en: 'set of rivers' },
  basin: { zh: '流域', en: 'basin' },
};

function unknownNames(kind: ScopeTerm['kind'], names: readonly string[]): Reason {
  const { zh, en } = KINDS[kind]!;
  return { zh: `没有名为“${names.join('、')}”的${zh}`, en: `no ${en} is called ${names.join(', ')}` };
}

/** SC-12: of the waters within the radius, and the outfalls on that part of them (A6-11). */
async function aroundVenues(subject: Subject, { withinM }: TargetScope, day: string): Promise<ScopeHeld | Reason> {
  if (subject.snapshot.venues.length === 0) return { zh: '未导入场馆', en: 'no venues are loaded' };
  return onRivers(subject, [{ kind: 'venue', withinM: withinM ?? undefined }], day);
}

function onRivers(subject: Subject, rivers: Scope, day: string): ScopeHeld {
  const { rulers } = subject.snapshot;
  const reach = reachOf(subject, rivers, day)!;
  return {
    rivers,
    holds: ({ route_id, measure_mm }) =>
      route_id === null ? null : isWithin(reach[findRoute(rulers, route_id)], measure_mm!),
  };
}

/** Undefined: there is no such row here. */
export function reachOf({ snapshot }: Subject, rivers: Scope, day: string): Reach | undefined {
  try {
    return scopeReach(snapshot, rivers, day);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'scope_unknown') return undefined;
    throw error;
  }
}

/** The outfalls that the report on drinking water counts: confirmed, and in a zone by point, water or conduit. */
async function ofDrinkingWater(
  { tx, snapshot }: Subject,
  { names }: TargetScope,
  day: string,
): Promise<ScopeHeld | Reason> {
  const { rows, missing } = await drinkingWaterIn(tx, snapshot.district, { asOf: day, closedBy: day });
  if (missing)
    return {
      zh: '没有在所问日期有效的饮用水水源保护区',
      en: 'no drinking-water zone is loaded that holds on the day',
    };
  const onlyCounty = names.includes(COUNTY_SOURCES);
  const meant = new Set(
    snapshot.zoneRanges.zone.zones.filter((zone) => !onlyCounty || zone.isCountySource).map(({ id }) => id),
  );
  const isIn = ({ zone_id, relations }: ZoneEvidence) =>
    meant.has(zone_id) && relations.some((relation) => relation !== 'edge');
  const counted = new Set(rows.filter((row) => row.counted && row.zones.some(isIn)).map(({ id }) => id));
  return {
    holds: ({ id }) => counted.has(id),
    rivers: [{ kind: 'drinking_water', key: onlyCounty ? COUNTY : undefined }],
  };
}

/** By the outfall's own place: 工业园区范围内. */
async function inParks({ tx, district }: Subject): Promise<ScopeHeld | Reason> {
  const [{ loaded }] = await tx.query<{ loaded: boolean }>(
    'select exists (select from register.park where district = $1) as loaded',
    [district],
  );
  if (!loaded) return { zh: '未导入园区图层', en: 'no parks are loaded' };
  const rows = await tx.query<{ id: number }>(
    `select distinct o.id from register.outfall o join register.park p on p.district = o.district and st_covers(p.geom_m, o.geom_m)
      where o.district = $1`,
    [district],
  );
  return heldByIds(rows, [{ kind: 'park' }]);
}

/** Seaward of the legal coastline (HJ 1310), or on it. */
async function atSea({ tx, district }: Subject): Promise<ScopeHeld | Reason> {
  const [{ loaded }] = await tx.query<{ loaded: boolean }>(
    'select exists (select from register.coastline where district = $1) as loaded',
    [district],
  );
  if (!loaded) return { zh: '未导入法定海岸线', en: 'no legal coastline is loaded' };
  const rows = await tx.query<{ id: number }>(
    `select o.id from register.outfall o cross join lateral atlas.coast_side(o.district, o.geom_m) c
      where o.district = $1 and o.status = 'confirmed' and o.merged_into is null and o.geom_m is not null and c.side in ('sea', 'line')`,
    [district],
  );
  return heldByIds(rows, { zh: '海域没有河道长度', en: 'the sea has no river length' });
}

function heldByIds(rows: readonly { id: number }[], rivers: ScopeHeld['rivers']): ScopeHeld {
  const ids = new Set(rows.map(({ id }) => id));
  return { holds: ({ id }) => ids.has(id), rivers };
}

/** Which waters and outfalls a target is about, in this district and on this day, or why that cannot be said. */
import type { TargetScope } from '../../rules/targets/target.ts';
import { drinkingWaterIn } from '../drinking-water/drinking-water.ts';
import type { OutfallProgress } from './outfall-progress.ts';
import type { Subject } from './subject.ts';

export interface Reason {
  zh: string;
  en: string;
}

export interface ScopeHeld {
  /** Null: the outfall is linked to no river, so nobody can say. */
  holds: (outfall: OutfallProgress) => boolean | null;
  /** Whether its rivers are those of the whole district; else why their length cannot be asked. */
  length: 'district' | Reason;
}

type Resolve = (subject: Subject, scope: TargetScope, day: string) => Promise<ScopeHeld | Reason>;

export const isReason = (found: object): found is Reason => 'zh' in found;

export function scopeHeld(subject: Subject, scope: TargetScope, day: string): Promise<ScopeHeld | Reason> {
  return subject.once(`scope ${JSON.stringify(scope)} ${day}`, () => RESOLVE[scope.kind](subject, scope, day));
}

const RESOLVE: Record<TargetScope['kind'], Resolve> = {
  district: async () => ({ holds: () => true, length: 'district' }),
  rivers: ofRivers,
  river_set: async (_, { names }) => ({
    zh: `没有名为“${names.join('、')}”的河道集合`,
    en: `no set of rivers is called ${names.join(', ')}`,
  }),
  basin: async () => NOT_YET,
  venues: async () => NOT_YET,
  drinking_water: ofDrinkingWater,
  parks: inParks,
  sea: atSea,
};

const NOT_YET: Reason = { zh: '尚不能按此范围统计', en: 'this scope cannot be counted yet' };
const NO_LENGTH: Reason = { zh: '此范围不能按河道长度计量', en: 'river length cannot be asked of this scope' };

/** Every river of one of the names. */
async function ofRivers({ snapshot }: Subject, { names }: TargetScope): Promise<ScopeHeld | Reason> {
  const { rulers, rivers } = snapshot;
  const wanted = new Set([...rivers.values()].filter(({ name }) => name && names.includes(name)).map(({ id }) => id));
  if (wanted.size === 0)
    return { zh: `没有名为“${names.join('、')}”的河道`, en: `no river is called ${names.join(', ')}` };
  const riverOf = new Map(Array.from(rulers.routeId, (id, i) => [id, rulers.riverId[i]]));
  return {
    holds: ({ route_id }) => (route_id === null ? null : wanted.has(riverOf.get(route_id)!)),
    length: NO_LENGTH,
  };
}

/** The outfalls that the report on drinking water counts: confirmed, and in a zone by point, water or conduit. */
async function ofDrinkingWater({ tx, snapshot }: Subject, _: TargetScope, day: string): Promise<ScopeHeld | Reason> {
  const { rows, missing } = await drinkingWaterIn(tx, snapshot.district, { asOf: day, closedBy: day });
  if (missing)
    return { zh: '没有在所问日期有效的饮用水水源保护区', en: 'no drinking-water zone is loaded that holds on the day' };
  const counted = new Set(rows.filter((row) => row.counted).map(({ id }) => id));
  return { holds: ({ id }) => counted.has(id), length: NO_LENGTH };
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
  return heldByIds(rows);
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
  return heldByIds(rows);
}

function heldByIds(rows: readonly { id: number }[]): ScopeHeld {
  const ids = new Set(rows.map(({ id }) => id));
  return { holds: ({ id }) => ids.has(id), length: NO_LENGTH };
}

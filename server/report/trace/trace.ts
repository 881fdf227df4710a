/** "If something were discharged here, which water does it reach, and what lies on it?" Along the rivers alone. */
import type { Database, Executor } from '../../db/database.ts';
import { Slices } from '../../district/slices.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { type InPieces, Turns } from '../../engine/in-pieces.ts';
import type { Rulers } from '../../engine/rulers.ts';
import type { Place } from '../../engine/trace/meetings.ts';
import { networkInPieces } from '../../engine/trace/network.ts';
import type { TraceMode } from '../../engine/trace/steps.ts';
import { type Trace, type TracedRange, traceInPieces } from '../../engine/trace/trace.ts';
import { today } from '../as-of.ts';
import { type DataVersion, dataVersion } from '../data-version.ts';
import { inOneVersion } from '../one-version.ts';
import { routeLines } from '../route-lines.ts';
import type { TraceQuery } from './ask.ts';
import { type Hit, type HitKind, hitsOn } from './hits.ts';
import { type StartPlace, startPlace } from './start.ts';

export interface TraceHit {
  kind: HitKind;
  id: number;
  name: string | null;
  distance_m: number;
  code: string | null;
  /** Of outfalls suspect, confirmed or traced; of zones the kind. */
  status: string | null;
  /** Of zones, sections and intakes. */
  level: string | null;
  river: string | null;
  route: number;
  measure_m: number;
  /** On the water, EPSG:4490. */
  lon: number;
  lat: number;
}

export interface TraceAnswer extends DataVersion {
  hits: TraceHit[];
  /** Source segments of the rivers that are touched, each once, the start's own too: the file's id, else '#' and ours. */
  sources: string[];
  length_km: number;
  /** `distance`: water beyond distance_km was left out. */
  cut: 'distance' | null;
  mode: TraceMode;
  distance_km: number | null;
  start: { river: string | null; route: number; measure_m: number; offset_m: number; lon: number; lat: number };
  /** What a trace of today does not know of. */
  not_traced: readonly NotTraced[];
  /** Of the district, that sit on no river: whether the water comes by them is not known. Null: none is loaded. */
  not_placed: Record<'outfall' | 'intake' | 'section', number | null>;
  /** Null: no protected zone is loaded. */
  zones: number | null;
}

export const NOT_TRACED = ['sewers', 'dischargers'] as const;
export type NotTraced = (typeof NOT_TRACED)[number];

export interface Traced {
  answer: TraceAnswer;
  ranges: readonly TracedRange[];
  snapshot: Snapshot;
  /** Zones that hold on it lie on the water, YYYY-MM-DD. */
  day: string;
}

/** @throws DomainError as startPlace; `data_changing` */
export function traceFrom(db: Database, load: () => Promise<Snapshot>, query: TraceQuery): Promise<Traced> {
  return inOneVersion(db, load, (tx, snapshot) => tracedIn(tx, snapshot, query));
}

/** One trace after another: the first of a version makes the network that the others find. */
const slices = new Slices();

function* reached(rulers: Rulers, start: Place, mode: TraceMode, limitMm: number | undefined): InPieces<Trace> {
  return yield* traceInPieces(yield* networkInPieces(rulers), start, mode, limitMm);
}

async function tracedIn(db: Executor, snapshot: Snapshot, query: TraceQuery): Promise<Traced> {
  const { mode, distanceKm } = query;
  const start = await startPlace(db, snapshot, query.from);
  const limitMm = distanceKm === undefined ? undefined : Math.round(distanceKm * 1e6);
  const { ranges, isCut } = await slices.run(reached(snapshot.rulers, start, mode, limitMm));
  const withStart = [...ranges, rangeOf(start)];
  const day = today(snapshot.district);
  const hits = await hitsOn(db, snapshot, withStart, day);
  const others = hits.filter(
    ({ kind, id }) => kind !== 'outfall' || query.from.kind !== 'outfall' || id !== query.from.id,
  );
  const answer: TraceAnswer = {
    hits: await described(db, snapshot, others),
    sources: await sourcesOn(db, snapshot, withStart),
    length_km: ranges.reduce((sum, { fromMm, toMm }) => sum + toMm - fromMm, 0) / 1e6,
    cut: isCut ? 'distance' : null,
    mode,
    distance_km: distanceKm ?? null,
    start: { ...placeOf(snapshot, start), offset_m: start.offsetMm / 1000 },
    not_traced: NOT_TRACED,
    ...(await unknownOf(db, snapshot.district.key)),
    ...dataVersion(snapshot.district),
  };
  return { answer, ranges, snapshot, day };
}

/** What the silence of a kind means. */
async function unknownOf(db: Executor, district: string): Promise<Pick<TraceAnswer, 'not_placed' | 'zones'>> {
  const [{ zones, ...not_placed }] = await db.query<TraceAnswer['not_placed'] & { zones: number | null }>(
    `with placed as (select kind, count(*) as n from atlas.trace_places($1) group by kind)
     select nullif(o.n, 0) - coalesce((select n from placed where kind = 'outfall'), 0) as outfall,
            nullif(i.n, 0) - coalesce((select n from placed where kind = 'intake'), 0) as intake,
            nullif(s.n, 0) - coalesce((select n from placed where kind = 'section'), 0) as section,
            nullif(z.n, 0) as zones
       from (select count(*) as n from register.outfall
              where district = $1 and status <> 'rejected' and merged_into is null) as o,
            (select count(*) as n from register.intake where district = $1) as i,
            (select count(*) as n from register.section where district = $1) as s,
            (select count(*) as n from register.protected_zone where district = $1) as z`,
    [district],
  );
  return { not_placed, zones };
}

/** The start is reached whatever lies ahead of it. */
const rangeOf = ({ route, mm }: StartPlace): TracedRange => ({
  route,
  fromMm: mm,
  toMm: mm,
  entryMm: mm,
  distanceMm: 0,
});

function placeOf(snapshot: Snapshot, { route, mm }: { route: number; mm: number }) {
  const { rulers, rivers } = snapshot;
  const [id, m] = [rulers.routeId[route], mm / 1000];
  const [{ coordinates }] = routeLines(snapshot, [{ route: id, from_m: m, to_m: m }]);
  const [lon, lat] = coordinates[0];
  return { river: rivers.get(rulers.riverId[route])?.name ?? null, route: id, measure_m: m, lon, lat };
}

export type Item = Pick<TraceHit, 'kind' | 'id' | 'name' | 'code' | 'status' | 'level'>;

const ITEMS = `
  select 'outfall' as kind, id, name, code, status, null as level from register.outfall where district = $1
   union all
  select 'intake', id, name, code, null, level from register.intake where district = $1
   union all
  select 'section', id, name, code, null, level from register.section where district = $1
   union all
  select 'zone', id, coalesce(name, key), key, kind, level from register.protected_zone where district = $1`;

async function described(db: Executor, snapshot: Snapshot, hits: readonly Hit[]): Promise<TraceHit[]> {
  const items = await db.query<Item>(
    `select i.* from (${ITEMS}) as i join unnest($2::text[], $3::int[]) as h (kind, id) using (kind, id)`,
    [snapshot.district.key, hits.map(({ kind }) => kind), hits.map(({ id }) => id)],
  );
  return slices.run(describeInPieces(snapshot, hits, items));
}

/** Hits described in one piece of work: some milliseconds. */
const PIECE = 500;

export function* describeInPieces(
  snapshot: Snapshot,
  hits: readonly Hit[],
  items: readonly Item[],
): InPieces<TraceHit[]> {
  const known = new Map(items.map((item) => [`${item.kind} ${item.id}`, item]));
  const turns = new Turns(PIECE);
  const described: TraceHit[] = [];
  yield;
  for (const hit of hits) {
    const { kind, id, name, code, status, level } = known.get(`${hit.kind} ${hit.id}`)!;
    const [distance_m, place] = [hit.distanceMm / 1000, placeOf(snapshot, hit)];
    described.push({ kind, id, name, distance_m, code, status, level, ...place });
    if (turns.isOver(1)) yield;
  }
  return described;
}

async function sourcesOn(
  db: Executor,
  { district, rulers }: Snapshot,
  ranges: readonly TracedRange[],
): Promise<string[]> {
  const rows = await db.query<{ source: string }>(
    `select coalesce(s.source_id, '#' || s.id) as source
       from register.source_segment s
      where s.district = $1
        and exists (select from register.source_range k
                      join unnest($2::int[], $3::bigint[], $4::bigint[]) as t (route_id, from_mm, to_mm) on t.route_id = k.route_id
                     where k.district = s.district and k.segment_id = s.id
                       and (k.from_mm < t.to_mm and t.from_mm < k.to_mm or t.from_mm = t.to_mm and t.from_mm between k.from_mm and k.to_mm))
      order by s.id`,
    [
      district.key,
      ranges.map(({ route }) => rulers.routeId[route]),
      ranges.map(({ fromMm }) => fromMm),
      ranges.map(({ toMm }) => toMm),
    ],
  );
  return [...new Set(rows.map(({ source }) => source))];
}

/** What is known of where recorded stretches lie: read before, written after they are placed. */
import type { Executor } from '../../../db/database.ts';
import type { LinePart } from '../../../engine/line-ranges/walk.ts';
import { encodeCopy } from '../../../import/pgcopy.ts';
import type { Placed } from './place-reach.ts';
import { linesText, partsOf, type Reach, type ReachKind } from './reaches.ts';

/** A range as it stood, with the river's key in reports: routes and their ids do not last. */
export interface PlacedRange {
  route: number;
  river: string;
  from_mm: number;
  to_mm: number;
}

export interface KnownMatch {
  recorded: string;
  state: string;
  matchedMm: number | null;
  placed: PlacedRange[];
  ground: LinePart[] | null;
}

export async function readMatches(tx: Executor, district: string, kind: ReachKind): Promise<Map<number, KnownMatch>> {
  const rows = await tx.query<Omit<KnownMatch, 'ground'> & { id: number; ground: string | null }>(
    `select reach_id as id, recorded, state, matched_mm as "matchedMm", placed,
            encode(st_asewkb(ground_m, 'NDR'), 'hex') as ground
       from register.reach_match where district = $1 and kind = $2`,
    [district, kind],
  );
  return new Map(rows.map(({ id, ground, ...match }) => [id, { ...match, ground: ground ? partsOf(ground) : null }]));
}

/** Forgets stretches that are no more, or are placed again. */
export async function dropMatches(
  tx: Executor,
  district: string,
  kind: ReachKind,
  ids: readonly number[],
): Promise<void> {
  await tx.query('delete from register.reach_match where district = $1 and kind = $2 and reach_id = any($3::int[])', [
    district,
    kind,
    ids,
  ]);
  await dropRanges(tx, district, kind, ids);
}

export async function dropRanges(tx: Executor, district: string, kind: string, ids: readonly number[]): Promise<void> {
  await tx.query('delete from register.route_zone where district = $1 and kind = $2 and zone_id = any($3::int[])', [
    district,
    kind,
    ids,
  ]);
}

/** Rows of register.route_zone: district, kind, zone, route, from, to. */
export async function copyRanges(tx: Executor, rows: readonly unknown[][]): Promise<void> {
  await tx.copyIn(
    'register.route_zone',
    ['district', 'kind', 'zone_id', 'route_id', 'from_mm', 'to_mm'],
    encodeCopy(['text', 'text', 'int4', 'int4', 'int8', 'int8'], rows),
  );
}

export async function storeMatch(
  tx: Executor,
  district: string,
  { kind, id, recorded }: Reach,
  { found, placed }: { found: Placed; placed: readonly PlacedRange[] },
): Promise<void> {
  const unmatched = Array.from({ length: found.unmatched.length / 2 }, (_, k) =>
    found.unmatched.slice(2 * k, 2 * k + 2),
  );
  await tx.query(
    `insert into register.reach_match (district, kind, reach_id, recorded, method, state, line_mm, matched_mm, unmatched,
       mean_offset_mm, greatest_offset_mm, other_river_mm, placed, ground_m)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::int8multirange, $10, $11, $12, $13::jsonb, st_geomfromtext($14))`,
    [
      district,
      kind,
      id,
      recorded,
      found.method,
      found.state,
      found.lineMm,
      found.matchedMm,
      `{${unmatched.map(([from, to]) => `[${from},${to})`).join(',')}}`,
      found.meanOffsetMm,
      found.greatestOffsetMm,
      found.otherRiverMm,
      JSON.stringify(placed),
      found.ground ? linesText(found.ground) : null,
    ],
  );
  await copyRanges(
    tx,
    placed.map((range) => [district, kind, id, range.route, range.from_mm, range.to_mm]),
  );
}

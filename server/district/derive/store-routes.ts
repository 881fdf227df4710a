/** Routes in and out of the database. */
import { createHash } from 'node:crypto';
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { EwkbReader } from '../../db/ewkb.ts';
import type { BuiltRoute } from '../../engine/routes/source-line.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import { literal } from '../literal.ts';
import { toMillimetres } from '../millimetres.ts';
import type { PlannedRoute, RemovedRoute } from './routes.ts';

export interface StoredRoute {
  id: number;
  fingerprint: string;
}

/** Equal for routes of one river with the same role, length, vertices and measures. */
export function routeFingerprint({ riverId, route }: PlannedRoute): string {
  const { role, closed, lon, lat, x, y, m } = route;
  return fingerprint([riverId, role, closed, lengthOf(route)], lon, lat, x, y, m);
}

function fingerprint(facts: readonly unknown[], ...axes: Float64Array[]): string {
  const hash = createHash('sha256').update(facts.join(' '));
  for (const axis of axes) hash.update(new Uint8Array(axis.buffer, axis.byteOffset, axis.byteLength));
  return hash.digest('base64');
}

export async function readStoredRoutes(
  tx: Executor,
  district: string,
  riverIds: readonly number[],
): Promise<StoredRoute[]> {
  const stored: StoredRoute[] = [];
  const copy = new CopyReader(
    await tx.copyOut(
      `select id, river_id, role, closed, length_mm::float8, geom, line_m from register.route
        where district = ${literal(district)} and river_id in (${riverIds.map(Number).join(', ')}) order by id`,
    ),
  );
  while (copy.next()) {
    const [id, river, role] = [copy.int()!, copy.int()!, copy.string()!];
    const [closed, length] = [copy.boolean()!, copy.double()!];
    const degrees = new EwkbReader(copy.binary()!).line();
    const measured = new EwkbReader(copy.binary()!).line();
    const axis = (values: Float64Array, stride: number, at: number) =>
      Float64Array.from({ length: values.length / stride }, (_, i) => values[i * stride + at]);
    const [lon, lat, m] = [axis(degrees, 2, 0), axis(degrees, 2, 1), axis(measured, 3, 2)];
    const [x, y] = [axis(measured, 3, 0).map(toMillimetres), axis(measured, 3, 1).map(toMillimetres)];
    stored.push({ id, fingerprint: fingerprint([river, role, closed, length], lon, lat, x, y, m) });
  }
  return stored;
}

export async function deleteRoutes(tx: Executor, district: string, ids: readonly number[]): Promise<RemovedRoute[]> {
  if (ids.length === 0) return [];
  return tx.query<RemovedRoute>(
    `delete from register.route where district = $1 and id = any($2::int[])
     returning id, river_id as "riverId", length_mm as "lengthMm"`,
    [district, ids],
  );
}

/**
 * Stores the planned routes that are not kept, and the ranges of source segments on all of them. Returns the new ids.
 */
export async function writeRoutes(
  tx: Executor,
  district: string,
  planned: readonly PlannedRoute[],
  kept: ReadonlyMap<PlannedRoute, number>,
): Promise<number[]> {
  const fresh = planned.filter((plan) => !kept.has(plan));
  const ids = await takeIds(tx, district, fresh.length);
  await copyRoutes(tx, district, fresh, ids);
  const idOf = new Map<PlannedRoute, number>(kept);
  fresh.forEach((plan, i) => {
    idOf.set(plan, ids[i]);
  });
  await updateSequence(tx, district, kept);
  await copySourceRanges(tx, district, planned, idOf);
  return ids;
}

async function takeIds(tx: Executor, district: string, count: number): Promise<number[]> {
  if (count === 0) return [];
  const [{ first }] = await tx.query<{ first: number }>(`select register.next_ids($1, 'route', $2) as first`, [
    district,
    count,
  ]);
  return Array.from({ length: count }, (_, i) => first + i);
}

async function copyRoutes(
  tx: Executor,
  district: string,
  plans: readonly PlannedRoute[],
  ids: readonly number[],
): Promise<void> {
  const rows = plans.map(({ riverId, seq, route }, i) => {
    const degrees = { kind: 'line' as const, degrees: interleave(route.lon, route.lat), plane: EMPTY, parts: [] };
    const line = { plane: metres(route), m: route.m };
    return [district, ids[i], riverId, seq, route.role, route.closed, lengthOf(route), degrees, line];
  });
  await tx.copyIn(
    'register.route',
    ['district', 'id', 'river_id', 'seq', 'role', 'closed', 'length_mm', 'geom', 'line_m'],
    encodeCopy(['text', 'int4', 'int4', 'int4', 'text', 'bool', 'int8', 'geom_4490', 'line_m'], rows),
  );
}

const lengthOf = ({ m }: BuiltRoute) => m[m.length - 1];

const EMPTY = new Float64Array(0);

function interleave(a: Float64Array, b: Float64Array): Float64Array {
  const pairs = new Float64Array(a.length * 2);
  for (let i = 0; i < a.length; i++) {
    pairs[2 * i] = a[i];
    pairs[2 * i + 1] = b[i];
  }
  return pairs;
}

function metres({ x, y }: BuiltRoute): Float64Array {
  return interleave(x, y).map((millimetres) => millimetres / 1000);
}

/** A kept route may have moved in the list of its river's routes. */
async function updateSequence(tx: Executor, district: string, kept: ReadonlyMap<PlannedRoute, number>): Promise<void> {
  if (kept.size === 0) return;
  await tx.query(
    `update register.route r set seq = k.seq from unnest($2::int[], $3::int[]) as k (id, seq)
      where r.district = $1 and r.id = k.id and r.seq <> k.seq`,
    [district, [...kept.values()], [...kept.keys()].map(({ seq }) => seq)],
  );
}

async function copySourceRanges(
  tx: Executor,
  district: string,
  planned: readonly PlannedRoute[],
  idOf: ReadonlyMap<PlannedRoute, number>,
): Promise<void> {
  const routeIds = [...idOf.values()];
  await tx.query('delete from register.source_range where district = $1 and route_id = any($2::int[])', [
    district,
    routeIds,
  ]);
  const rows = planned.flatMap((plan) => sourceRangeRows(district, idOf.get(plan)!, plan));
  await tx.copyIn(
    'register.source_range',
    ['district', 'route_id', 'segment_id', 'from_mm', 'to_mm', 'reversed'],
    encodeCopy(['text', 'int4', 'int4', 'int8', 'int8', 'bool'], rows),
  );
}

/** A line that goes over one stretch twice in the same sense names it once. */
function sourceRangeRows(district: string, routeId: number, { route, lines }: PlannedRoute): unknown[][] {
  const rows = new Map<string, unknown[]>();
  for (const { line, fromMm, toMm } of route.sources) {
    const [from, to] = [Math.min(fromMm, toMm), Math.max(fromMm, toMm)];
    const row = [district, routeId, lines[line].segmentId, from, to, fromMm > toMm];
    rows.set(row.join(' '), row);
  }
  return [...rows.values()];
}

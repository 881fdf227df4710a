/** Where from-to records lie on the routes of today: by their measures on the line they were recorded on, else by their ground line. */
import type { Executor } from '../../db/database.ts';
import { type Anchored, anchorLine } from '../../engine/anchor/anchor-line.ts';
import { findRoute, type Rulers } from '../../engine/rulers.ts';
import type { Issue } from '../../import/issues.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import type { District } from '../district.ts';
import { movedIssue, type Place } from './moved.ts';
import { type RecordPlace, readRecordPlaces } from './record-grounds.ts';

interface AnchorRow {
  record_id: number;
  route_id: number;
  from_mm: number;
  to_mm: number;
  reversed: boolean;
  moved_mm: number;
}

interface OwnRoute {
  id: number;
  river: number;
  seq: number;
  length: number;
  line: string;
}

/**
 * Writes the anchors of the chosen records anew; null: of all, because the rivers changed.
 * @returns what the rivers moved, or left without a place, or found again; records that changed themselves say nothing
 */
export async function anchorRecords(
  tx: Executor,
  district: District,
  rulers: Rulers,
  ids: readonly number[] | null,
): Promise<Issue[]> {
  const before = await readAnchors(tx, district.key, ids);
  const places = await readRecordPlaces(tx, district.key, ids);
  if (before.length + places.length === 0) return [];
  const routes = await routesOf(tx, district.key, [...new Set(places.map(({ river }) => river))]);
  const anchors: AnchorRow[] = [];
  const issues: Issue[] = [];
  const known = grouped(before);
  for (const place of places) {
    const { rows, lostMm } = anchorsOf(place, routes.get(place.river) ?? [], rulers, district.linkToleranceMm);
    anchors.push(...rows);
    const was = known.get(place.record) ?? [];
    if (ids === null && differ(was, rows)) issues.push(saidOf(place, was, rows, lostMm));
  }
  await writeAnchors(tx, district.key, ids, anchors);
  return issues;
}

function grouped(rows: readonly AnchorRow[]): Map<number, AnchorRow[]> {
  const groups = new Map<number, AnchorRow[]>();
  for (const row of rows) groups.set(row.record_id, [...(groups.get(row.record_id) ?? []), row]);
  return groups;
}

function anchorsOf(place: RecordPlace, routes: readonly OwnRoute[], rulers: Rulers, toleranceMm: number) {
  const { record, from, to, ground } = place;
  const row = { record_id: record, from_mm: from, to_mm: to, reversed: false, moved_mm: 0 };
  const first = routes.find(({ seq }) => seq === 1);
  if (ground === null) {
    const fits = first !== undefined && from < first.length;
    return { rows: fits ? [{ ...row, route_id: first.id, to_mm: Math.min(to, first.length) }] : [], lostMm: 0 };
  }
  const own = routes.find(({ line }) => line === ground.routeLine);
  if (own) return { rows: [{ ...row, route_id: own.id }], lostMm: 0 };
  const indexes = routes.map(({ id }) => findRoute(rulers, id));
  const found: Anchored = anchorLine(rulers, indexes, ground.line, toleranceMm);
  const rows = found.ranges.map(({ route, fromMm, toMm, reversed }) => ({
    ...{ record_id: record, route_id: rulers.routeId[route], from_mm: fromMm, to_mm: toMm },
    ...{ reversed, moved_mm: found.movedMm },
  }));
  return { rows, lostMm: found.lostMm };
}

/** Routes are written anew with new ids: the places count, not the ids. */
function differ(was: readonly AnchorRow[], is: readonly AnchorRow[]): boolean {
  const text = (rows: readonly AnchorRow[]) =>
    rows
      .map(({ from_mm, to_mm, reversed, moved_mm }) => [from_mm, to_mm, reversed, moved_mm].join(' '))
      .sort()
      .join();
  return text(was) !== text(is);
}

function saidOf(place: RecordPlace, was: readonly AnchorRow[], is: readonly AnchorRow[], lostMm: number): Issue {
  const placesOf = (rows: readonly AnchorRow[]): Place[] =>
    rows.map(({ from_mm, to_mm, reversed }) => ({
      river: place.riverKey,
      measures: reversed ? [to_mm, from_mm] : [from_mm, to_mm],
    }));
  const movedMm = is[0]?.moved_mm ?? 0;
  const lost = is.length === 0 ? place.to - place.from : lostMm;
  return movedIssue({ kind: 'survey', id: place.record, from: placesOf(was), to: placesOf(is), movedMm, lostMm: lost });
}

async function readAnchors(tx: Executor, district: string, ids: readonly number[] | null): Promise<AnchorRow[]> {
  return tx.query<AnchorRow>(
    `select record_id, route_id, from_mm, to_mm, reversed, moved_mm from register.record_anchor
      where district = $1 and ($2::int[] is null or record_id = any($2::int[])) order by record_id, route_id, from_mm`,
    [district, ids],
  );
}

async function routesOf(tx: Executor, district: string, rivers: readonly number[]): Promise<Map<number, OwnRoute[]>> {
  const rows = await tx.query<OwnRoute>(
    `select id, river_id as river, seq, length_mm as length, md5(line_m::text) as line
       from register.route where district = $1 and river_id = any($2::int[]) order by seq`,
    [district, rivers],
  );
  const routes = new Map<number, OwnRoute[]>();
  for (const row of rows) routes.set(row.river, [...(routes.get(row.river) ?? []), row]);
  return routes;
}

async function writeAnchors(
  tx: Executor,
  district: string,
  ids: readonly number[] | null,
  rows: readonly AnchorRow[],
): Promise<void> {
  await tx.query(
    'delete from register.record_anchor where district = $1 and ($2::int[] is null or record_id = any($2::int[]))',
    [district, ids],
  );
  if (rows.length === 0) return;
  await tx.copyIn(
    'register.record_anchor',
    ['district', 'record_id', 'route_id', 'from_mm', 'to_mm', 'reversed', 'moved_mm'],
    encodeCopy(
      ['text', 'int4', 'int4', 'int8', 'int8', 'bool', 'int8'],
      rows.map((row) => [district, row.record_id, row.route_id, row.from_mm, row.to_mm, row.reversed, row.moved_mm]),
    ),
  );
}

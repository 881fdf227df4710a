/** Where records lie on the routes of today: by their measures on the lines they were recorded on, else by their ground lines. */
import type { Executor } from '../../db/database.ts';
import { type Anchored, anchorLine, joined } from '../../engine/anchor/anchor-line.ts';
import { findRoute, type Rulers } from '../../engine/rulers.ts';
import type { Issue } from '../../import/issues.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import type { District } from '../district.ts';
import { movedIssue, type Place } from './moved.ts';
import { type Ground, type RecordPlace, readRecordPlaces } from './record-grounds.ts';

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
  role: string;
  length: number;
  line: string;
}

/**
 * Writes the anchors of the chosen records anew; null: of all, because the rivers changed.
 * @returns how far lost ground of a record is from its river now, by id; and from-to records that the rivers moved, or left without a place, or found again; records that changed themselves say nothing
 */
export async function anchorRecords(
  tx: Executor,
  district: District,
  rulers: Rulers,
  ids: readonly number[] | null,
): Promise<{ issues: Issue[]; besideMm: Map<number, number> }> {
  const besideMm = new Map<number, number>();
  const before = await readAnchors(tx, district.key, ids);
  const places = await readRecordPlaces(tx, district.key, ids);
  if (before.length + places.length === 0) return { issues: [], besideMm };
  const routes = await routesOf(tx, district.key, [...new Set(places.map(({ river }) => river))]);
  const anchors: AnchorRow[] = [];
  const issues: Issue[] = [];
  const known = grouped(before);
  for (const place of places) {
    const found = anchorsOf(place, routes.get(place.river) ?? [], rulers, district.linkToleranceMm);
    anchors.push(...found.rows);
    besideMm.set(place.record, found.besideMm);
    const was = known.get(place.record) ?? [];
    if (ids === null && place.range && differ(was, found.rows))
      issues.push(saidOf(place, was, found, district.linkToleranceMm));
  }
  await writeAnchors(tx, district.key, ids, anchors);
  return { issues, besideMm };
}

function grouped(rows: readonly AnchorRow[]): Map<number, AnchorRow[]> {
  const groups = new Map<number, AnchorRow[]>();
  for (const row of rows) groups.set(row.record_id, [...(groups.get(row.record_id) ?? []), row]);
  return groups;
}

interface Found {
  rows: AnchorRow[];
  lostMm: number;
  besideMm: number;
}

function anchorsOf(place: RecordPlace, routes: readonly OwnRoute[], rulers: Rulers, toleranceMm: number): Found {
  if (place.grounds.length === 0) return { rows: unplaced(place, routes), lostMm: 0, besideMm: 0 };
  const found = place.grounds.map((ground) => placeOf(ground, routes, rulers, toleranceMm));
  const movedMm = Math.max(...found.map(({ movedMm }) => movedMm));
  const rows = joined(found.flatMap(({ ranges }) => ranges)).map(({ route, fromMm, toMm, reversed }) => ({
    ...{ record_id: place.record, route_id: rulers.routeId[route], from_mm: fromMm, to_mm: toMm },
    ...{ reversed, moved_mm: movedMm },
  }));
  const besideMm = Math.max(...found.map(({ besideMm }) => besideMm));
  return { rows, lostMm: found.reduce((sum, { lostMm }) => sum + lostMm, 0), besideMm };
}

/** Measures that never fitted count as far as the river is drawn; on a river in several parts nobody knows along which they run. */
function unplaced({ record, range }: RecordPlace, routes: readonly OwnRoute[]): AnchorRow[] {
  const first = routes.find(({ seq }) => seq === 1);
  const isOneOfSeveral = routes.some(({ id, role }) => id !== first?.id && role === first?.role);
  if (!range || !first || isOneOfSeveral || range.from >= first.length) return [];
  const to = Math.min(range.to, first.length);
  return [{ record_id: record, route_id: first.id, from_mm: range.from, to_mm: to, reversed: false, moved_mm: 0 }];
}

function placeOf(ground: Ground, routes: readonly OwnRoute[], rulers: Rulers, toleranceMm: number): Anchored {
  const own = routes.find(({ line }) => line === ground.routeLine);
  const indexes = routes.map(({ id }) => findRoute(rulers, id));
  if (!own) return anchorLine(rulers, indexes, ground.line, toleranceMm);
  const range = { route: findRoute(rulers, own.id), fromMm: ground.from, toMm: ground.to, reversed: false };
  return { ranges: [range], movedMm: 0, lostMm: 0, besideMm: 0 };
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

/** What it covers less and what of its ground found no place agree but for the tolerance at both ends of a stretch; else both are said. */
function saidOf(
  place: RecordPlace,
  was: readonly AnchorRow[],
  { rows: is, lostMm: groundMm, besideMm }: Found,
  toleranceMm: number,
): Issue {
  const placesOf = (rows: readonly AnchorRow[]): Place[] =>
    rows.map(({ from_mm, to_mm, reversed }) => ({
      river: place.riverKey,
      measures: reversed ? [to_mm, from_mm] : [from_mm, to_mm],
    }));
  const movedMm = is[0]?.moved_mm ?? 0;
  const lostMm = Math.max(0, lengthOf(was) - lengthOf(is));
  const unplacedMm = is.length > 0 && Math.abs(groundMm - lostMm) > 2 * toleranceMm ? groundMm : 0;
  const [from, to] = [placesOf(was), placesOf(is)];
  return movedIssue({ kind: 'survey', id: place.record, from, to, movedMm, lostMm, unplacedMm, besideMm });
}

function lengthOf(rows: readonly AnchorRow[]): number {
  return rows.reduce((sum, { from_mm, to_mm }) => sum + to_mm - from_mm, 0);
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
    `select id, river_id as river, seq, role, length_mm as length, md5(line_m::text) as line
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

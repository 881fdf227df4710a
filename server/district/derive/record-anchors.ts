/** The anchors of records: where they lie on the routes of today (place-record.ts), kept, and said where it is another place than before. */
import type { Executor } from '../../db/database.ts';
import type { Rulers } from '../../engine/rulers.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import type { District } from '../district.ts';
import { DRAWN_AS, drawnAsOf } from './ground-lines.ts';
import { areSame, FEW_MM, isNear, type Moved, type Place } from './moved.ts';
import { type AnchorRow, anchorsOf, type Found, type OwnRoute, type Where } from './place-record.ts';
import { type RecordPlace, readRecordPlaces } from './record-places.ts';

/** Where records lay before, by record. */
export type Anchors = ReadonlyMap<number, readonly AnchorRow[]>;

interface Choice {
  /** Null: all, because the rivers changed. */
  ids: readonly number[] | null;
  before: Anchors;
  /** Of records whose ground an undo ended and that have another: how far that lies from it, mm. */
  retaken: ReadonlyMap<number, number>;
}

/**
 * Writes the anchors of the chosen records anew.
 * @returns how far lost ground of a record is from its river now, by id; and from-to records that the rivers moved, or left without a place, or found again
 */
export async function anchorRecords(
  tx: Executor,
  district: District,
  rulers: Rulers,
  { ids, before, retaken }: Choice,
): Promise<{ moved: Moved[]; besideMm: Map<number, number> }> {
  const besideMm = new Map<number, number>();
  const placed = await placeRecords(tx, district, rulers, ids);
  if (before.size + placed.length === 0) return { moved: [], besideMm };
  const moved: Moved[] = [];
  for (const { place, found } of placed) {
    besideMm.set(place.record, found.besideMm);
    const was = before.get(place.record) ?? [];
    const retakenMm = retaken.get(place.record) ?? 0;
    if (ids !== null || !place.range || (retakenMm === 0 && !differ(was, found.rows))) continue;
    const each = movedOf(place, was, found, district.linkToleranceMm);
    moved.push({ ...each, movedMm: Math.max(each.movedMm, retakenMm) });
  }
  const anchors = placed.flatMap(({ found }) => found.rows);
  await writeAnchors(tx, district.key, ids, anchors);
  return { moved, besideMm };
}

/** Where the chosen records (null: all) lie on the routes as they stand, by their grounds alone. */
export async function placeRecords(
  tx: Executor,
  district: District,
  rulers: Rulers,
  ids: readonly number[] | null,
): Promise<{ place: RecordPlace; found: Found }[]> {
  const places = await readRecordPlaces(tx, district.key, ids);
  const routes = await routesOf(tx, district.key, [...new Set(places.map(({ river }) => river))]);
  const rivers = new Map<number, Where>();
  return places.map((place) => {
    const { river } = place;
    if (!rivers.has(river))
      rivers.set(river, {
        routes: routes.get(river) ?? [],
        rulers,
        toleranceMm: district.linkToleranceMm,
        placed: new Map(),
      });
    return { place, found: anchorsOf(place, rivers.get(river)!) };
  });
}

/** The anchors of the chosen records as they stand; null: of all. */
export async function readAnchors(tx: Executor, district: string, ids: readonly number[] | null): Promise<Anchors> {
  const rows = await tx.query<AnchorRow>(
    `select ${ANCHOR.join(', ')} from register.record_anchor
      where district = $1 and ($2::int[] is null or record_id = any($2::int[])) order by record_id, route_id, from_mm`,
    [district, ids],
  );
  const anchors = new Map<number, AnchorRow[]>();
  for (const row of rows) anchors.set(row.record_id, [...(anchors.get(row.record_id) ?? []), row]);
  return anchors;
}

/** Routes are written anew with new ids: the places count, not the ids; other millimetres at vertices make no other place. */
function differ(was: readonly AnchorRow[], is: readonly AnchorRow[]): boolean {
  const isSame = (a: AnchorRow, b: AnchorRow) =>
    a.reversed === b.reversed &&
    isNear(a.from_mm, b.from_mm) &&
    isNear(a.to_mm, b.to_mm) &&
    isNear(a.moved_mm, b.moved_mm);
  return !areSame(was, is, isSame) || lengthOf(was) - lengthOf(is) > FEW_MM;
}

/** What it covers less and what of its ground found no place agree but for the tolerance at both ends of a stretch; else both are said. */
function movedOf(
  place: RecordPlace,
  was: readonly AnchorRow[],
  { rows: is, lostMm: groundMm, besideMm }: Found,
  toleranceMm: number,
): Moved {
  const placesOf = (rows: readonly AnchorRow[]): Place[] =>
    rows.map(({ from_mm, to_mm, reversed }) => ({
      river: place.riverKey,
      measures: reversed ? [to_mm, from_mm] : [from_mm, to_mm],
    }));
  const movedMm = is[0]?.moved_mm ?? 0;
  const lostMm = Math.max(0, lengthOf(was) - lengthOf(is));
  const unplacedMm = is.length > 0 && Math.abs(groundMm - lostMm) > 2 * toleranceMm ? groundMm : 0;
  const wasUnplacedMm = was[0]?.lost_mm ?? groundLength(place);
  const regainedMm = wasUnplacedMm - groundMm > FEW_MM ? wasUnplacedMm - groundMm : 0;
  const [from, to] = [placesOf(was), placesOf(is)];
  return {
    kind: 'survey',
    id: place.record,
    from,
    to,
    movedMm,
    lostMm,
    unplacedMm,
    wasUnplacedMm,
    regainedMm,
    besideMm,
  };
}

const groundLength = ({ grounds }: RecordPlace) => grounds.reduce((sum, { part: [from, to] }) => sum + to - from, 0);

/** Places written before DECISIONS 154 may overlap, and are counted once. */
function lengthOf(rows: readonly AnchorRow[]): number {
  const sorted = [...rows].sort((a, b) => a.route_id - b.route_id || a.from_mm - b.from_mm);
  let [sum, route, end] = [0, -1, 0];
  for (const { route_id, from_mm, to_mm } of sorted) {
    if (route_id !== route) [route, end] = [route_id, from_mm];
    sum += Math.max(0, to_mm - Math.max(from_mm, end));
    end = Math.max(end, to_mm);
  }
  return sum;
}

async function routesOf(tx: Executor, district: string, rivers: readonly number[]): Promise<Map<number, OwnRoute[]>> {
  const rows = await tx.query<Omit<OwnRoute, 'drawnAs'> & { drawnAs: [string, number, number][] }>(ROUTES, [
    district,
    rivers,
  ]);
  const routes = new Map<number, OwnRoute[]>();
  for (const { drawnAs, ...row } of rows)
    routes.set(row.river, [...(routes.get(row.river) ?? []), { ...row, drawnAs: drawnAsOf(drawnAs) }]);
  return routes;
}

const ROUTES = `
  select r.id, r.river_id as river, md5(r.line_m::text) as line, a.drawn_as as "drawnAs"
    from register.route r cross join lateral (${DRAWN_AS}) a
   where r.district = $1 and r.river_id = any($2::int[]) order by r.seq`;

const ANCHOR = ['record_id', 'route_id', 'from_mm', 'to_mm', 'reversed', 'moved_mm', 'lost_mm'] as const;

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
    ['district', ...ANCHOR],
    encodeCopy(
      ['text', 'int4', 'int4', 'int8', 'int8', 'bool', 'int8', 'int8'],
      rows.map((row) => [district, ...ANCHOR.map((name) => row[name])]),
    ),
  );
}

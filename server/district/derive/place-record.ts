/** Where one record lies on the routes of its river: by its measures on the lines they were taken from, else beside them. */
import { anchorLines, type Place } from '../../engine/anchor/anchor-lines.ts';
import { type Anchored, anchoredOf, joined } from '../../engine/anchor/anchored.ts';
import { type DrawnAs, ownLine } from '../../engine/anchor/own-line.ts';
import { type Placed, placeLine } from '../../engine/anchor/place-line.ts';
import type { Stretch } from '../../engine/anchor/stretch.ts';
import { findRoute, type Rulers } from '../../engine/rulers.ts';
import type { GroundLine } from './ground-lines.ts';
import type { Ground, RecordPlace } from './record-places.ts';

export interface AnchorRow {
  record_id: number;
  route_id: number;
  from_mm: number;
  to_mm: number;
  reversed: boolean;
  moved_mm: number;
  /** How much of the record's ground has no place: of all of it, as what it moved. */
  lost_mm: number;
}

export interface OwnRoute {
  id: number;
  river: number;
  /** md5 of its line. */
  line: string;
  drawnAs: readonly DrawnAs[];
}

export interface Found {
  rows: AnchorRow[];
  lostMm: number;
  besideMm: number;
}

/** The routes of one river, and the lines of records that were placed on them: records of one line share its place. */
export interface Where {
  routes: readonly OwnRoute[];
  rulers: Rulers;
  toleranceMm: number;
  placed: Map<string, Placed[]>;
}

export function anchorsOf(place: RecordPlace, where: Where): Found {
  if (place.grounds.length === 0) return { rows: [], lostMm: 0, besideMm: 0 };
  const found = placesOf(place.grounds, where);
  const movedMm = Math.max(...found.map(({ movedMm }) => movedMm));
  const lostMm = found.reduce((sum, { lostMm }) => sum + lostMm, 0);
  const rows = joined(found.flatMap(({ ranges }) => ranges)).map(({ route, fromMm, toMm, reversed }) => ({
    ...{ record_id: place.record, route_id: where.rulers.routeId[route], from_mm: fromMm, to_mm: toMm },
    ...{ reversed, moved_mm: movedMm, lost_mm: lostMm },
  }));
  return { rows, lostMm, besideMm: Math.max(...found.map(({ besideMm }) => besideMm)) };
}

/** Those on lines drawn as they were are where they were; the others find their places beside them. */
function placesOf(grounds: readonly Ground[], where: Where): Anchored[] {
  const ownOf = ({ routeLine }: Ground) => where.routes.find((route) => route.line === routeLine);
  const kept = grounds.flatMap((ground) => {
    const own = ownOf(ground);
    return own ? [onOwn(where.rulers, own.id, ground)] : [];
  });
  const moved = grounds.filter((ground) => !ownOf(ground));
  const taken = kept.flatMap(({ ranges }) => ranges);
  const wholes = placesOfWholes(
    moved.map(({ whole }) => whole),
    taken,
    where,
  );
  return [...kept, ...moved.map(({ part }, i) => anchoredOf(wholes[i], part))];
}

function onOwn(rulers: Rulers, id: number, { part: [fromMm, toMm] }: Ground): Anchored {
  const range = { route: findRoute(rulers, id), fromMm, toMm, reversed: false };
  return { ranges: [range], movedMm: 0, lostMm: 0, besideMm: 0 };
}

function placesOfWholes(lines: readonly GroundLine[], taken: readonly Stretch[], where: Where): Placed[] {
  const asked = JSON.stringify([lines.map(({ id }) => id), taken]);
  const known = where.placed.get(asked);
  if (known) return known;
  const place: Place<GroundLine> = (line, others) => placeWhole(line, [...taken, ...others], where);
  const placed = anchorLines(lines, place, where.toleranceMm);
  where.placed.set(asked, placed);
  return placed;
}

function placeWhole({ line, drawnAs, beside }: GroundLine, taken: readonly Stretch[], where: Where): Placed {
  const { rulers, toleranceMm } = where;
  const indexes = where.routes.map(({ id }) => findRoute(rulers, id));
  const walk = { rulers, routes: indexes, line, toleranceMm, taken };
  const is = where.routes.flatMap((route, i) => route.drawnAs.map((as) => ({ ...as, route: indexes[i] })));
  return placeLine({ ...walk, ownAt: ownLine(walk, { was: drawnAs, beside, is }) });
}

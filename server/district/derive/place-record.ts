/** Where one record lies on the routes of its river: by its measures on the lines they were taken from, else by its ground lines. */
import { type Anchored, anchorLine, joined } from '../../engine/anchor/anchor-line.ts';
import { anchorLines, type Place } from '../../engine/anchor/anchor-lines.ts';
import { findRoute, type Rulers } from '../../engine/rulers.ts';
import type { Ground, RecordPlace } from './record-places.ts';

export interface AnchorRow {
  record_id: number;
  route_id: number;
  from_mm: number;
  to_mm: number;
  reversed: boolean;
  moved_mm: number;
}

export interface OwnRoute {
  id: number;
  river: number;
  /** md5 of its line. */
  line: string;
}

export interface Found {
  rows: AnchorRow[];
  lostMm: number;
  besideMm: number;
}

export function anchorsOf(place: RecordPlace, routes: readonly OwnRoute[], rulers: Rulers, toleranceMm: number): Found {
  if (place.grounds.length === 0) return { rows: [], lostMm: 0, besideMm: 0 };
  const placed = placesOf(place.grounds, { routes, rulers, toleranceMm });
  const movedMm = Math.max(...placed.map(({ movedMm }) => movedMm));
  const rows = joined(placed.flatMap(({ ranges }) => ranges)).map(({ route, fromMm, toMm, reversed }) => ({
    ...{ record_id: place.record, route_id: rulers.routeId[route], from_mm: fromMm, to_mm: toMm },
    ...{ reversed, moved_mm: movedMm },
  }));
  const besideMm = Math.max(...placed.map(({ besideMm }) => besideMm));
  return { rows, lostMm: placed.reduce((sum, { lostMm }) => sum + lostMm, 0), besideMm };
}

interface Where {
  routes: readonly OwnRoute[];
  rulers: Rulers;
  toleranceMm: number;
}

/** Those on lines drawn as they were are where they were; the others find their places beside them. */
function placesOf(grounds: readonly Ground[], { routes, rulers, toleranceMm }: Where): Anchored[] {
  const ownOf = ({ routeLine }: Ground) => routes.find((route) => route.line === routeLine);
  const kept = grounds.flatMap((ground) => {
    const own = ownOf(ground);
    return own ? [onOwn(rulers, own.id, ground)] : [];
  });
  const taken = kept.flatMap(({ ranges }) => ranges);
  const moved = grounds
    .filter((ground) => !ownOf(ground))
    .map(({ line: { x, y, m } }) => ({ x, y, m: m.map((at) => at - m[0]) }));
  const indexes = routes.map(({ id }) => findRoute(rulers, id));
  const place: Place = (line, others) => anchorLine(rulers, indexes, line, toleranceMm, [...taken, ...others]);
  return [...kept, ...anchorLines(moved, place, toleranceMm)];
}

function onOwn(rulers: Rulers, id: number, { line }: Ground): Anchored {
  const range = { route: findRoute(rulers, id), fromMm: line.m[0], toMm: line.m.at(-1)!, reversed: false };
  return { ranges: [range], movedMm: 0, lostMm: 0, besideMm: 0, area: 0 };
}

/** Where one record lies on the routes of its river: by its measures on the lines they were taken from, else by its ground lines. */
import { type Anchored, anchorLine, joined } from '../../engine/anchor/anchor-line.ts';
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
  const placed = place.grounds.map((ground) => placeOf(ground, { routes, rulers, toleranceMm }));
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

function placeOf({ routeLine, line }: Ground, { routes, rulers, toleranceMm }: Where): Anchored {
  const own = routes.find((route) => route.line === routeLine);
  const indexes = routes.map(({ id }) => findRoute(rulers, id));
  const [start, end] = [line.m[0], line.m.at(-1)!];
  if (!own) return anchorLine(rulers, indexes, { ...line, m: line.m.map((m) => m - start) }, toleranceMm);
  const range = { route: findRoute(rulers, own.id), fromMm: start, toMm: end, reversed: false };
  return { ranges: [range], movedMm: 0, lostMm: 0, besideMm: 0 };
}

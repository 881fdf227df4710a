/** Where one record lies on the routes of its river: by its measures on the lines they were taken from, else by its ground lines. */
import { type Anchored, type AnchoredRange, anchorLine, joined } from '../../engine/anchor/anchor-line.ts';
import { furtherLine, furtherOf } from '../../engine/anchor/further.ts';
import type { MeasuredVertices } from '../../engine/anchor/stretch.ts';
import { findRoute, type Rulers } from '../../engine/rulers.ts';
import { type GroundRow, HANDLE_MM } from './record-grounds.ts';
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
  /** What is drawn of its measures only now. */
  furtherMm?: number;
  /** Its ground, where that is long enough to tell its way; else it follows once more when the river is drawn anew. */
  further?: GroundRow;
}

/** The record with its grounds up to one whose line is drawn; of a whole river, which has one for each route, and where none is, itself. */
export function upToOwn(place: RecordPlace, routes: readonly OwnRoute[]): RecordPlace {
  const own = place.grounds.findIndex(({ routeLine }) => routes.some(({ line }) => line === routeLine));
  const isLast = own < 0 || own === place.grounds.length - 1;
  return place.range === null || isLast ? place : { ...place, grounds: place.grounds.slice(0, own + 1) };
}

export function anchorsOf(place: RecordPlace, routes: readonly OwnRoute[], rulers: Rulers, toleranceMm: number): Found {
  if (place.grounds.length === 0) return { rows: [], lostMm: 0, besideMm: 0 };
  const at = { routes, rulers, toleranceMm };
  const placed = place.grounds.map((ground) => placeOf(ground, ground.line.m[0], at));
  const found = place.range ? onward(placed) : placed;
  const further = follows(place, found.at(-1)!, rulers, toleranceMm);
  const counted = found.flatMap((one, i) => {
    const [ground, from] = [place.grounds[i], countedFrom(place, i)];
    if (from === ground.line.m[0]) return [one];
    return from < ground.line.m.at(-1)! ? [placeOf(ground, from, at)] : [];
  });
  const movedMm = Math.max(...counted.map(({ movedMm }) => movedMm), further ? found.at(-1)!.movedMm : 0, 0);
  const ranges = [...counted.flatMap(({ ranges }) => ranges), ...(further ? [further.range] : [])];
  const rows = joined(ranges).map(({ route, fromMm, toMm, reversed }) => ({
    ...{ record_id: place.record, route_id: rulers.routeId[route], from_mm: fromMm, to_mm: toMm },
    ...{ reversed, moved_mm: movedMm },
  }));
  const besideMm = Math.max(...counted.map(({ besideMm }) => besideMm), 0);
  const lostMm = counted.reduce((sum, { lostMm }) => sum + lostMm, 0);
  if (!further) return { rows, lostMm, besideMm };
  const furtherMm = further.range.toMm - further.range.fromMm;
  return { rows, lostMm, besideMm, furtherMm, further: groundOf(place, further, routes, rulers) };
}

/** A first ground that begins before its record counts only from there on: what comes before shows the way. */
function countedFrom({ range, grounds }: RecordPlace, i: number): number {
  const start = grounds[i].line.m[0];
  return range && i === 0 ? Math.max(start, range.from) : start;
}

/** A row runs on from ground to ground: a later one that lies against an earlier on one route has another limb's place, not its own. */
function onward(found: readonly Anchored[]): Anchored[] {
  return found.map((anchored, i) => {
    const earlier = found.slice(0, i).flatMap(({ ranges }) => ranges);
    const runsOn = ({ route, reversed }: AnchoredRange) =>
      earlier.every((one) => one.route !== route || one.reversed === reversed);
    const ranges = anchored.ranges.filter(runsOn);
    const against = anchored.ranges.filter((range) => !runsOn(range));
    const lostMm = against.reduce((sum, { fromMm, toMm }) => sum + toMm - fromMm, anchored.lostMm);
    return { ...anchored, ranges, lostMm };
  });
}

interface Further {
  range: AnchoredRange;
  line: MeasuredVertices;
}

/** Of measures past the end of the river as it was drawn: what is drawn of them now. */
function follows(
  { range, grounds }: RecordPlace,
  { ranges }: Anchored,
  rulers: Rulers,
  toleranceMm: number,
): Further | undefined {
  if (!range) return undefined;
  const { line, aheadMm, restMm } = grounds.at(-1)!;
  const ended = { ranges, end: endOf(line), aheadMm, restMm, toleranceMm };
  const further = furtherOf(rulers, ended);
  return further && { range: further, line: furtherLine(rulers, further, ended) };
}

function groundOf(
  place: RecordPlace,
  further: Further,
  routes: readonly OwnRoute[],
  rulers: Rulers,
): GroundRow | undefined {
  const { record, river, grounds } = place;
  const { route, fromMm, toMm } = further.range;
  if (toMm - fromMm < HANDLE_MM) return undefined;
  const { line: routeLine } = routes.find(({ id }) => id === rulers.routeId[route])!;
  const restMm = grounds.at(-1)!.restMm - (toMm - fromMm);
  const along = { seq: grounds.length + 1, aheadMm: 0, restMm };
  return { record, river, ...place.range!, ...along, routeLine, line: further.line };
}

const endOf = ({ x, y }: MeasuredVertices) => [x.at(-1)!, y.at(-1)!] as const;

interface Where {
  routes: readonly OwnRoute[];
  rulers: Rulers;
  toleranceMm: number;
}

/** A ground, from one of its measures on. */
function placeOf({ routeLine, line }: Ground, countedFrom: number, { routes, rulers, toleranceMm }: Where): Anchored {
  const own = routes.find((route) => route.line === routeLine);
  const indexes = routes.map(({ id }) => findRoute(rulers, id));
  const [start, end] = [line.m[0], line.m.at(-1)!];
  const along = (m: number) => Math.abs(m - start);
  if (!own) return anchorLine(rulers, indexes, { ...line, m: line.m.map(along) }, toleranceMm, along(countedFrom));
  const [fromMm, toMm] = [Math.min(countedFrom, end), Math.max(countedFrom, end)];
  const range = { route: findRoute(rulers, own.id), fromMm, toMm, reversed: end < start };
  return { ranges: [range], movedMm: 0, lostMm: 0, besideMm: 0 };
}

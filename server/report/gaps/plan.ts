/** A suggested day: which gap pieces in which order, and how far that gets (engine/tour). */
import type { Executor } from '../../db/database.ts';
import type { Mode } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { geodesicMm } from '../../engine/geodesy.ts';
import { findRoute } from '../../engine/rulers.ts';
import { planDay } from '../../engine/tour/plan-day.ts';
import { TourCosts, type TourPiece, type TourRequest, type Visit } from '../../engine/tour/tour.ts';
import { pointAtMeasure } from '../../engine/zone-relations/mouth.ts';
import { DomainError } from '../../errors.ts';
import { type Plane, planeOf } from '../../import/plane.ts';
import { type GapQuery, type GapRow, gapRows } from '../gaps.ts';
import { PART_M } from './stretches.ts';

/** Roads and banks go so much farther than the straight line: a convention, not a measurement. */
export const DETOUR = 1.3;
export const TRAVEL_KMH = 30;
/** Metres: nobody travels for less; asked for, shorter gaps are visited too. */
export const SHORTEST_VISIT_M = 20;
/** Farther pieces are not looked at: a day does not reach them, and the order of so many is soon found. */
const NEAREST = 2000;

export interface PlanQuery extends GapQuery {
  /** Degrees, EPSG:4490. */
  start: { lon: number; lat: number };
  /** Of the whole day, travel and the way back included. */
  hours: number;
  surveyKmh: number;
  travelKmh?: number;
}

export interface PlanRow {
  order: number;
  number: string;
  river: string | null;
  river_id: number;
  route: number;
  mode: Mode;
  town: string | null;
  /** Where the crew begins and ends, metres of measure: end_m is the lesser where it goes against the measures. */
  start_m: number;
  end_m: number;
  length_m: number;
  /** Before it: straight, times the factor. */
  travel_m: number;
  /** Minutes since the crew set out, when it begins. */
  at_min: number;
}

export interface PlanTotals {
  pieces: number;
  survey_km: number;
  travel_km: number;
  hours: number;
  left_pieces: number;
  left_km: number;
  /** Straight from where the crew sets out to the nearest gap; null without one. */
  nearest_km: number | null;
  /** Minutes, upwards, of the shortest day there is: there, one piece, and back; null without one. */
  shortest_min: number | null;
}

/** @throws DomainError as gapRows; `plan_invalid`, `start_too_far` */
export async function dayPlan(
  db: Executor,
  snapshot: Snapshot,
  query: PlanQuery,
): Promise<{ rows: PlanRow[]; totals: PlanTotals }> {
  checkPlan(query);
  const gaps = gapRows(snapshot, visited(query));
  const plane = await planeOf(db, snapshot.district.planeSrid);
  const request = requestOf(plane, query);
  const near = nearestGaps(snapshot, gaps, request);
  const nearestKm = near.length > 0 ? kmTo(near[0], plane, query.start) : null;
  refuseTooFar(query, nearestKm);
  const visits = planDay(
    near.map(({ piece }) => piece),
    request,
  );
  const costs = new TourCosts(
    near.map(({ piece }) => piece),
    request,
  );
  const rows = planRows(
    near.map(({ gap }) => gap),
    visits,
    costs,
  );
  const least = { nearest_km: nearestKm, shortest_min: shortestMin(costs) };
  return { rows, totals: { ...totalsOf(gaps, rows, visits, costs), ...least } };
}

function shortestMin(costs: TourCosts): number | null {
  if (costs.pieces.length === 0) return null;
  const days = costs.pieces.map((_, piece) => costs.totalMs([{ piece, reversed: false }]));
  return Math.ceil(Math.min(...days) / 6000) / 10;
}

/** Which gaps a day is planned over. */
export function visited<Query extends GapQuery>(query: Query): Query {
  const { minLengthM = SHORTEST_VISIT_M, maxLengthM = PART_M } = query;
  return { ...query, minLengthM, maxLengthM };
}

function requestOf(plane: Plane, query: PlanQuery): TourRequest {
  const { start, hours, surveyKmh, travelKmh = TRAVEL_KMH } = query;
  const metres = new Float64Array(2);
  plane.forward(start.lon, start.lat, metres, 0);
  if (!metres.every(Number.isFinite)) throw planInvalid('start', `${start.lon},${start.lat}`, IN_DEGREES);
  const [x, y] = metres.map((value) => Math.floor(value * 1000 + 0.5));
  return { start: { x, y }, budgetMs: Math.floor(hours * 3_600_000), surveyKmh, travelKmh, detour: DETOUR };
}

interface NearGap {
  gap: GapRow;
  piece: TourPiece;
}

function nearestGaps({ rulers }: Snapshot, gaps: readonly GapRow[], { start }: TourRequest): NearGap[] {
  const all = gaps.map((gap) => {
    const route = findRoute(rulers, gap.route);
    const [[ax, ay], [bx, by]] = [gap.from_m, gap.to_m].map((m) => pointAtMeasure(rulers, route, Math.round(m * 1000)));
    const away = Math.min(Math.hypot(ax - start.x, ay - start.y), Math.hypot(bx - start.x, by - start.y));
    return { gap, away, piece: { ax, ay, bx, by, lengthMm: Math.round(gap.length_m * 1000) } };
  });
  return all
    .sort((a, b) => a.away - b.away || a.gap.route - b.gap.route || a.gap.from_m - b.gap.from_m)
    .slice(0, NEAREST);
}

/** On the ellipsoid: a district's plane says nothing of places far from it. */
function kmTo({ piece }: NearGap, plane: Plane, { lon, lat }: PlanQuery['start']): number {
  const degrees = new Float64Array(4);
  plane.inverse(piece.ax / 1000, piece.ay / 1000, degrees, 0);
  plane.inverse(piece.bx / 1000, piece.by / 1000, degrees, 2);
  const mm = [0, 2].map((at) => geodesicMm(lon, lat, degrees[at], degrees[at + 1]));
  return Math.round(Math.min(...mm) / 1000) / 1000;
}

/** Farther a place lies outside every district; a day too short for a nearer one has no visits, and its totals say how far they are. */
const OUTSIDE_KM = 50;

function refuseTooFar({ start: { lon, lat }, hours, travelKmh = TRAVEL_KMH }: PlanQuery, km: number | null): void {
  if (km === null || km <= OUTSIDE_KM || (2 * km * DETOUR) / travelKmh <= hours) return;
  const away = km.toFixed(1);
  throw new DomainError(
    'start_too_far',
    `From ${lon},${lat} the nearest gap is ${away} km away: at ${travelKmh} km/h nobody gets there and back in ${hours} h. Give LON,LAT of a place in or near the district.`,
    `${lon},${lat} 距最近的缺口 ${away} km，以 ${travelKmh} km/h 无法在 ${hours} 小时内往返；请给出本区内或附近的经纬度（经度在前）。`,
  );
}

function planRows(gaps: readonly GapRow[], visits: readonly Visit[], costs: TourCosts): PlanRow[] {
  let spentMs = 0;
  return visits.map((visit, i) => {
    const { number, river, river_id, route, mode, town, from_m, to_m, length_m } = gaps[visit.piece];
    spentMs += costs.travelMs(visits[i - 1], visit);
    const at_min = Math.round(spentMs / 6000) / 10;
    spentMs += costs.surveyMs(visit.piece);
    const [start_m, end_m] = visit.reversed ? [to_m, from_m] : [from_m, to_m];
    const travel_m = Math.round((costs.straightMm(visits[i - 1], visit) * DETOUR) / 1000);
    return { order: i + 1, number, river, river_id, route, mode, town, start_m, end_m, length_m, travel_m, at_min };
  });
}

function totalsOf(
  gaps: readonly GapRow[],
  rows: readonly PlanRow[],
  visits: readonly Visit[],
  costs: TourCosts,
): Omit<PlanTotals, 'nearest_km' | 'shortest_min'> {
  const mm = (list: readonly { length_m: number }[]) =>
    list.reduce((sum, { length_m }) => sum + Math.round(length_m * 1000), 0);
  const back = visits.length === 0 ? 0 : costs.straightMm(visits.at(-1), undefined) * DETOUR;
  const travelled = rows.reduce((sum, { travel_m }) => sum + travel_m, Math.round(back / 1000));
  return {
    pieces: rows.length,
    survey_km: mm(rows) / 1e6,
    travel_km: travelled / 1000,
    hours: Math.round(costs.totalMs(visits) / 36_000) / 100,
    left_pieces: gaps.length - rows.length,
    left_km: (mm(gaps) - mm(rows)) / 1e6,
  };
}

/** Bounds of a day's work: a walker, a boat, a drone; a car or a truck between. */
const BOUNDS = { hours: 24, surveyKmh: 60, travelKmh: 130 } as const;
/** As commands write them; of requests the schema has refused such values before. */
const WRITTEN = { hours: '--hours', surveyKmh: '--speed-kmh', travelKmh: '--travel-kmh' } as const;
const IN_DEGREES = { en: 'LON,LAT in degrees', zh: '以度为单位的“经度,纬度”' };

function checkPlan(query: PlanQuery): void {
  for (const name of Object.keys(BOUNDS) as (keyof typeof BOUNDS)[]) {
    const value = query[name] ?? 1;
    const most = BOUNDS[name];
    const wanted = { en: `a number above 0 up to ${most}`, zh: `大于 0 且不超过 ${most} 的数` };
    if (!(value > 0 && value <= most)) throw planInvalid(WRITTEN[name], value, wanted);
  }
  const { lon, lat } = query.start;
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) throw planInvalid('start', `${lon},${lat}`, IN_DEGREES);
}

/** `LON,LAT`. @throws DomainError `plan_invalid` */
export function parseStart(text: string): PlanQuery['start'] {
  const parts = text.split(/[,，]/).map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (parts.length === 2 && parts.every(Number.isFinite)) return { lon: parts[0], lat: parts[1] };
  throw planInvalid('start', text, IN_DEGREES);
}

function planInvalid(name: string, value: unknown, wanted: { en: string; zh: string }): DomainError {
  return new DomainError(
    'plan_invalid',
    `A day cannot be planned with ${name} "${value}": use ${wanted.en}.`,
    `无法按 ${name} “${value}”安排日程：应为${wanted.zh}。`,
  );
}

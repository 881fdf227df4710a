/** The coverage and gaps layers: ranges of routes as of a day, one line each. */

import { type Column, stringColumn } from '../../../tiles/source.ts';
import { MODES, type Mode } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { eachStretch, GAP, riverState, STATES } from '../../engine/coverage/states.ts';
import type { InPieces } from '../../engine/in-pieces.ts';
import { findRoute } from '../../engine/rulers.ts';
import { lastDay } from '../as-of.ts';
import { routeBanks } from '../bank-surveys.ts';
import { type GapRow, gapsInPieces } from '../gaps.ts';
import { mainRivers } from './rivers.ts';
import type { RouteFeatures } from './route-features.ts';

interface RangeRow {
  route: number; // index
  mode: string;
  state: string;
  fromMm: number;
  toMm: number;
}

/** Routes looked at in one piece of work: some milliseconds. */
const PIECE = 200;

/**
 * Every stretch that is not a gap, by the state of its river.
 *
 * @param asOf surveys up to and with this day; all of them when left out.
 */
export function* coverageFeatures(snapshot: Snapshot, asOf?: string): InPieces<RouteFeatures> {
  const day = lastDay(asOf);
  const rows: RangeRow[] = [];
  for (const mode of MODES)
    for (let route = 0; route < snapshot.rulers.count; route++) {
      if (route % PIECE === 0) yield;
      for (const row of coveredRanges(snapshot, route, mode, day)) rows.push(row);
    }
  yield;
  return yield* rangeFeatures('coverage', snapshot, rows, {});
}

function coveredRanges(snapshot: Snapshot, route: number, mode: Mode, day: number): RangeRow[] {
  const { left, right } = routeBanks(snapshot, route, mode, day);
  const rows: RangeRow[] = [];
  eachStretch(left, right, (fromMm, toMm, l, r) => {
    const state = riverState(left.state[l], right.state[r]);
    const last = rows.at(-1);
    if (last?.state === STATES[state] && last.toMm === fromMm) last.toMm = toMm;
    else if (state !== GAP) rows.push({ route, mode, state: STATES[state], fromMm, toMm });
  });
  return rows;
}

export function* gapFeatures(snapshot: Snapshot, asOf?: string): InPieces<RouteFeatures> {
  const gaps = yield* gapsInPieces(snapshot, { asOf });
  yield;
  const rows = gaps.map((gap) => ({
    route: findRoute(snapshot.rulers, gap.route),
    mode: gap.mode,
    state: STATES[GAP],
    fromMm: Math.round(gap.from_m * 1000),
    toMm: Math.round(gap.to_m * 1000),
  }));
  yield;
  return yield* rangeFeatures('gaps', snapshot, rows, gapColumns(gaps));
}

function gapColumns(gaps: readonly GapRow[]): Record<string, Column> {
  return {
    length_m: { type: 'integer', values: Int32Array.from(gaps, (gap) => Math.round(gap.length_m)) },
    town: stringColumn(
      gaps.map((gap) => gap.town),
      gaps.length,
    ),
  };
}

/** Stretches of one mode that a route may have, and routes that a district may have, for ids that stay. */
const MOST_RANGES = 2 ** 11;
const MOST_ROUTES = 2 ** 20;

/**
 * route × 4096 + 2048 under water + place along the route: an edit of one river leaves the ids of the others, so that
 * their tiles stay. A district or route beyond these numbers has running numbers instead.
 */
function rangeIds(rows: readonly RangeRow[], routeId: Int32Array): Uint32Array {
  const next = new Map<number, number>();
  const ids = rows.map(({ route, mode }) => {
    const first = (routeId[route] * MODES.length + MODES.indexOf(mode as Mode)) * MOST_RANGES;
    const place = next.get(first) ?? 0;
    next.set(first, place + 1);
    return first + place;
  });
  const fits = routeId.every((id) => id < MOST_ROUTES) && [...next.values()].every((count) => count <= MOST_RANGES);
  return fits ? Uint32Array.from(ids) : Uint32Array.from(rows.keys());
}

function* rangeFeatures(
  layer: 'coverage' | 'gaps',
  { rulers, rivers, district }: Snapshot,
  rows: readonly RangeRow[],
  extra: Record<string, Column>,
): InPieces<RouteFeatures> {
  const integers = (of: (row: RangeRow) => number): Column => ({ type: 'integer', values: Int32Array.from(rows, of) });
  const strings = (of: (row: RangeRow) => string | null) => stringColumn(rows.map(of), rows.length);
  const river = (row: RangeRow) => rivers.get(rulers.riverId[row.route])!;
  const level = strings((row) => river(row).level);
  const [mode, state] = [strings((row) => row.mode), strings((row) => row.state)];
  yield;
  const ids = rangeIds(rows, rulers.routeId);
  yield;
  return {
    layer,
    districtNumber: district.number,
    ids,
    ranges: {
      route: Int32Array.from(rows, (row) => row.route),
      fromMm: Float64Array.from(rows, (row) => row.fromMm),
      toMm: Float64Array.from(rows, (row) => row.toMm),
    },
    columns: {
      route_id: integers((row) => rulers.routeId[row.route]),
      river_id: integers((row) => rulers.riverId[row.route]),
      level,
      mode,
      state,
      from_m: integers((row) => Math.round(row.fromMm / 1000)),
      to_m: integers((row) => Math.round(row.toMm / 1000)),
      ...extra,
    },
    alike: [level, mode, state, mainRivers(rows.map(river))],
  };
}

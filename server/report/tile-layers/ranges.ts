/** The coverage and gaps layers: ranges of routes as of now, one line each. */
import { cutRanges } from '../../../tiles/geometry/cut.ts';
import type { WorldLines } from '../../../tiles/geometry/world.ts';
import { type Column, classesBy, type LayerSource, stringColumn } from '../../../tiles/source.ts';
import { MODES, type Mode } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { eachStretch, GAP, riverState, STATES } from '../../engine/coverage/states.ts';
import { findRoute } from '../../engine/rulers.ts';
import { routeBanks } from '../bank-surveys.ts';
import { type GapRow, gapRows } from '../gaps.ts';
import { mainRivers } from './rivers.ts';

interface RangeRow {
  route: number; // index
  mode: string;
  state: string;
  fromMm: number;
  toMm: number;
}

/** Every stretch that is not a gap, by the state of its river. */
export function coverageLayer(snapshot: Snapshot, routes: WorldLines): LayerSource {
  const rows = MODES.flatMap((mode) =>
    Array.from({ length: snapshot.rulers.count }, (_, route) => coveredRanges(snapshot, route, mode)).flat(),
  );
  return rangeLayer('coverage', snapshot, routes, rows, {});
}

function coveredRanges(snapshot: Snapshot, route: number, mode: (typeof MODES)[number]): RangeRow[] {
  const { left, right } = routeBanks(snapshot, route, mode, Number.POSITIVE_INFINITY);
  const rows: RangeRow[] = [];
  eachStretch(left, right, (fromMm, toMm, l, r) => {
    const state = riverState(left.state[l], right.state[r]);
    const last = rows.at(-1);
    if (last?.state === STATES[state] && last.toMm === fromMm) last.toMm = toMm;
    else if (state !== GAP) rows.push({ route, mode, state: STATES[state], fromMm, toMm });
  });
  return rows;
}

export function gapLayer(snapshot: Snapshot, routes: WorldLines): LayerSource {
  const gaps = gapRows(snapshot, {});
  const rows = gaps.map((gap) => ({
    route: findRoute(snapshot.rulers, gap.route),
    mode: gap.mode,
    state: STATES[GAP],
    fromMm: Math.round(gap.from_m * 1000),
    toMm: Math.round(gap.to_m * 1000),
  }));
  return rangeLayer('gaps', snapshot, routes, rows, gapColumns(gaps));
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

function rangeLayer(
  layer: 'coverage' | 'gaps',
  { rulers, rivers, district }: Snapshot,
  routes: WorldLines,
  rows: readonly RangeRow[],
  extra: Record<string, Column>,
): LayerSource {
  const count = rows.length;
  const integers = (of: (row: RangeRow) => number): Column => ({ type: 'integer', values: Int32Array.from(rows, of) });
  const strings = (of: (row: RangeRow) => string | null) => stringColumn(rows.map(of), count);
  const river = (row: RangeRow) => rivers.get(rulers.riverId[row.route])!;
  const level = strings((row) => river(row).level);
  const [mode, state] = [strings((row) => row.mode), strings((row) => row.state)];
  const lines = cutRanges(routes, rulers.m, {
    route: Int32Array.from(rows, (row) => row.route),
    fromMm: Float64Array.from(rows, (row) => row.fromMm),
    toMm: Float64Array.from(rows, (row) => row.toMm),
  });
  return {
    layer,
    districtNumber: district.number,
    ids: rangeIds(rows, rulers.routeId),
    geometry: { type: 'line', lines },
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
    mergeClass: classesBy([level, mode, state, mainRivers(rows.map(river))], count),
  };
}

/** What a plan reaches of each route's banks: by its line, matched as a track is, or by a river's range as wished. */
import type { Executor } from '../../db/database.ts';
import type { Mode } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { Coverer } from '../../engine/coverage/cover.ts';
import { buildCoverIndex, type CoverIndex } from '../../engine/coverage/cover-index.ts';
import type { Pieces } from '../../engine/coverage/pieces.ts';
import { prepareDrawn } from '../../engine/coverage/prepare-drawn.ts';
import { RangeSink } from '../../engine/coverage/range-sink.ts';
import type { RunRange } from '../../engine/coverage/run-range.ts';
import { measuresMm } from '../../engine/geodesy.ts';
import { normalise } from '../../engine/ranges.ts';
import { routeLength } from '../../engine/rulers.ts';
import { DomainError } from '../../errors.ts';
import { planTooLong } from '../../import/plan-lines.ts';
import { planeOf } from '../../import/plane.ts';

export type Bank = 'left' | 'right';

/** Route index → sets of millimetres. */
export type Planned = Map<number, Record<Bank, number[]>>;

/** Matching takes time by the length: more than this is no crew's plan. */
const MOST_MM = 2_000_000_000;

export async function plannedByLines(
  db: Executor,
  snapshot: Snapshot,
  lines: readonly [number, number][][],
  mode: Mode,
): Promise<{ byRoute: Planned; lineMm: number }> {
  const lineMm = lines.reduce((sum, line) => sum + lengthMm(line), 0);
  if (lineMm > MOST_MM) throw planTooLong();
  const plane = await planeOf(db, snapshot.district.planeSrid);
  const pieces = prepareDrawn(lines.map((line) => inPlane(line, plane)));
  return { byRoute: byBank(eachAlone(snapshot, pieces, mode).toRanges()), lineMm };
}

/** Lines are no track: each is one of its own, so that nothing is bridged between the gaps of a list. */
function eachAlone(snapshot: Snapshot, pieces: Pieces, mode: Mode): RangeSink {
  const sink = new RangeSink();
  const { onePassWidthMm } = snapshot.district;
  const coverer = new Coverer(indexOf(snapshot), { onePassWidthMm });
  const isUnderWater = mode === 'under_water';
  for (let line = 0; line < pieces.count; line++)
    coverer.cover(pieces, { from: line, to: line + 1, track: line, isUnderWater }, sink);
  return sink;
}

function byBank(ranges: readonly RunRange[]): Planned {
  const found: Planned = new Map();
  for (const { route, fromMm, toMm, bank } of ranges) {
    const banks = banksOf(found, route);
    if (bank !== 'right') banks.left.push(fromMm, toMm);
    if (bank !== 'left') banks.right.push(fromMm, toMm);
  }
  for (const banks of found.values())
    for (const bank of ['left', 'right'] as const) banks[bank] = normalise(banks[bank]);
  return found;
}

function lengthMm(line: readonly [number, number][]): number {
  return (
    measuresMm(
      line.map(([lon]) => lon),
      line.map(([, lat]) => lat),
    ).at(-1) ?? 0
  );
}

function inPlane(line: readonly [number, number][], plane: Awaited<ReturnType<typeof planeOf>>): Float64Array {
  const xy = new Float64Array(2 * line.length);
  for (const [i, [lon, lat]] of line.entries()) plane.forward(lon, lat, xy, 2 * i);
  return xy.map((metres) => Math.floor(metres * 1000 + 0.5));
}

/** Made once for each version of a district that is asked about. */
const indexes = new WeakMap<Snapshot, CoverIndex>();

function indexOf(snapshot: Snapshot): CoverIndex {
  const made = indexes.get(snapshot) ?? buildCoverIndex(snapshot.rulers, snapshot.waterBodies);
  indexes.set(snapshot, made);
  return made;
}

function banksOf(planned: Planned, route: number): Record<Bank, number[]> {
  const banks = planned.get(route) ?? { left: [], right: [] };
  planned.set(route, banks);
  return banks;
}

/** A river, or a range of its main route; metres of measure. */
export interface Wish {
  riverId: number;
  fromM?: number;
  toM?: number;
}

/** Both banks: who wishes for a river wishes for the whole of it. @throws DomainError `wish_invalid` */
export function plannedByWish({ rulers }: Snapshot, { riverId, fromM, toM }: Wish): Planned {
  const routes = Array.from(rulers.riverId.keys()).filter((i) => rulers.riverId[i] === riverId);
  const isWhole = fromM === undefined && toM === undefined;
  const wished = isWhole ? routes : routes.slice(0, 1);
  return new Map(
    wished.map((route) => {
      const length = routeLength(rulers, route);
      const range = normalise([
        Math.round((fromM ?? 0) * 1000),
        Math.min(length, Math.round((toM ?? Infinity) * 1000)),
      ]);
      if (range.length === 0) throw wishInvalid(fromM ?? 0, toM ?? length / 1000, length / 1000);
      return [route, { left: range, right: range }];
    }),
  );
}

function wishInvalid(from: number, to: number, length: number): DomainError {
  return new DomainError(
    'wish_invalid',
    `There is nothing from ${from} to ${to} m: the route goes from 0 to ${length} m.`,
    `${from} 至 ${to} 米之间没有河段：该线路为 0 至 ${length} 米。`,
  );
}

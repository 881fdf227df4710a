/** Where on the rivers a trace starts: at an outfall's link, or at the nearest water of a point. */
import type { Executor } from '../../db/database.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { findRoute } from '../../engine/rulers.ts';
import type { Place } from '../../engine/trace/meetings.ts';
import { nearestWater } from '../../engine/trace/nearest-water.ts';
import { DomainError } from '../../errors.ts';
import { planeOf } from '../../import/plane.ts';
import type { TraceStart } from './ask.ts';

/** Metres: a point farther from every river discharges into none of them. */
export const NEAR_WATER_M = 50;

export interface StartPlace extends Place {
  /** Straight from what is asked about to the place. */
  offsetMm: number;
}

/** @throws DomainError `outfall_unknown` (404), `outfall_not_linked`, `no_water_near` */
export function startPlace(db: Executor, snapshot: Snapshot, from: TraceStart): Promise<StartPlace> {
  return from.kind === 'outfall' ? ofOutfall(db, snapshot, from.id) : ofPoint(db, snapshot, from);
}

interface LinkRow {
  route: number | null;
  mm: number | null;
  offsetMm: number | null;
  status: string | null;
}

async function ofOutfall(db: Executor, { district, rulers }: Snapshot, id: number): Promise<StartPlace> {
  const [row] = await db.query<LinkRow>(
    `select l.route_id as route, l.measure_mm as mm, l.offset_mm as "offsetMm", l.status
       from register.outfall o
       left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
      where o.district = $1 and o.id = $2`,
    [district.key, id],
  );
  if (!row) throw new DomainError('outfall_unknown', `There is no outfall ${id}.`, `没有编号为 ${id} 的排污口。`, 404);
  const { route, mm, offsetMm, status } = row;
  const index = route === null ? -1 : findRoute(rulers, route);
  if (index < 0 || mm === null || !['confirmed', 'overridden'].includes(status ?? '')) throw notLinked(id);
  return { route: index, mm, offsetMm: offsetMm ?? 0 };
}

function notLinked(id: number): DomainError {
  return new DomainError(
    'outfall_not_linked',
    `Outfall ${id} has no confirmed link to a river: review its link first, or start from point:LON,LAT.`,
    `排污口 ${id} 没有已确认的河道关联：请先审核其关联，或用 point:经度,纬度 开始。`,
  );
}

async function ofPoint(
  db: Executor,
  { district, rulers }: Snapshot,
  { lon, lat }: { lon: number; lat: number },
): Promise<StartPlace> {
  const metres = new Float64Array(2);
  (await planeOf(db, district.planeSrid)).forward(lon, lat, metres, 0);
  const [x, y] = metres.map((value) => Math.floor(value * 1000 + 0.5));
  const found = Number.isFinite(x) && Number.isFinite(y) ? nearestWater(rulers, x, y) : null;
  if (!found || found.distanceMm > NEAR_WATER_M * 1000) throw noWater(lon, lat, found?.distanceMm ?? null);
  return { route: found.route, mm: found.mm, offsetMm: found.distanceMm };
}

function noWater(lon: number, lat: number, distanceMm: number | null): DomainError {
  const metres = distanceMm === null ? null : (distanceMm / 1000).toFixed(1);
  const point = [lon, lat].map((degrees) => Number(degrees.toFixed(6))).join(', ');
  return new DomainError(
    'no_water_near',
    `No river lies within ${NEAR_WATER_M} m of (${point})${metres === null ? '' : `: the nearest is ${metres} m away`}.`,
    `(${point}) 周围 ${NEAR_WATER_M} 米内没有河道${metres === null ? '' : `，最近的相距 ${metres} 米`}。`,
  );
}

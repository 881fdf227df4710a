/** A place a person shows on the map, snapped to a route. */
import type { Executor } from '../../db/database.ts';
import { type PlaceOnRoute, placeOnRoute } from '../../district/derive/place-on-route.ts';
import type { District } from '../../district/district.ts';
import { DomainError } from '../../errors.ts';
import { planeOf } from '../../import/plane.ts';
import type { Verdict } from './decide.ts';

/** How far beside the route the place may be shown, and how far from the outfall the water may be (a long pipe). */
export const DRAW_LIMITS = { besideM: 50, fromOutfallM: 2000 } as const;

export type DrawnAt = Omit<PlaceOnRoute, 'besideMm'>;

/** @throws DomainError `point_needed`, `draw_too_far`, `link_too_far` */
export async function snapDrawn(
  tx: Executor,
  { key, planeSrid }: District,
  outfall: number,
  { lon, lat, route }: Verdict,
): Promise<DrawnAt> {
  if (lon === undefined || lat === undefined) throw pointNeeded();
  const plane = new Float64Array(2);
  (await planeOf(tx, planeSrid)).forward(lon, lat, plane, 0);
  const [x, y] = plane;
  if (!(Number.isFinite(x) && Number.isFinite(y))) throw tooFar();
  const found = await placeOnRoute(tx, key, { outfall, x, y, route, withinMm: DRAW_LIMITS.besideM * 1000 });
  if (!found) throw tooFar(route);
  if ((found.offsetMm ?? 0) > DRAW_LIMITS.fromOutfallM * 1000) throw linkTooFar(outfall, found.offsetMm!);
  const { besideMm: _, ...at } = found;
  return at;
}

function pointNeeded(): DomainError {
  return new DomainError('point_needed', 'Give the place: lon and lat.', '请给出位置：lon 与 lat。');
}

function tooFar(route?: number): DomainError {
  const limit = DRAW_LIMITS.besideM;
  return new DomainError(
    'draw_too_far',
    `The place lies farther than ${limit} m from ${route === undefined ? 'every route' : `route ${route}`}: show it on the river.`,
    `所指位置距${route === undefined ? '所有线路' : `线路 ${route} `}超过 ${limit} 米，请在河道上指定。`,
  );
}

function linkTooFar(outfall: number, offsetMm: number): DomainError {
  const [is, limit] = [Math.round(offsetMm / 1000), DRAW_LIMITS.fromOutfallM];
  return new DomainError(
    'link_too_far',
    `The place is ${is} m from outfall ${outfall}, more than ${limit} m: correct the outfall's point, or reject the link.`,
    `所指位置距排污口 ${outfall} ${is} 米，超过 ${limit} 米：请更正排污口坐标，或判为无河道。`,
  );
}

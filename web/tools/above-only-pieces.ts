/** What is surveyed above water and not under it, as pieces of river lines: the stretches of one mode less those of the other. Pure. */
import type { Feature, LineString, Position } from 'geojson';
import { partOf } from './shapes.ts';

type Range = readonly [fromM: number, toM: number];

const rangeOf = ({ properties }: Feature): Range => [properties?.from_m, properties?.to_m];

/** What is left of a range; `others` in any order, they may overlap. */
function without([from, to]: Range, others: readonly Range[]): Range[] {
  const left: Range[] = [];
  let at = from;
  for (const [start, end] of [...others].sort((a, b) => a[0] - b[0])) {
    if (start > at) left.push([at, Math.min(start, to)]);
    at = Math.max(at, end);
    if (at >= to) break;
  }
  if (at < to) left.push([at, to]);
  return left.filter(([start, end]) => start < end);
}

function piece(stretch: Feature, [from, to]: Range): Feature {
  const [start, end] = rangeOf(stretch);
  const share = (m: number) => (m - start) / (end - start);
  const { coordinates } = stretch.geometry as LineString;
  const { state: _, mode: __, ...named } = stretch.properties ?? {};
  return {
    type: 'Feature',
    geometry: { type: 'LineString', coordinates: partOf(coordinates as Position[], share(from), share(to)) },
    properties: { ...named, state: 'above_not_under', from_m: from, to_m: to, length_m: to - from },
  };
}

/** Of stretches of both modes, each a line from `from_m` to `to_m` of its route. */
export function aboveOnlyPieces(stretches: readonly Feature[]): Feature[] {
  const covered = stretches.filter(({ properties }) => properties?.state !== 'gap');
  const underOn = new Map<number, Range[]>();
  for (const each of covered)
    if (each.properties?.mode === 'under_water') {
      const route = each.properties.route_id;
      underOn.set(route, [...(underOn.get(route) ?? []), rangeOf(each)]);
    }
  return covered
    .filter(({ properties }) => properties?.mode === 'above_water')
    .flatMap((each) =>
      without(rangeOf(each), underOn.get(each.properties?.route_id) ?? []).map((range) => piece(each, range)),
    );
}

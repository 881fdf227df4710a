/** The water of a trace as lines, and what lies on it as points: for GeoJSON and for tiles. Degrees, longitude first. */
import type { Feature, LineString, Point } from 'geojson';
import { isDown, type TraceMode } from '../../engine/trace/steps.ts';
import { routeLines } from '../route-lines.ts';
import type { Traced, TraceHit } from './trace.ts';

/** Lines run the way the water does: from the start on the way down, towards it on the way up. */
export function traceFeatures({ answer, ranges, snapshot }: Traced): Feature<LineString | Point>[] {
  const { rulers, rivers } = snapshot;
  const rows = ranges.map(({ route, fromMm, toMm, distanceMm }) => ({
    kind: 'water',
    river: rivers.get(rulers.riverId[route])?.name ?? null,
    route: rulers.routeId[route],
    from_m: fromMm / 1000,
    to_m: toMm / 1000,
    distance_m: distanceMm / 1000,
    end_distance_m: (distanceMm + toMm - fromMm) / 1000,
  }));
  const water = routeLines(snapshot, rows).map(({ type, coordinates }, i): Feature<LineString> => {
    const isForward = runsForward(answer.mode, ranges[i].entryMm === ranges[i].fromMm);
    const geometry = { type, coordinates: isForward ? coordinates : coordinates.toReversed() };
    return { type: 'Feature', properties: rows[i], geometry };
  });
  return [...water, ...answer.hits.map(hitFeature)];
}

/** On the way down water leaves by the end it did not come in by; on the way up it comes from there. */
const runsForward = (mode: TraceMode, entersAtFrom: boolean): boolean => isDown(mode) === entersAtFrom;

function hitFeature({ lon, lat, ...properties }: TraceHit): Feature<Point> {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } };
}

/** The water of a trace as lines, and what lies on it as points: for GeoJSON and for tiles. Degrees, longitude first. */
import type { Feature, LineString, Point } from 'geojson';
import type { Snapshot } from '../../district/snapshot.ts';
import { type InPieces, Turns, whole } from '../../engine/in-pieces.ts';
import { isDown, type TraceMode } from '../../engine/trace/steps.ts';
import type { TracedRange } from '../../engine/trace/trace.ts';
import { routeLines } from '../route-lines.ts';
import type { Traced, TraceHit } from './trace.ts';

/** Lines run the way the water does: from the start on the way down, towards it on the way up. */
export function traceFeatures(traced: Traced): Feature<LineString | Point>[] {
  return whole(featuresInPieces(traced));
}

/** Lines cut in one piece of work: some milliseconds. */
const PIECE = 200;

export function* featuresInPieces({ answer, ranges, snapshot }: Traced): InPieces<Feature<LineString | Point>[]> {
  const turns = new Turns(PIECE);
  const water: Feature<LineString>[] = [];
  for (const range of ranges) {
    water.push(waterFeature(snapshot, answer.mode, range));
    if (turns.isOver(1)) yield;
  }
  return [...water, ...answer.hits.map(hitFeature)];
}

function waterFeature(snapshot: Snapshot, mode: TraceMode, range: TracedRange): Feature<LineString> {
  const { route, fromMm, toMm, distanceMm, entryMm } = range;
  const { rulers, rivers } = snapshot;
  const properties = {
    kind: 'water',
    river: rivers.get(rulers.riverId[route])?.name ?? null,
    route: rulers.routeId[route],
    from_m: fromMm / 1000,
    to_m: toMm / 1000,
    distance_m: distanceMm / 1000,
    end_distance_m: (distanceMm + toMm - fromMm) / 1000,
  };
  const [{ type, coordinates }] = routeLines(snapshot, [properties]);
  const isForward = runsForward(mode, entryMm === fromMm);
  const geometry = { type, coordinates: isForward ? coordinates : coordinates.toReversed() };
  return { type: 'Feature', properties, geometry };
}

/** On the way down water leaves by the end it did not come in by; on the way up it comes from there. */
const runsForward = (mode: TraceMode, entersAtFrom: boolean): boolean => isDown(mode) === entersAtFrom;

function hitFeature({ lon, lat, ...properties }: TraceHit): Feature<Point> {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } };
}

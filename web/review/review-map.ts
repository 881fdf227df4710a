/** The shapes of one item as the map draws them: numbered candidates, leaders from the outfall, and the box round them. */
import type { Feature, FeatureCollection, Point, Position } from 'geojson';
import type { Bbox } from '../api/types.ts';

/** Numbers as in the list of candidates; `drawn` is the place a person is showing. */
export function overlayOf({ features }: FeatureCollection, drawn: Position | null): FeatureCollection {
  let number = 0;
  const numbered = features.map((feature): Feature => {
    const isCandidate = feature.properties?.role === 'candidate';
    if (isCandidate) number++;
    const mark = isCandidate ? String(number) : feature.properties?.role === 'other' ? '2' : '';
    return { ...feature, properties: { ...feature.properties, mark } };
  });
  const shown = drawn ? [...numbered, pointFeature('drawn', drawn)] : numbered;
  const [outfall] = pointsOf(shown, 'outfall');
  const ends = outfall ? ['candidate', 'other', 'drawn'].flatMap((role) => pointsOf(shown, role)) : [];
  return { type: 'FeatureCollection', features: [...shown, ...ends.map((end) => leader(outfall, end))] };
}

function pointFeature(role: string, coordinates: Position): Feature {
  return { type: 'Feature', properties: { role, mark: '×' }, geometry: { type: 'Point', coordinates } };
}

function leader(from: Position, to: Position): Feature {
  return { type: 'Feature', properties: { role: 'leader' }, geometry: { type: 'LineString', coordinates: [from, to] } };
}

function pointsOf(features: readonly Feature[], role: string): Position[] {
  return features
    .filter(({ properties, geometry }) => properties?.role === role && geometry.type === 'Point')
    .map(({ geometry }) => (geometry as Point).coordinates);
}

/** Degrees, about 30 m: what is beside the points can be seen too; 200 m round a lone point, whose river is to be found. */
const MARGIN = { several: 0.0003, lone: 0.002 };

/** Round the points, not the whole zone; null when nothing has a place. */
export function boxOf({ features }: FeatureCollection): Bbox | null {
  const points = features.flatMap(({ geometry }) => (geometry.type === 'Point' ? [geometry.coordinates] : []));
  if (points.length === 0) return null;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const margin = points.length === 1 ? MARGIN.lone : MARGIN.several;
  return [Math.min(...xs) - margin, Math.min(...ys) - margin, Math.max(...xs) + margin, Math.max(...ys) + margin];
}

/** Between a river's line and its strip: the bar across the line, and the part of it a place lies at. Pure; degrees in, degrees out. */
import type { Feature, FeatureCollection, LineString, MultiLineString, Position } from 'geojson';

const HALF_PX = 12;

/** Across `line` at a part (0 to 1) of its length; `degreesPerPixel` of longitude. Null for a line without length. */
export function crossBar(line: Feature, part: number, degreesPerPixel: number): FeatureCollection | null {
  const found = placeOn(verticesOf(line), part);
  if (!found) return null;
  const { at, along, squeeze } = found;
  const half = HALF_PX * degreesPerPixel; // a pixel is as wide as high on the ground: in latitude it is `squeeze` as many degrees
  const ends = [-half, half].map((side): Position => [at[0] - along[1] * side, at[1] + along[0] * side * squeeze]);
  const geometry: LineString = { type: 'LineString', coordinates: ends };
  return { type: 'FeatureCollection', features: [{ type: 'Feature', geometry, properties: { role: 'cross' } }] };
}

function verticesOf({ geometry }: Feature): Position[] {
  const { type, coordinates } = geometry as LineString | MultiLineString;
  return type === 'LineString' ? coordinates : coordinates.flat();
}

function placeOn(line: readonly Position[], part: number) {
  const squeeze = Math.cos(((line[0]?.[1] ?? 0) * Math.PI) / 180); // a degree of longitude against one of latitude
  const steps = line.slice(1).map(([x, y], i) => [(x - line[i][0]) * squeeze, y - line[i][1]] as const);
  const lengths = steps.map(([x, y]) => Math.hypot(x, y));
  let left = lengths.reduce((sum, length) => sum + length, 0) * Math.min(1, Math.max(0, part));
  for (let i = 0; i < steps.length; i++) {
    if (lengths[i] > 0 && (left <= lengths[i] || i === steps.length - 1)) {
      const t = Math.min(1, left / lengths[i]);
      const at: Position = [line[i][0] + (t * steps[i][0]) / squeeze, line[i][1] + t * steps[i][1]];
      return { at, along: [steps[i][0] / lengths[i], steps[i][1] / lengths[i]] as const, squeeze };
    }
    left -= lengths[i];
  }
  return null;
}

/** The part (0 to 1) of a line's length that lies nearest to a place, and how far off in degrees of latitude; null for none. */
export function partAt(line: Feature, [lon, lat]: Position): { part: number; off: number } | null {
  const vertices = verticesOf(line);
  const squeeze = Math.cos((lat * Math.PI) / 180);
  let run = 0;
  let best: { along: number; off: number } | null = null;
  for (let i = 1; i < vertices.length; i++) {
    const [[ax, ay], [bx, by]] = [vertices[i - 1], vertices[i]];
    const [dx, dy] = [(bx - ax) * squeeze, by - ay];
    const [px, py] = [(lon - ax) * squeeze, lat - ay];
    const length = Math.hypot(dx, dy);
    const t = length > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / length ** 2)) : 0;
    const off = Math.hypot(px - t * dx, py - t * dy);
    if (!best || off < best.off) best = { along: run + t * length, off };
    run += length;
  }
  return best && run > 0 ? { part: best.along / run, off: best.off } : null;
}

/** The place on a river's strip for a place on the map, on the nearest of its routes; `off` in degrees of latitude. */
export function placeOnRoutes(
  lines: ReadonlyMap<number, Feature>,
  routes: readonly { route: number; length_m: number }[],
  place: Position,
): { route: number; measureM: number; off: number } | null {
  let best: { route: number; measureM: number; off: number } | null = null;
  for (const { route, length_m } of routes) {
    const line = lines.get(route);
    const found = line && partAt(line, place);
    if (found && (!best || found.off < best.off)) best = { route, measureM: found.part * length_m, off: found.off };
  }
  return best;
}

/** Lines of previews that are too short for a zoom. geojson-vt leaves them out; the register's tiles draw them as a unit, and so do these. */
import type { Feature, Position } from 'geojson';
import { TILE_BUFFER, TILE_EXTENT } from './manifest.ts';

/** geojson-vt's tolerance: units below which it leaves a line out, but at its last zoom. */
const LEFT_OUT_BELOW = 3;

interface ShortLine {
  readonly feature: Feature;
  /** In worlds, as the ends. */
  readonly length: number;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** As geojson-vt has features in a tile. */
export interface DrawnLine {
  readonly type: 2;
  readonly geometry: [number, number][][];
  readonly tags: Feature['properties'];
  readonly id?: string | number;
}

export class ShortLines {
  /** Ascending by length: those of a zoom come first. */
  private readonly lines: readonly ShortLine[];

  constructor(features: readonly Feature[]) {
    this.lines = features
      .flatMap((feature) => linesOf(feature).map((line) => measured(feature, line)))
      .sort((a, b) => a.length - b.length);
  }

  /** Those that geojson-vt leaves out of a tile, from where they begin, a unit long at least. */
  inTile(z: number, x: number, y: number): DrawnLine[] {
    const side = TILE_EXTENT * 2 ** z;
    const place = ([wx, wy]: ShortLine['from']): [number, number] => [
      Math.round(wx * side) - x * TILE_EXTENT,
      Math.round(wy * side) - y * TILE_EXTENT,
    ];
    const drawn: DrawnLine[] = [];
    for (const { feature, length, from, to } of this.lines) {
      if (length * side >= LEFT_OUT_BELOW) break;
      const [start, end] = [place(from), place(to)];
      if (start.some((value) => value < -TILE_BUFFER || value > TILE_EXTENT + TILE_BUFFER)) continue;
      const geometry = [stepped([start, end])];
      drawn.push({ type: 2, geometry, tags: feature.properties, ...(feature.id !== undefined && { id: feature.id }) });
    }
    return drawn;
  }
}

/** A line without steps that go nowhere; one that is a single place ends a unit to the east instead. */
export function stepped(line: [number, number][]): [number, number][] {
  const [[x, y]] = line;
  const moved = line.filter((at, i) => i === 0 || at[0] !== line[i - 1][0] || at[1] !== line[i - 1][1]);
  return moved.length > 1
    ? moved
    : [
        [x, y],
        [x + 1, y],
      ];
}

function linesOf({ geometry }: Feature): Position[][] {
  if (geometry?.type === 'LineString') return [geometry.coordinates];
  return geometry?.type === 'MultiLineString' ? geometry.coordinates : [];
}

function measured(feature: Feature, line: readonly Position[]): ShortLine {
  const points = line.map(inWorld);
  let length = 0;
  for (let i = 1; i < points.length; i++)
    length += Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]);
  return { feature, length, from: points[0], to: points[points.length - 1] };
}

function inWorld([lon, lat]: Position): [number, number] {
  const sin = Math.sin((lat * Math.PI) / 180);
  return [lon / 360 + 0.5, Math.min(1, Math.max(0, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)))];
}

/** Draws networks for tests: lines in metres become routes with measures, and walks along them become fixes. */
import {
  packRulers,
  packWaterBodies,
  type RouteInput,
  type Rulers,
  type WaterBodies,
  type WaterInput,
} from '../../../server/engine/rulers.ts';

export type Xy = readonly [number, number];

/** Plane coordinates of a 3° Gauss-Krüger zone: far from 0, as real ones are. */
const ORIGIN: Xy = [352_000_000, 3_440_000_000];
/** Geodesic millimetres per plane millimetre: measures are not plane lengths. */
const SCALE = 1.00013;

export const toPlane = (metres: number, axis: 0 | 1) => ORIGIN[axis] + Math.floor(metres * 1000 + 0.5);

/** A network under way: routes get ids in the order they are drawn, rivers are named by number. */
export class Drawing {
  readonly lines: { points: Xy[]; river: number }[] = [];
  private readonly routes: RouteInput[] = [];
  private readonly waters: WaterInput[] = [];

  /** Adds a route; a line that ends where it starts is closed. */
  route(river: number, points: readonly Xy[], role: RouteInput['role'] = 'main'): this {
    let sum = 0;
    const vertices = points.map(([x, y], i): [number, number, number] => {
      if (i > 0) sum += Math.hypot(x - points[i - 1][0], y - points[i - 1][1]) * 1000 * SCALE;
      return [toPlane(x, 0), toPlane(y, 1), Math.floor(sum + 0.5)];
    });
    this.routes.push({ routeId: this.routes.length + 1, riverId: river, role, vertices });
    this.lines.push({ points: [...points], river });
    return this;
  }

  /** Adds a water of a river; rings close themselves. */
  water(river: number, kind: WaterInput['kind'], rings: readonly (readonly Xy[])[], widthM?: number): this {
    this.waters.push({
      id: this.waters.length + 1,
      riverId: river,
      kind,
      widthMm: widthM === undefined ? undefined : Math.floor(widthM * 1000 + 0.5),
      rings: rings.map((ring) => [...ring, ring[0]].map(([x, y]): [number, number] => [toPlane(x, 0), toPlane(y, 1)])),
    });
    return this;
  }

  get rulers(): Rulers {
    return packRulers(this.routes);
  }

  get bodies(): WaterBodies {
    return packWaterBodies(this.waters);
  }
}

/** Points along a line every `stepM`, `offsetM` to the left of it. */
export function walk(points: readonly Xy[], stepM: number, offsetM = 0, fromM = 0, toM = Infinity): Xy[] {
  const walked: Xy[] = [];
  let at = 0;
  let next = fromM;
  for (let i = 1; i < points.length; i++) {
    const [dx, dy] = [points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]];
    const length = Math.hypot(dx, dy);
    for (; next <= Math.min(at + length, toM) && length > 0; next += stepM) {
      const t = (next - at) / length;
      const [nx, ny] = [-dy / length, dx / length];
      walked.push([points[i - 1][0] + t * dx + nx * offsetM, points[i - 1][1] + t * dy + ny * offsetM]);
    }
    at += length;
  }
  return walked;
}

/** A line left or right of another, vertex by vertex. */
export function beside(points: readonly Xy[], offsetM: number): Xy[] {
  return points.map(([x, y], i) => {
    const a = points[Math.max(0, i - 1)];
    const b = points[Math.min(points.length - 1, i + 1)];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    return [x - ((b[1] - a[1]) / length) * offsetM, y + ((b[0] - a[0]) / length) * offsetM];
  });
}

export function lineLengthM(points: readonly Xy[]): number {
  return points.slice(1).reduce((sum, p, i) => sum + Math.hypot(p[0] - points[i][0], p[1] - points[i][1]), 0);
}

/** The fixes of a walk in the plane, all on one day. */
export function fixesOf(points: readonly Xy[], day = 19_000) {
  return {
    x: Float64Array.from(points, ([x]) => toPlane(x, 0)),
    y: Float64Array.from(points, ([, y]) => toPlane(y, 1)),
    day: Int32Array.from(points, () => day),
  };
}

/** Which metric plane a new district gets, and the way from stored degrees into it. */
import proj4 from 'proj4';
import type { Executor } from '../db/database.ts';
import { DomainError } from '../errors.ts';

const DEGREE = Math.PI / 180;

/** A district's plane: conformal, metres, no datum shift against CGCS2000. */
export interface Plane {
  srid: number;
  /** Degrees in EPSG:4490 → metres in the plane rounded to 1 mm, written to `out[at]`, `out[at + 1]`; NaN or infinite far outside. */
  forward(lon: number, lat: number, out: Float64Array, at: number): void;
  /** Metres → degrees rounded to 1e-9. */
  inverse(x: number, y: number, out: Float64Array, at: number): void;
}

/** The plane of an EPSG number, by the database's spatial_ref_sys. */
export async function planeOf(db: Executor, srid: number): Promise<Plane> {
  const [found] = await db.query<{ proj4text: string }>('select proj4text from spatial_ref_sys where srid = $1', [
    srid,
  ]);
  if (!found)
    throw new DomainError(
      'unknown_plane',
      `EPSG:${srid} is not in spatial_ref_sys`,
      `spatial_ref_sys 中没有 EPSG:${srid}`,
    );
  return projectedPlane(srid, found.proj4text);
}

// Proj objects are used directly: proj4's converter allocates per point and is 1.7 times slower
function projectedPlane(srid: number, definition: string): Plane {
  // the package's types leave out that Proj can be called without new and has forward and inverse
  const projection = (proj4 as unknown as { Proj(text: string): Projection }).Proj(definition);
  const point = { x: 0, y: 0 };
  return {
    srid,
    forward(lon, lat, out, at) {
      point.x = lon * DEGREE;
      point.y = lat * DEGREE;
      const { x, y } = projection.forward(point);
      out[at] = Math.floor(x * 1000 + 0.5) / 1000;
      out[at + 1] = Math.floor(y * 1000 + 0.5) / 1000;
    },
    inverse(x, y, out, at) {
      point.x = x;
      point.y = y;
      const degrees = projection.inverse(point);
      out[at] = roundDegrees(degrees.x / DEGREE);
      out[at + 1] = roundDegrees(degrees.y / DEGREE);
    },
  };
}

interface Projection {
  forward(radians: { x: number; y: number }): { x: number; y: number };
  inverse(metres: { x: number; y: number }): { x: number; y: number };
}

/** Stored degrees have nine decimals (0.1 mm). */
export function roundDegrees(degrees: number): number {
  return Math.floor(degrees * 1e9 + 0.5) / 1e9;
}

/** EPSG number for data around (lon, lat): the CGCS2000 3° Gauss-Krüger zone in China, else the WGS 84 UTM zone. */
export function planeSridFor(lon: number, lat: number): number {
  if (isInChina(lon, lat)) return 4534 + Math.min(20, Math.max(0, Math.round((lon - 75) / 3)));
  const zone = Math.min(60, Math.max(1, Math.floor((lon + 180) / 6) + 1));
  return (lat < 0 ? 32700 : 32600) + zone;
}

// China's outline to about half a degree, anticlockwise from the south-west; it only decides defaults (plane, UTC+8).
const CHINA: readonly (readonly [number, number])[] = [
  [73.4, 39.4],
  [76, 35.5],
  [78.5, 32],
  [79, 30.8],
  [82, 29.9],
  [86, 27.7],
  [92, 27.4],
  [97.5, 27.8],
  [97.5, 24],
  [99, 21.8],
  [101.5, 20.9],
  [105, 22.7],
  [107.8, 21.3],
  [108, 17.5],
  [109.5, 3],
  [118, 7],
  [123, 21],
  [124, 31],
  [123, 37],
  [124.3, 39.9],
  [128, 41.6],
  [130.8, 42.3],
  [131.4, 44.8],
  [135.2, 48.5],
  [131, 47.8],
  [127.6, 49.9],
  [125.5, 53.2],
  [120, 53.5],
  [117.5, 49.6],
  [115.6, 47.9],
  [119.9, 46.9],
  [116, 46.2],
  [111.5, 44.8],
  [111.8, 43.5],
  [105, 41.7],
  [96.4, 42.7],
  [90.9, 45.2],
  [90, 47.8],
  [87.6, 49.2],
  [85.6, 48.3],
  [82.4, 45.3],
  [79.9, 44.9],
  [80.2, 42.1],
  [76.5, 40.5],
];

/** Whether a point lies in China, to about half a degree. */
export function isInChina(lon: number, lat: number): boolean {
  let inside = false;
  for (let i = 0, j = CHINA.length - 1; i < CHINA.length; j = i++) {
    const [ax, ay] = CHINA[i];
    const [bx, by] = CHINA[j];
    if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** The demo's plane, EPSG:4549 (CGCS2000 3° Gauss-Krüger, central meridian 120°E), and back. */
import proj4 from 'proj4';

export const DEMO_PLANE_SRID = 4549;

/** GRS80 and CGCS2000's own ellipsoid differ by under 0.2 mm on the ground. */
const GAUSS_KRUEGER = proj4(
  '+proj=longlat +ellps=GRS80 +no_defs',
  '+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs',
);

/** Mean radius of curvature at 31° N, metres: for the plane's length scale only. */
const RADIUS_M = 6_367_800;

/** Lon/lat of a plane point (metres), rounded to the 1e-9 degree that is stored. */
export function toLonLat(x: number, y: number): [lon: number, lat: number] {
  const [lon, lat] = GAUSS_KRUEGER.inverse([x, y]);
  return [Math.floor(lon * 1e9 + 0.5) / 1e9, Math.floor(lat * 1e9 + 0.5) / 1e9];
}

/** Plane point in whole millimetres, as the import makes it of a stored lon/lat. */
export function toPlaneMm(lon: number, lat: number): [x: number, y: number] {
  const [x, y] = GAUSS_KRUEGER.forward([lon, lat]);
  return [Math.floor(x * 1000 + 0.5), Math.floor(y * 1000 + 0.5)];
}

/** How much longer the plane draws a line than it is on the ground at easting `x` (metres). */
export function lengthScale(x: number): number {
  const offset = (x - 500_000) / RADIUS_M;
  return 1 + (offset * offset) / 2;
}

/** Geodesic lengths on the CGCS2000 ellipsoid, which every measure and length of the register is made of. */

/** CGCS2000 (GB 22021-2008): semi-major axis in metres and flattening. */
const A = 6378137;
const F = 1 / 298.257222101;
const B = A * (1 - F);
const SECOND_ECCENTRICITY_SQUARED = (A * A - B * B) / (B * B);
const RADIANS = Math.PI / 180;

/** Part of the step within which iterations stop: steps of a millimetre add up as well as those of a kilometre. */
const SETTLED = 1e-10;
const MOST_ITERATIONS = 100;

/** Rounding of the whole project: floor(x + 0.5), never the language's own. */
export function roundHalfUp(value: number): number {
  return Math.floor(value + 0.5);
}

/**
 * Measures of a polyline's vertices: integer millimetres from its first vertex, each the rounded running sum of the
 * unrounded geodesic steps.
 *
 * @param lon  degrees east, EPSG:4490.
 * @param lat  degrees north.
 */
export function measuresMm(lon: ArrayLike<number>, lat: ArrayLike<number>): Float64Array {
  const measures = new Float64Array(lon.length);
  let sum = 0;
  for (let i = 1; i < lon.length; i++) {
    sum += geodesicMm(lon[i - 1], lat[i - 1], lon[i], lat[i]);
    measures[i] = roundHalfUp(sum);
  }
  return measures;
}

/**
 * Geodesic distance in millimetres between two points in degrees, EPSG:4490, lon before lat.
 *
 * Within 0.1 mm of Karney's for any step a line is drawn in; points nearly opposite on the globe (over 19 900 km) get
 * the last iterate. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid with application of nested
 * equations", Survey Review 23(176), 1975, doi:10.1179/sre.1975.23.176.88.
 */
export function geodesicMm(lon1: number, lat1: number, lon2: number, lat2: number): number {
  if (lon1 === lon2 && lat1 === lat2) return 0;
  const u1 = Math.atan((1 - F) * Math.tan(lat1 * RADIANS));
  const u2 = Math.atan((1 - F) * Math.tan(lat2 * RADIANS));
  return 1000 * inverse(u1, u2, eastward(lon2 - lon1) * RADIANS);
}

/** A difference of longitudes, the short way round. */
function eastward(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}

/** Vincenty's inverse problem between reduced latitudes; metres. The paper's equation numbers stand at the right. */
function inverse(u1: number, u2: number, deltaLon: number): number {
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = deltaLon;
  let [sinSigma, cosSigma, sigma, cosSqAlpha, cos2M] = [0, 0, 0, 0, 0];
  for (let i = 0; i < MOST_ITERATIONS; i++) {
    const [sinLambda, cosLambda] = [Math.sin(lambda), Math.cos(lambda)];
    sinSigma = Math.hypot(cosU2 * sinLambda, cosU1 * sinU2 - sinU1 * cosU2 * cosLambda); // (14)
    if (sinSigma === 0) return 0;
    cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda; // (15)
    sigma = Math.atan2(sinSigma, cosSigma); // (16)
    const sinAlpha = (cosU1 * cosU2 * sinLambda) / sinSigma; // (17)
    cosSqAlpha = 1 - sinAlpha * sinAlpha;
    cos2M = cosSqAlpha === 0 ? 0 : cosSigma - (2 * sinU1 * sinU2) / cosSqAlpha; // (18), 0 along the equator
    const c = (F / 16) * cosSqAlpha * (4 + F * (4 - 3 * cosSqAlpha)); // (10)
    const before = lambda;
    lambda =
      deltaLon + (1 - c) * F * sinAlpha * (sigma + c * sinSigma * (cos2M + c * cosSigma * (2 * cos2M * cos2M - 1))); // (11)
    if (Math.abs(lambda - before) <= SETTLED * Math.abs(lambda)) break;
  }
  return arcLength(sigma, sinSigma, cosSigma, cos2M, cosSqAlpha * SECOND_ECCENTRICITY_SQUARED);
}

/** Metres of an arc of `sigma` on the auxiliary sphere; `uSq` is cos²α · e′². */
function arcLength(sigma: number, sinSigma: number, cosSigma: number, cos2M: number, uSq: number): number {
  const a = 1 + (uSq / 16384) * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq))); // (3)
  const b = (uSq / 1024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq))); // (4)
  const cos2MSq = cos2M * cos2M;
  const third = (b / 6) * cos2M * (4 * sinSigma * sinSigma - 3) * (4 * cos2MSq - 3);
  const deltaSigma = b * sinSigma * (cos2M + (b / 4) * (cosSigma * (2 * cos2MSq - 1) - third)); // (6)
  return B * a * (sigma - deltaSigma); // (19)
}

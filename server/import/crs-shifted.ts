/** GCJ-02 and BD-09, the shifted degrees of Chinese web maps, and the way back from them by the formulas in public use. */
import { plainName } from './crs-names.ts';
import { isInChina } from './plane.ts';

type Degrees = [lon: number, lat: number];

export type ShiftedSystem = 'GCJ-02' | 'BD-09';

const A = 6378245; // metres, Krassovsky's equator as the formula has it
const E2 = 0.006693421622965943; // its squared eccentricity
const X_PI = (Math.PI * 3000) / 180;
const CLOSE_ENOUGH = 1e-11; // degrees, a thousandth of a millimetre
const ROUNDS = 30; // four or five do

/** The system a text names (gcj02, GCJ-02, bd09 …); undefined when it names neither. */
export function shiftedSystem(text: string): ShiftedSystem | undefined {
  const plain = plainName(text);
  return plain === 'gcj02' ? 'GCJ-02' : plain === 'bd09' || plain === 'bd09ll' ? 'BD-09' : undefined;
}

/** Degrees of WGS 84 (CGCS2000) → the shifted system. Outside China nothing is shifted. */
export function shift(system: ShiftedSystem, [lon, lat]: Degrees): Degrees {
  if (!isInChina(lon, lat)) return [lon, lat];
  const gcj = toGcj(lon, lat);
  return system === 'GCJ-02' ? gcj : toBaidu(gcj);
}

/**
 * Shifted degrees → the degrees that shift to them, found by going to and fro; exact for the formula, which itself
 * meets the maps to within metres.
 */
export function unshift(system: ShiftedSystem, [lon, lat]: Degrees): Degrees {
  if (!isInChina(lon, lat)) return [lon, lat];
  let [x, y] = [lon, lat];
  for (let round = 0; round < ROUNDS; round++) {
    const gcj = toGcj(x, y);
    const [shiftedX, shiftedY] = system === 'GCJ-02' ? gcj : toBaidu(gcj);
    const [dx, dy] = [lon - shiftedX, lat - shiftedY];
    x += dx;
    y += dy;
    if (Math.abs(dx) < CLOSE_ENOUGH && Math.abs(dy) < CLOSE_ENOUGH) break;
  }
  return [x, y];
}

/** As published in eviltransform (github.com/googollee/eviltransform) and gcoord; sums of sines in degrees from 105, 35. */
function toGcj(lon: number, lat: number): Degrees {
  const [x, y] = [lon - 105, lat - 35];
  const ripple = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3);
  const wave = (at: number, a: number, b: number, c: number, d: number) =>
    (20 * Math.sin(at * Math.PI) + 40 * Math.sin((at / 3) * Math.PI)) * (2 / 3) +
    (a * Math.sin((at / b) * Math.PI) + c * Math.sin((at / d) * Math.PI)) * (2 / 3);
  const root = Math.sqrt(Math.abs(x));
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple + wave(y, 160, 12, 320, 30);
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple + wave(x, 150, 12, 300, 30);
  const phi = (lat / 180) * Math.PI;
  const magic = 1 - E2 * Math.sin(phi) ** 2;
  const perLat = ((A * (1 - E2)) / (magic * Math.sqrt(magic))) * (Math.PI / 180);
  const perLon = (A / Math.sqrt(magic)) * Math.cos(phi) * (Math.PI / 180);
  return [lon + east / perLon, lat + north / perLat];
}

/** Baidu's second turn, on top of GCJ-02. */
function toBaidu([lon, lat]: Degrees): Degrees {
  const radius = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * X_PI);
  const angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * X_PI);
  return [radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006];
}

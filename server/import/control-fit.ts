/** Plane maps through points known twice, by least squares, and whether the points decide them. Metres in the target. */

export type Pair = [number, number];

/** A control point off by more than this is a mistake, or the grid is no plane grid. */
export const MAX_RESIDUAL_M = 1;

/** Positions given to the centimetre from old networks are off by decimetres, and few residuals happen to be small. */
const LEAST_NOISE_M = 0.25;
/** The same for an affine map, whose sides are each measured by the points themselves: recent measurement. */
const LEAST_AFFINE_NOISE_M = 0.05;
/** Standard deviations between right and wrong: one in a thousand million. */
const SIGMAS = 6;

/** x' = a·x + b·y + c, y' = d·x + e·y + f about the middle of the points. */
export interface Fitted {
  kind: 'similarity' | 'affine' | 'similarity, X north';
  apply(from: Pair): Pair;
  residuals: number[];
  /** False where the points lie so nearly on a line that what lies beside it may land on the wrong side, or anywhere. */
  isDecided: boolean;
}

type Map = Pick<Fitted, 'apply' | 'residuals'>;

/**
 * A similarity (shift, turn, scale) of x, y or of y, x, whichever fits better; an affine map when neither is within
 * MAX_RESIDUAL_M and there are four points or more. At least three points, not all alike.
 */
export function fitPoints(from: Pair[], to: Pair[]): Fitted {
  const best = fitSimilarity(from, to);
  return worstOf(best) <= MAX_RESIDUAL_M || from.length < 4 ? best : (fitAffine(from, to) ?? best);
}

export const worstOf = ({ residuals }: Pick<Fitted, 'residuals'>) => Math.max(...residuals);

function fitSimilarity(from: Pair[], to: Pair[]): Fitted {
  const straight = similarity(from, to);
  const turned = similarity(from.map(exchanged), to);
  const northFirst = { residuals: turned.residuals, apply: (pair: Pair) => turned.apply(exchanged(pair)) };
  const isNorthFirst = squares(northFirst) < squares(straight);
  const [best, other] = isNorthFirst ? [northFirst, straight] : [straight, northFirst];
  const isDecided = tellsSides(best, other);
  return { ...best, kind: isNorthFirst ? 'similarity, X north' : 'similarity', isDecided };
}

/**
 * The other order of axes mirrors the points at the line along them, so it is worse by twice their distances d beside
 * it: Σr'² − Σr² = 4·Σd·(d + e), with errors e of standard deviation s metres. Chosen wrongly, Σd·e is beyond −Σd²; to
 * be so and still k²·s² better takes k deviations, whatever the d. Where both systems have errors and d is nothing but
 * these, their products make up to 2·√n·s² per deviation. (k + √n)²·s² is more than both together: n points whose root
 * mean square distance from the line is s·(½ + k/2√n) are enough, 0.5 m of four good ones.
 */
function tellsSides(best: Map, other: Map): boolean {
  const points = best.residuals.length;
  const noise = Math.max(LEAST_NOISE_M, Math.sqrt(squares(best) / (2 * points - 4)));
  return Math.sqrt(squares(other) - squares(best)) > (SIGMAS + Math.sqrt(points)) * noise;
}

const squares = ({ residuals }: Map) => residuals.reduce((sum, metres) => sum + metres * metres, 0);

const exchanged = ([x, y]: Pair): Pair => [y, x];

export function middle(points: Pair[]): Pair {
  const sum = points.reduce<Pair>(([x, y], [px, py]) => [x + px, y + py], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}

/** Least squares of x' = a·x − b·y + c, y' = b·x + a·y + d, about the middles (four-parameter Helmert). */
function similarity(from: Pair[], to: Pair[]): Map {
  const [fx, fy] = middle(from);
  const [tx, ty] = middle(to);
  let [along, across, square] = [0, 0, 0];
  from.forEach(([x, y], i) => {
    const [dx, dy, ex, ey] = [x - fx, y - fy, to[i][0] - tx, to[i][1] - ty];
    along += dx * ex + dy * ey;
    across += dx * ey - dy * ex;
    square += dx * dx + dy * dy;
  });
  const [a, b] = [along / square, across / square];
  const apply = ([x, y]: Pair): Pair => [tx + a * (x - fx) - b * (y - fy), ty + b * (x - fx) + a * (y - fy)];
  return { apply, residuals: residualsOf(apply, from, to) };
}

/** Least squares of the six-parameter map; undefined when the points lie on one line, or it would fold them into one. */
function fitAffine(from: Pair[], to: Pair[]): Fitted | undefined {
  const [fx, fy] = middle(from);
  const [tx, ty] = middle(to);
  let [xx, xy, yy] = [0, 0, 0];
  const [east, north] = [
    [0, 0],
    [0, 0],
  ];
  from.forEach(([x, y], i) => {
    const [dx, dy, ex, ey] = [x - fx, y - fy, to[i][0] - tx, to[i][1] - ty];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
    east[0] += dx * ex;
    east[1] += dy * ex;
    north[0] += dx * ey;
    north[1] += dy * ey;
  });
  const determinant = xx * yy - xy * xy;
  if (determinant <= 1e-9 * xx * yy) return undefined;
  const solve = ([p, q]: number[]) => [(p * yy - q * xy) / determinant, (q * xx - p * xy) / determinant];
  const [[a, b], [d, e]] = [solve(east), solve(north)];
  if (isFolding(a * e - b * d, a * a + b * b + d * d + e * e)) return undefined;
  const apply = ([x, y]: Pair): Pair => [tx + a * (x - fx) + b * (y - fy), ty + d * (x - fx) + e * (y - fy)];
  const map = { apply, residuals: residualsOf(apply, from, to) };
  return { ...map, kind: 'affine', isDecided: reachesAside(map, xx + yy, determinant) };
}

/**
 * One scale is less than half the other (s·t < 0.4·(s² + t²)): no two systems are so, but one point wrong by much among
 * points on a line makes it, without a residual. Degrees as they stand have cos 53° = 0.6 at China's north.
 */
const isFolding = (area: number, scales: number) => Math.abs(area) < 0.4 * scales;

/**
 * An affine map has its scale across the points' line from their distances beside it only: n points with root mean
 * squares p along and q beside the line put what lies p beside it off by s·p/(q·√n). That may be MAX_RESIDUAL_M.
 */
function reachesAside(map: Map, trace: number, determinant: number): boolean {
  const points = map.residuals.length;
  const noise = Math.max(LEAST_AFFINE_NOISE_M, Math.sqrt(squares(map) / Math.max(1, 2 * points - 6)));
  const major = (trace + Math.sqrt(Math.max(0, trace * trace - 4 * determinant))) / 2;
  const minor = determinant / major;
  return noise * Math.sqrt(major / minor / points) <= MAX_RESIDUAL_M;
}

function residualsOf(apply: Fitted['apply'], from: Pair[], to: Pair[]): number[] {
  return from.map((pair, i) => {
    const [x, y] = apply(pair);
    return Math.hypot(x - to[i][0], y - to[i][1]);
  });
}

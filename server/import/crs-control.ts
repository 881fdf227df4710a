/** A local grid by points known in both systems: least squares, residuals shown, refused when they do not fit. */
import { parse } from 'csv-parse/sync';
import type { Executor } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { type Crs, resolveCrs } from './crs.ts';
import { type Issue, issue } from './issues.ts';
import { type Plane, planeOf, planeSridFor } from './plane.ts';
import { readOrdinate } from './rows/ordinate.ts';

/** A table from_x, from_y and to_lon, to_lat (CGCS2000) or to_x, to_y in `crs`. */
export interface ControlRequest {
  name: string;
  text: string;
  /** The system of to_x, to_y. */
  crs?: string;
}

/** A control point off by more than this is a mistake, or the grid is no plane grid. */
export const MAX_RESIDUAL_M = 1;

type Pair = [number, number];

interface ControlPoint {
  from: Pair;
  /** Degrees, CGCS2000. */
  to: Pair;
}

/** x' = a·x + b·y + c, y' = d·x + e·y + f about the middle of the points. */
interface Fitted {
  kind: 'similarity' | 'affine' | 'similarity, X north';
  apply(from: Pair): Pair;
  residuals: number[];
}

/**
 * The system that control points describe: a similarity (shift, turn, scale), tried with X = north too, and with four
 * points or more an affine map when no similarity fits.
 * @throws DomainError control_unreadable, control_too_few, control_misfit, unknown_crs
 */
export async function controlCrs(db: Executor, request: ControlRequest): Promise<{ crs: Crs; issues: Issue[] }> {
  const points = await readPoints(db, request);
  const plane = await planeOf(db, planeSridFor(...middle(points.map(({ to }) => to))));
  const fitted = fit(
    points.map(({ from }) => from),
    points.map(({ to }) => project(plane, to)),
  );
  const worst = Math.max(...fitted.residuals);
  const list = fitted.residuals.map((metres) => metres.toFixed(3)).join(', ');
  if (!(worst <= MAX_RESIDUAL_M)) throw misfit(request.name, worst, list);
  const toDegrees = (from: Pair): Pair => {
    const out = new Float64Array(2);
    plane.inverse(...fitted.apply(from), out, 0);
    return [out[0], out[1]];
  };
  const label = `control points ${request.name} (${fitted.kind}, ${points.length} points, worst ${worst.toFixed(3)} m)`;
  return {
    crs: { label, isGeographic: false, toDegrees },
    issues: [issue('control_fit', { row: null, value: fitted.kind, detail: list })],
  };
}

function project(plane: Plane, [lon, lat]: Pair): Pair {
  const out = new Float64Array(2);
  plane.forward(lon, lat, out, 0);
  return [out[0], out[1]];
}

async function readPoints(db: Executor, { name, text, crs }: ControlRequest): Promise<ControlPoint[]> {
  const rows = readRows(name, text);
  const first = rows[0] ?? {};
  const isDegrees = 'to_lon' in first && 'to_lat' in first;
  if (!isDegrees && !('to_x' in first && 'to_y' in first && crs !== undefined))
    throw unreadable(name, { zh: '表头', en: 'its header' });
  const target = isDegrees ? null : await resolveCrs(db, crs!);
  const points = rows.map((row, i) => {
    const pair = (x: string, y: string): Pair => [readOrdinate(row[x]), readOrdinate(row[y])];
    const from = pair('from_x', 'from_y');
    const known = isDegrees ? pair('to_lon', 'to_lat') : pair('to_x', 'to_y');
    if (![...from, ...known].every(Number.isFinite))
      throw unreadable(name, { zh: `第 ${i + 1} 个点`, en: `point ${i + 1}` });
    const to = target?.toDegrees ? target.toDegrees(known) : known;
    if (!(Math.abs(to[0]) <= 180 && Math.abs(to[1]) <= 90))
      throw unreadable(name, { zh: `第 ${i + 1} 个点`, en: `point ${i + 1}` });
    return { from, to };
  });
  if (points.length < 3) throw tooFew(name, points.length);
  return points;
}

function readRows(name: string, text: string): Record<string, string>[] {
  try {
    return parse(text, {
      columns: (header: string[]) => header.map((cell) => cell.trim().toLowerCase()),
      bom: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : '';
    throw unreadable(name, { zh: `CSV 有误：“${said}”`, en: `bad CSV: "${said}"` });
  }
}

function fit(from: Pair[], to: Pair[]): Fitted {
  const turned = from.map(([x, y]): Pair => [y, x]);
  const straight = similarity(from, to);
  const northFirst = similarity(turned, to);
  const best =
    worstOf(northFirst) < worstOf(straight)
      ? { ...northFirst, kind: 'similarity, X north' as const, apply: ([x, y]: Pair) => northFirst.apply([y, x]) }
      : straight;
  return worstOf(best) <= MAX_RESIDUAL_M || from.length < 4 ? best : (affine(from, to) ?? best);
}

const worstOf = ({ residuals }: Fitted) => Math.max(...residuals);

function middle(points: Pair[]): Pair {
  const sum = points.reduce<Pair>(([x, y], [px, py]) => [x + px, y + py], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}

/** Least squares of x' = a·x − b·y + c, y' = b·x + a·y + d, about the middles (four-parameter Helmert). */
function similarity(from: Pair[], to: Pair[]): Fitted {
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
  return { kind: 'similarity', apply, residuals: residualsOf(apply, from, to) };
}

/** Least squares of the six-parameter map; undefined when the points lie on one line. */
function affine(from: Pair[], to: Pair[]): Fitted | undefined {
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
  const apply = ([x, y]: Pair): Pair => [tx + a * (x - fx) + b * (y - fy), ty + d * (x - fx) + e * (y - fy)];
  return { kind: 'affine', apply, residuals: residualsOf(apply, from, to) };
}

function residualsOf(apply: Fitted['apply'], from: Pair[], to: Pair[]): number[] {
  return from.map((pair, i) => {
    const [x, y] = apply(pair);
    return Math.hypot(x - to[i][0], y - to[i][1]);
  });
}

function misfit(name: string, worst: number, list: string): DomainError {
  return new DomainError(
    'control_misfit',
    `the control points of ${name} do not fit: the worst is ${worst.toFixed(3)} m off, at most ${MAX_RESIDUAL_M} m is taken (residuals in metres, in the order of the file: ${list})`,
    `${name} 的控制点不吻合：最大残差 ${worst.toFixed(3)} 米，超过 ${MAX_RESIDUAL_M} 米（各点残差依次为 ${list}，单位米）`,
  );
}

function tooFew(name: string, count: number): DomainError {
  return new DomainError(
    'control_too_few',
    `${name} has ${count} control points; at least 3 are needed, so that a mistake in one shows`,
    `${name} 只有 ${count} 个控制点，至少需要 3 个才能发现错误`,
  );
}

function unreadable(name: string, where: { zh: string; en: string }): DomainError {
  return new DomainError(
    'control_unreadable',
    `${name} is no table of control points (${where.en}): it needs from_x, from_y and to_lon, to_lat, or to_x, to_y with --control-crs`,
    `${name} 不是控制点表（${where.zh}）：需要列 from_x、from_y 与 to_lon、to_lat，或 to_x、to_y 并给出 --control-crs`,
  );
}

/** A local grid by points known in both systems: least squares, residuals shown, refused when they do not fit. */
import { parse } from 'csv-parse/sync';
import type { Executor } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { fitPoints, MAX_RESIDUAL_M, middle, type Pair, worstOf } from './control-fit.ts';
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

interface ControlPoint {
  from: Pair;
  /** Degrees, CGCS2000. */
  to: Pair;
}

interface ControlledCrs {
  crs: Crs;
  issues: Issue[];
  /** Where the points lie, degrees. */
  targets: Pair[];
}

/**
 * The system that control points describe: a similarity (shift, turn, scale), tried with X = north too, and with four
 * points or more an affine map when no similarity fits. Points along a line fit either order of axes, and are refused.
 * @throws DomainError control_unreadable, control_too_few, control_misfit, control_axes_undecided, unknown_crs
 */
export async function controlCrs(db: Executor, request: ControlRequest): Promise<ControlledCrs> {
  const points = await readPoints(db, request);
  const plane = await planeOf(db, planeSridFor(...middle(points.map(({ to }) => to))));
  const fitted = fitPoints(
    points.map(({ from }) => from),
    points.map(({ to }) => project(plane, to)),
  );
  const worst = worstOf(fitted);
  const list = fitted.residuals.map((metres) => metres.toFixed(3)).join(', ');
  if (!(worst <= MAX_RESIDUAL_M)) throw misfit(request.name, worst, list);
  if (!fitted.isDecided) throw undecided(request.name, points.length);
  const toDegrees = (from: Pair): Pair => {
    const out = new Float64Array(2);
    plane.inverse(...fitted.apply(from), out, 0);
    return [out[0], out[1]];
  };
  const label = `control points ${request.name} (${fitted.kind}, ${points.length} points, worst ${worst.toFixed(3)} m)`;
  return {
    crs: { label, isGeographic: false, toDegrees },
    issues: [issue('control_fit', { row: null, value: fitted.kind, detail: list })],
    targets: points.map(({ to }) => to),
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
  const distinct = Math.min(distinctOf(points.map(({ from }) => from)), distinctOf(points.map(({ to }) => to)));
  if (distinct < 3) throw tooFew(name, distinct);
  return points;
}

const distinctOf = (pairs: Pair[]) => new Set(pairs.map(String)).size;

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

function misfit(name: string, worst: number, list: string): DomainError {
  return new DomainError(
    'control_misfit',
    `the control points of ${name} do not fit: the worst is ${worst.toFixed(3)} m off, at most ${MAX_RESIDUAL_M} m is taken (residuals in metres, in the order of the file: ${list})`,
    `${name} 的控制点不吻合：最大残差 ${worst.toFixed(3)} 米，超过 ${MAX_RESIDUAL_M} 米（各点残差依次为 ${list}，单位米）`,
  );
}

function undecided(name: string, count: number): DomainError {
  return new DomainError(
    'control_axes_undecided',
    `the ${count} control points of ${name} lie along a line, as far as their accuracy tells: whether x is east or north, and so on which side of it things lie, is undecided; add one point well aside of the line (a tenth of its length or more)`,
    `${name} 的 ${count} 个控制点在其精度范围内近似位于一条直线上：无法判断 x 是东向还是北向，直线两侧可能颠倒；请补充一个明显偏离该直线的控制点（距离不小于直线长度的十分之一）`,
  );
}

function tooFew(name: string, count: number): DomainError {
  return new DomainError(
    'control_too_few',
    `${name} has ${count} different control points; at least 3 are needed, so that a mistake in one shows`,
    `${name} 只有 ${count} 个互不相同的控制点，至少需要 3 个才能发现错误`,
  );
}

function unreadable(name: string, where: { zh: string; en: string }): DomainError {
  return new DomainError(
    'control_unreadable',
    `${name} is no table of control points (${where.en}): it needs from_x, from_y and to_lon, to_lat, or to_x, to_y and the system these are in (command line: --control-crs CRS)`,
    `${name} 不是控制点表（${where.zh}）：需要列 from_x、from_y 与 to_lon、to_lat，或 to_x、to_y 并写明其坐标系（命令行：--control-crs 坐标系）`,
  );
}

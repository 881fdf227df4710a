/** Lakes and ponds, and how rivers end at their shores. */
import { integerBetween, type Random } from '../random.ts';
import type { Point } from './curves.ts';
import { CELL_M, cellCentre, type Frame, insideDistrict } from './frame.ts';
import { between, distance, isInside, lengthOf } from './lines.ts';
import { lakeName } from './names.ts';
import { type Path, WIDE_HALF_WIDTH_M } from './paths.ts';

export interface Lake {
  kind: 'lake' | 'pond';
  name: string;
  centre: Point;
  reach: number;
  /** Closed, counter-clockwise. */
  ring: Point[];
  /** Mouths of rivers on the ring, to become vertices of it. */
  mouths: { segment: number; at: Point }[];
}

const LAKES = 22;
const PONDS = 90;
const BIG_LAKE: Point = [-9800, -3000];

/** One big lake in the west, small ones where no municipal river runs, ponds inside lattice cells. */
export function makeLakes(frame: Frame, random: Random, paths: readonly Path[]): Lake[] {
  const root = Math.sqrt(frame.scale);
  const big: Point = [frame.centreX + BIG_LAKE[0] * root, frame.centreY + BIG_LAKE[1] * root];
  const lakes = [lake(random, 'lake', '青澜湖', big, 2500 * root, 45)];
  const inside = [...frame.town.keys()].filter((cell) => frame.town[cell] >= 0);
  const keepOff = paths.filter((path) => path.level === 'municipal' || path.closed).flatMap(({ nodes }) => nodes);
  const take = (kind: Lake['kind'], count: number, radius: () => number, spacing: number) => {
    for (let made = 0; made < count * frame.scale; ) {
      const centre = cellCentre(frame, inside[integerBetween(random, 0, inside.length - 1)]);
      const size = radius();
      if (lakes.some((other) => distance(other.centre, centre) < other.reach + size + spacing)) continue;
      if (kind === 'lake' && keepOff.some((node) => near(frame, node, centre, size + 3 * WIDE_HALF_WIDTH_M))) continue;
      if (kind === 'lake' && !wholeInside(frame, centre, size * 1.5 + CELL_M)) continue;
      lakes.push(lake(random, kind, lakeName(random, kind), centre, size, kind === 'pond' ? 12 : 30));
      made++;
    }
  };
  take('lake', LAKES, () => 170 + random() ** 2 * 650, CELL_M);
  take('pond', PONDS, () => 25 + random() * 45, 60);
  return lakes;
}

function near(frame: Frame, node: number, centre: Point, metres: number): boolean {
  return distance([frame.x[node], frame.y[node]], centre) < metres;
}

/** Whether a circle lies inside the district's outline, at twelve of its points. */
function wholeInside(frame: Frame, [x, y]: Point, metres: number): boolean {
  for (let i = 0; i < 12; i++) {
    const angle = (i * Math.PI) / 6;
    if (!insideDistrict(frame, x + metres * Math.cos(angle), y + metres * Math.sin(angle))) return false;
  }
  return true;
}

function lake(random: Random, kind: Lake['kind'], name: string, centre: Point, radius: number, stepM: number): Lake {
  const phase = Array.from({ length: 4 }, () => random() * 2 * Math.PI);
  const count = Math.max(10, Math.round((2 * Math.PI * radius) / stepM));
  const ring: Point[] = [];
  for (let i = 0; i < count; i++) {
    const angle = (i / count) * 2 * Math.PI;
    const coarse = 0.2 * Math.sin(2 * angle + phase[0]) + 0.12 * Math.sin(3 * angle + phase[1]);
    const r = radius * (1 + coarse + 0.05 * Math.sin(6 * angle + phase[2]) + 0.02 * Math.sin(11 * angle + phase[3]));
    ring.push([centre[0] + r * Math.cos(angle), centre[1] + r * Math.sin(angle)]);
  }
  const west = ring.reduce((best, [x], i) => (x < ring[best][0] ? i : best), 0);
  const turned = [...ring.slice(west), ...ring.slice(0, west)];
  const reach = Math.max(...ring.map((point) => distance(point, centre)));
  return { kind, name, centre, reach, ring: [...turned, turned[0]], mouths: [] };
}

export interface Piece {
  points: Point[];
  /** Indices in `points` where lattice edges meet. */
  joints: number[];
  /** Lakes it ends at, with the mouth to be put on their ring. */
  mouths: { lake: Lake; segment: number; at: Point }[];
}

/** The parts of a line outside the lakes; each ends on the shore where it met one. */
export function outsideLakes(points: Point[], joints: number[], lakes: readonly Lake[]): Piece[] {
  const length = lengthOf(points);
  const close = lakes.filter((one) => distance(points[0], one.centre) < one.reach + length);
  if (close.length === 0) return [{ points, joints, mouths: [] }];
  const holder = points.map((point) => close.find((one) => isInside(point, one.ring)));
  const pieces: Piece[] = [];
  let piece: Piece = { points: [], joints: [], mouths: [] };
  const shore = (outside: number, inside: number) => {
    const water = holder[inside] as Lake;
    const mouth = crossing(points[outside], points[inside], water.ring);
    piece.points.push(mouth.at);
    piece.mouths.push({ lake: water, ...mouth });
  };
  for (let i = 0; i < points.length; i++) {
    if (holder[i]) {
      if (i > 0 && !holder[i - 1]) shore(i - 1, i);
      if (piece.points.length > 1) pieces.push(piece);
      piece = { points: [], joints: [], mouths: [] };
      continue;
    }
    if (i > 0 && holder[i - 1]) shore(i, i - 1);
    if (joints.includes(i)) piece.joints.push(piece.points.length);
    piece.points.push(points[i]);
  }
  if (piece.points.length > 1) pieces.push(piece);
  return pieces;
}

function crossing(a: Point, b: Point, ring: readonly Point[]): { segment: number; at: Point } {
  for (let segment = 0; segment + 1 < ring.length; segment++) {
    const [c, d] = [ring[segment], ring[segment + 1]];
    const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
    const cross = ux * vy - uy * vx;
    const t = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / cross;
    const s = ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / cross;
    if (t >= 0 && t <= 1 && s >= 0 && s <= 1) return { segment, at: between(c, d, s) };
  }
  throw new Error('a line into a lake crosses no shore');
}

/** Puts the mouths on the ring as vertices, so that river and shore meet in the same point. */
export function addMouths(lake: Lake): void {
  const ring: Point[] = [];
  for (let segment = 0; segment + 1 < lake.ring.length; segment++) {
    const here = lake.mouths.filter((mouth) => mouth.segment === segment).map(({ at }) => at);
    const start = lake.ring[segment];
    ring.push(start, ...here.sort((a, b) => distance(start, a) - distance(start, b)));
  }
  lake.ring = [...ring, ring[0]];
}

/** Small networks for traces: drawn by hand, and random ones with loops, crossings, touching ends, rings and lakes. */
import { packRulers, type Role, type RouteInput, type Rulers } from '../../../server/engine/rulers.ts';
import { seeded } from '../coverage/random.ts';

export type Point = readonly [x: number, y: number];

export interface Drawn {
  river: number;
  role?: Role;
  line: readonly Point[];
}

/** Route k + 1 from line k; measures are the rounded running lengths in the plane. */
export function network(...drawn: Drawn[]): Rulers {
  return packRulers(drawn.map(({ river, role, line }, k) => route(k + 1, river, role, line)));
}

function route(routeId: number, riverId: number, role: Role | undefined, line: readonly Point[]): RouteInput {
  let sum = 0;
  const vertices = line.map(([x, y], i): [number, number, number] => {
    if (i > 0) sum += Math.hypot(x - line[i - 1][0], y - line[i - 1][1]);
    return [x, y, Math.round(sum)];
  });
  return { routeId, riverId, role, vertices };
}

const SIDE = 6;

/**
 * Walks on a lattice of 6 × 6 places `spacing` apart. Every second straight vertex may be left out, so that ends of others touch
 * a line without a vertex, up to 1 mm beside it; rectangles are rings or lakes.
 */
export function randomNetwork(seed: number, spacing: number): Rulers {
  const random = seeded(seed);
  const below = (n: number) => Math.floor(random() * n);
  const drawn: Drawn[] = [];
  for (let k = 2 + below(9); k > 0; k--) {
    const river = 1 + below(5);
    if (random() < 0.25)
      drawn.push({ river, role: random() < 0.7 ? 'shore' : 'main', line: rectangle(below, spacing) });
    else drawn.push({ river, role: random() < 0.6 ? 'main' : 'branch', line: walk(random, below, spacing) });
  }
  return network(...drawn);
}

function rectangle(below: (n: number) => number, spacing: number): Point[] {
  const [west, south] = [below(SIDE - 1), below(SIDE - 1)];
  const [east, north] = [west + 1 + below(SIDE - 1 - west), south + 1 + below(SIDE - 1 - south)];
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return corners.map(([x, y]): Point => [x * spacing, y * spacing]);
}

function walk(random: () => number, below: (n: number) => number, spacing: number): Point[] {
  let [x, y] = [below(SIDE), below(SIDE)];
  const been = new Set([`${x} ${y}`]);
  const line: Point[] = [[x * spacing, y * spacing]];
  for (let k = 2 + below(9); k > 0; k--) {
    const ways = [
      [x + 1, y],
      [x - 1, y],
      [x, y + 1],
      [x, y - 1],
    ].filter(([a, b]) => a >= 0 && b >= 0 && a < SIDE && b < SIDE && !been.has(`${a} ${b}`));
    if (ways.length === 0) break;
    [x, y] = ways[below(ways.length)];
    been.add(`${x} ${y}`);
    line.push([x * spacing, y * spacing]);
  }
  if (line.length === 1) return walk(random, below, spacing);
  const thinned = line.filter((_, i) => i === 0 || i === line.length - 1 || random() < 0.6);
  return thinned.map(([px, py], i): Point => (i === 0 && random() < 0.2 ? [px + 1, py] : [px, py]));
}

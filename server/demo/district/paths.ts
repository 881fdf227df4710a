/** Which lattice edges are rivers of which level: main rivers wander across the district, the rest follows the lines. */
import { integerBetween, type Random, shuffled } from '../random.ts';
import { edgeBetween, edgeInside, type Frame } from './frame.ts';

export type Level = 'municipal' | 'district' | 'town' | 'village';

export interface Path {
  level: Level;
  nodes: number[];
  /** Half the water's width in metres where it gets a polygon, else 0. */
  halfWidth: number;
  /** Strongly meandering. */
  winding: boolean;
  /** Ends blind half way along its last edge. */
  blind: boolean;
  closed: boolean;
}

export const WIDE_HALF_WIDTH_M = 110;
const DISTRICT_LINE_EVERY = 9;
const TOWN_LINE_EVERY = 4;
const WANDER = 0.2;

interface Plan {
  frame: Frame;
  random: Random;
  used: Set<number>;
  paths: Path[];
}

type Way = 'row' | 'column';

/** Main rivers first, then town rivers; what is left is `village`, in the random order it is to be taken in. */
export function planPaths(frame: Frame, random: Random): { main: Path[]; village: Path[] } {
  const plan: Plan = { frame, random, used: new Set(), paths: [] };
  const middle = (frame.width - 1) / 2;
  const step = Math.round(Math.sqrt(frame.scale) * 10);
  walkLine(plan, 'row', middle - step, { level: 'municipal', halfWidth: WIDE_HALF_WIDTH_M }, 0);
  walkLine(plan, 'row', middle + step, { level: 'municipal', halfWidth: 35 }, WANDER);
  walkLine(plan, 'column', middle + Math.round(step / 2), { level: 'municipal', halfWidth: 38 }, WANDER);
  addRing(plan, middle + 4, middle + 3);
  for (const way of ['row', 'column'] as const)
    for (let line = 4; line < frame.width; line += DISTRICT_LINE_EVERY)
      walkLine(plan, way, line, { level: 'district', halfWidth: random() < 0.35 ? 15 + random() * 12 : 0 }, WANDER);
  for (const way of ['row', 'column'] as const)
    for (let line = 2; line < frame.width; line += TOWN_LINE_EVERY) walkLine(plan, way, line, { level: 'town' }, 0.08);
  const main = plan.paths;
  plan.paths = [];
  for (const way of ['row', 'column'] as const)
    for (let line = 0; line < frame.width; line++) chopLine(plan, way, line);
  return { main, village: shuffled(random, plan.paths) };
}

function nodeOf({ width }: Frame, way: Way, line: number, k: number): number {
  return way === 'row' ? line * width + k : k * width + line;
}

function take(plan: Plan, a: number, b: number): boolean {
  const edge = edgeBetween(plan.frame, a, b);
  if (edge < 0 || plan.used.has(edge) || !edgeInside(plan.frame, edge)) return false;
  plan.used.add(edge);
  return true;
}

function addPath(plan: Plan, nodes: number[], kind: Partial<Path> & { level: Level }): void {
  if (nodes.length < 2) return;
  plan.paths.push({ nodes, halfWidth: 0, winding: false, blind: false, closed: false, ...kind });
}

/** A river along a line that now and then steps to a line beside it; where its way is taken it ends and another begins. */
function walkLine(plan: Plan, way: Way, line: number, kind: Partial<Path> & { level: Level }, wander: number): void {
  const { frame, random } = plan;
  const longest = kind.level === 'town' ? () => integerBetween(random, 7, 14) : () => Number.POSITIVE_INFINITY;
  let [at, limit] = [line, longest()];
  let nodes: number[] = [];
  const end = () => {
    addPath(plan, nodes, { winding: kind.level === 'town' && random() < 0.08, ...kind });
    nodes = [];
    limit = longest();
  };
  for (let k = 0; k < frame.width - 1; k++) {
    const here = nodeOf(frame, way, at, k);
    if (!take(plan, here, nodeOf(frame, way, at, k + 1))) {
      end();
      at = line;
      continue;
    }
    if (nodes.length === 0) nodes.push(here);
    nodes.push(nodeOf(frame, way, at, k + 1));
    if (nodes.length > limit) end();
    else if (random() < wander) at = stepAside(plan, way, line, at, k + 1, nodes);
  }
  end();
}

function stepAside(plan: Plan, way: Way, line: number, at: number, k: number, nodes: number[]): number {
  const beside = at === line ? line + (plan.random() < 0.5 ? 1 : -1) : line;
  const next = nodeOf(plan.frame, way, beside, k);
  if (beside < 0 || beside >= plan.frame.width || !take(plan, nodes[nodes.length - 1], next)) return at;
  nodes.push(next);
  return beside;
}

/** The moat of the old town: a closed river of sixteen edges. */
function addRing(plan: Plan, column: number, row: number): void {
  const { width } = plan.frame;
  const at = (i: number, j: number) => (row + j) * width + column + i;
  const steps = [0, 1, 2, 3];
  const nodes = [
    ...steps.map((i) => at(i, 0)),
    ...steps.map((j) => at(4, j)),
    ...steps.map((i) => at(4 - i, 4)),
    ...steps.map((j) => at(0, 4 - j)),
    at(0, 0),
  ];
  const edges = nodes.slice(1).map((node, i) => edgeBetween(plan.frame, nodes[i], node));
  if (edges.some((edge) => plan.used.has(edge) || !edgeInside(plan.frame, edge))) return;
  for (const edge of edges) plan.used.add(edge);
  addPath(plan, nodes, { level: 'district', closed: true });
}

/** What is left of a line, in village rivers of one to four edges. */
function chopLine(plan: Plan, way: Way, line: number): void {
  const { frame, random } = plan;
  let nodes: number[] = [];
  let limit = integerBetween(random, 1, 4);
  const end = () => {
    addPath(plan, nodes, { level: 'village', blind: random() < 0.3, winding: random() < 0.03 });
    nodes = [];
    limit = integerBetween(random, 1, 4);
  };
  for (let k = 0; k < frame.width - 1; k++) {
    const [a, b] = [nodeOf(frame, way, line, k), nodeOf(frame, way, line, k + 1)];
    if (!take(plan, a, b)) {
      end();
      continue;
    }
    if (nodes.length === 0) nodes.push(a);
    nodes.push(b);
    if (nodes.length > limit) end();
  }
  end();
}

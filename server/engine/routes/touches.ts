/** Loose ends that meet another line between its vertices: the line gets a vertex there, so that they join. */
import { roundHalfUp } from '../geodesy.ts';
import { buildGrid, type SegmentGrid, segmentsNear } from '../grid.ts';
import type { SourceLine } from './source-line.ts';
import { flatten, type Vertices } from './vertices.ts';

/** Ends drawn onto a line meet it up to the rounding of both: one millimetre. */
const TOUCH_MM = 1;

interface Insertion {
  segment: number; // vertex the segment starts at
  t: number; // where along it
  vertex: number; // whose coordinates are put there
}

/** The vertices of the lines after every loose end that lies on another line has given it a vertex. */
export function flattenTouching(lines: readonly SourceLine[]): Vertices {
  const vertices = flatten(lines);
  const insertions = findTouches(vertices);
  if (insertions.length === 0) return vertices;
  return flatten(lines.map((line, i) => withInsertions(line, i, vertices, insertions)));
}

interface LooseEnd {
  vertex: number;
  from: number; // the line's first vertex
  to: number; // and the one after its last
}

function findTouches(vertices: Vertices): Insertion[] {
  const loose = looseEnds(vertices);
  if (loose.length === 0) return [];
  const grid = buildGrid(vertices);
  return loose.flatMap((end) => touchesOf(vertices, grid, end));
}

function looseEnds({ first, place, visits }: Vertices): LooseEnd[] {
  const loose: LooseEnd[] = [];
  for (let i = 0; i + 1 < first.length; i++) {
    const [from, to] = [first[i], first[i + 1]];
    for (const vertex of from < to ? [from, to - 1] : [])
      if (visits[place[vertex]] === 1) loose.push({ vertex, from, to });
  }
  return loose;
}

/** The segments that pass through an end without a vertex there: strictly inside, so that no end meets an end. */
function touchesOf(vertices: Vertices, grid: SegmentGrid, end: LooseEnd): Insertion[] {
  const { x, y } = vertices;
  const { vertex } = end;
  const touches: Insertion[] = [];
  for (const segment of segmentsNear(grid, x[vertex], y[vertex], TOUCH_MM + 1)) {
    if (isBeside(segment, end)) continue;
    const [dx, dy] = [x[segment + 1] - x[segment], y[segment + 1] - y[segment]];
    const t = ((x[vertex] - x[segment]) * dx + (y[vertex] - y[segment]) * dy) / (dx * dx + dy * dy);
    if (t <= 0 || t >= 1) continue;
    const distance = Math.hypot(x[segment] + t * dx - x[vertex], y[segment] + t * dy - y[vertex]);
    if (roundHalfUp(distance) <= TOUCH_MM) touches.push({ segment, t, vertex });
  }
  return touches;
}

/** The two segments next to an end on its own line say nothing: they are near by nature. */
function isBeside(segment: number, { vertex, from, to }: LooseEnd): boolean {
  return segment >= from && segment < to && segment >= vertex - 2 && segment <= vertex + 1;
}

function withInsertions(line: SourceLine, i: number, vertices: Vertices, insertions: Insertion[]): SourceLine {
  const [from, to] = [vertices.first[i], vertices.first[i + 1]];
  const mine = insertions.filter(({ segment }) => segment >= from && segment < to);
  if (mine.length === 0) return line;
  const order: number[] = [];
  for (let v = from; v < to; v++) {
    order.push(v);
    const here = mine.filter(({ segment }) => segment === v).sort((a, b) => a.t - b.t);
    order.push(...here.map(({ vertex }) => vertex));
  }
  const pick = (axis: Float64Array) => order.map((v) => axis[v]);
  return { ...line, lon: pick(vertices.lon), lat: pick(vertices.lat), x: pick(vertices.x), y: pick(vertices.y) };
}

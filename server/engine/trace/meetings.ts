/**
 * Where the water of one route meets that of another, of whatever river: by the rule that joins the lines of one river.
 *
 *   ──●──      a common vertex joins, also where both go on
 *   ──┬──      an end within 1 mm of a line joins it, though the line has no vertex there
 *   ──┼──      lines that cross without a common vertex do not meet: nobody drew that they do
 */
import { gridInPieces, type SegmentGrid, segmentsNear } from '../grid.ts';
import { type InPieces, Turns } from '../in-pieces.ts';
import type { Rulers } from '../rulers.ts';

/** Ends drawn onto a line meet it up to the rounding of both: one millimetre, as in routes/touches.ts. */
const TOUCH_MM = 1;

export interface Place {
  route: number;
  mm: number;
}

/** Groups of places on routes that are one place in the water; the ends of every route are in one, alone or not. */
export function* findMeetings(rulers: Rulers): InPieces<Place[][]> {
  const common = yield* commonVertices(rulers);
  yield;
  return [...common, ...(yield* touches(rulers, common))];
}

/** Vertices, and ends held against what lies near, in one piece of work: some milliseconds. */
const PIECE = 20_000;
const ENDS = 500;

function* commonVertices(rulers: Rulers): InPieces<Place[][]> {
  const { count, first, m } = rulers;
  const sameAs = yield* firstAlike(rulers);
  yield;
  const times = new Uint32Array(sameAs.length);
  const isEnd = new Uint8Array(sameAs.length);
  for (const v of sameAs) times[v]++;
  for (let route = 0; route < count; route++)
    for (const end of [first[route], first[route + 1] - 1]) if (end >= first[route]) isEnd[sameAs[end]] = 1;
  const at = new Map<number, Place[]>();
  const turns = new Turns(PIECE);
  for (let route = 0; route < count; route++) {
    for (let v = first[route]; v < first[route + 1]; v++) {
      if (times[sameAs[v]] === 1 && isEnd[v] === 0) continue;
      const places = at.get(sameAs[v]);
      if (places) places.push({ route, mm: m[v] });
      else at.set(v, [{ route, mm: m[v] }]);
    }
    if (turns.isOver(first[route + 1] - first[route])) yield;
  }
  return [...at.values()];
}

/** Of each vertex the first one at the same place: a table of vertices, open addresses, since a key in words for each holds requests up. */
function* firstAlike({ first, count, x, y }: Rulers): InPieces<Uint32Array> {
  const vertices = first[count];
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * vertices + 2))).fill(-1);
  const sameAs = new Uint32Array(vertices);
  for (let from = 0; from < vertices; from += PIECE) {
    enterVertices(x, y, slots, sameAs, from, Math.min(from + PIECE, vertices));
    yield;
  }
  return sameAs;
}

/** A hot loop: a function of its own, for what yields is not optimised as well. */
function enterVertices(
  x: Float64Array,
  y: Float64Array,
  slots: Int32Array,
  sameAs: Uint32Array,
  from: number,
  to: number,
): void {
  const last = slots.length - 1;
  for (let v = from; v < to; v++) {
    let slot = (Math.imul(x[v], 0x9e3779b1) ^ Math.imul(y[v], 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & last;
    while (slots[slot] >= 0 && (x[slots[slot]] !== x[v] || y[slots[slot]] !== y[v])) slot = (slot + 1) & last;
    if (slots[slot] < 0) slots[slot] = v;
    sameAs[v] = slots[slot];
  }
}

/** Ends on a line that has no vertex there. */
function* touches(rulers: Rulers, common: readonly Place[][]): InPieces<Place[][]> {
  const grid = yield* gridInPieces(rulers);
  yield;
  const routeOf = routesOfVertices(rulers);
  const { first, m, closed } = rulers;
  const found: Place[][] = [];
  const turns = new Turns(ENDS);
  for (const places of common) {
    const met = new Set(places.map(({ route }) => route));
    for (const { route, mm } of places) {
      const end = mm === 0 ? first[route] : first[route + 1] - 1;
      if (closed[route] === 1 || m[end] !== mm) continue;
      for (const touched of touchedBy(rulers, grid, routeOf, met, end)) found.push([{ route, mm }, touched]);
      if (turns.isOver(1)) yield;
    }
  }
  return found;
}

function routesOfVertices({ count, first }: Rulers): Int32Array {
  const routeOf = new Int32Array(first[count]);
  for (let route = 0; route < count; route++) routeOf.fill(route, first[route], first[route + 1]);
  return routeOf;
}

/** The nearest place of every route not met already that an end lies on; of equally near ones the lowest measure. */
function touchedBy(
  rulers: Rulers,
  grid: SegmentGrid,
  routeOf: Int32Array,
  met: ReadonlySet<number>,
  end: number,
): Place[] {
  const nearest = new Map<number, Place & { squared: number }>();
  for (const segment of segmentsNear(grid, rulers.x[end], rulers.y[end], TOUCH_MM + 1)) {
    const other = routeOf[segment];
    if (met.has(other)) continue;
    const foot = footOn(rulers, segment, rulers.x[end], rulers.y[end]);
    if (Math.floor(Math.sqrt(foot.squared) + 0.5) > TOUCH_MM) continue;
    const held = nearest.get(other);
    if (!held || foot.squared < held.squared || (foot.squared === held.squared && foot.mm < held.mm))
      nearest.set(other, { route: other, ...foot });
  }
  return [...nearest.values()].map(({ route: other, mm }) => ({ route: other, mm }));
}

/** The point of a segment nearest to p, rounded to 1 mm, so that squares are exact; as atlas.nearest_on_segment. */
export function footOn({ x, y, m }: Rulers, segment: number, px: number, py: number): { mm: number; squared: number } {
  const [dx, dy] = [x[segment + 1] - x[segment], y[segment + 1] - y[segment]];
  const square = dx * dx + dy * dy;
  const along = square > 0 ? ((px - x[segment]) * dx + (py - y[segment]) * dy) / square : 0;
  const t = Math.min(1, Math.max(0, along));
  const [ex, ey] = [px - x[segment] - Math.floor(t * dx + 0.5), py - y[segment] - Math.floor(t * dy + 0.5)];
  return { mm: m[segment] + Math.floor(t * (m[segment + 1] - m[segment]) + 0.5), squared: ex * ex + ey * ey };
}

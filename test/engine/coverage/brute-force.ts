/**
 * The definition of coverage read aloud: no index, no cleverness, every route and every segment asked each time.
 * What the fast engine says must equal this to the millimetre.
 */
import type { Pieces } from '../../../server/engine/coverage/pieces.ts';
import type { Bank, RunRange } from '../../../server/engine/coverage/run-range.ts';
import type { Rulers, WaterBodies } from '../../../server/engine/rulers.ts';

const COS_40 = 0.766044443118978;
const COS_10 = 0.984807753012208;
const COS_20 = 0.939692620785908;
const round = (value: number) => Math.floor(value + 0.5);
const modulo = (value: number, by: number) => value - by * Math.floor(value / by);

type Point = [number, number];
type Line = { x: number[]; y: number[]; m: number[]; length: number };
/** `toleranceMm` from its line, where no polygon of its river is. */
type Route = Line & { index: number; riverId: number; isShore: boolean; isClosed: boolean; toleranceMm: number };
type Nearest = { point: Point; m: number; square: number; segment: number };
type Chord = { start: Point; middle: Point; end: Point; from: number; at: number; to: number };
type Candidate = {
  route: Route;
  m: number;
  segment: number;
  point: Point;
  lineMm: number;
  d: number;
  body: number;
  askew: boolean;
};
/** None remembers what it left one or two chords ago. */
type None = { left?: Candidate; chords: number };
type State = Candidate | None;
/** `shift` brings measures on the route to the equivalents nearest to the chord before; `start` and `end` have it. */
type Counted = { chord: Chord; candidate: Candidate; shift: number; start: number; end: number; order: number };
type Range = { route: Route; lo: number; hi: number; bank: Bank; day: number };
type Run = { counted: Counted[]; turns: [boolean, boolean] };

export function bruteForce(
  rulers: Rulers,
  bodies: WaterBodies,
  pieces: Pieces,
  onePassWidthMm: number,
  isUnderWater = false,
): RunRange[] {
  const toleranceMm = isUnderWater ? 55_000 : 40_000;
  const routes = Array.from({ length: rulers.count }, (_, i) => ({ ...routeOf(rulers, i), toleranceMm }));
  const ranges = Array.from({ length: pieces.count }, (_, i) => {
    const line = pieceLine(pieces, i);
    const chords = chordsOf(line);
    const runs = runsOfPiece(routes, bodies, line, chords, isUnderWater);
    const onPiece = runs.flatMap(({ counted }) => counted);
    if (isShuttle(onPiece, line, chords, bodies)) return [];
    const covering = runs.filter((run) => !isCrossing(run, chords, bodies, onPiece));
    return covering.flatMap((run) => stretchesOf(run, bodies, pieces.day[i], onePassWidthMm));
  }).flat();
  const measured = ranges.flatMap((range) => rangesOf(range, range.lo, range.hi, 'measured'));
  return [...measured, ...bridges(ranges)];
}

// ---- lines -------------------------------------------------------------------------------------------------------

function routeOf(rulers: Rulers, i: number): Omit<Route, 'toleranceMm'> {
  const [a, b] = [rulers.first[i], rulers.first[i + 1]];
  const m = Array.from(rulers.m.slice(a, b));
  return {
    index: i,
    riverId: rulers.riverId[i],
    isShore: rulers.role[i] === 2,
    isClosed: rulers.closed[i] === 1,
    x: Array.from(rulers.x.slice(a, b)),
    y: Array.from(rulers.y.slice(a, b)),
    m,
    length: m[m.length - 1],
  };
}

function pieceLine(pieces: Pieces, i: number): Line {
  const x = Array.from(pieces.x.slice(pieces.first[i], pieces.first[i + 1]));
  const y = Array.from(pieces.y.slice(pieces.first[i], pieces.first[i + 1]));
  let sum = 0;
  const m = x.map((_, v) => {
    if (v > 0) sum += Math.sqrt((x[v] - x[v - 1]) ** 2 + (y[v] - y[v - 1]) ** 2);
    return round(sum);
  });
  return { x, y, m, length: m[m.length - 1] };
}

function pointAt(line: Line, m: number): Point {
  for (let s = 0; s + 1 < line.m.length; s++) {
    if (line.m[s + 1] === line.m[s] || m < line.m[s] || m > line.m[s + 1]) continue;
    const t = (m - line.m[s]) / (line.m[s + 1] - line.m[s]);
    return [line.x[s] + round(t * (line.x[s + 1] - line.x[s])), line.y[s] + round(t * (line.y[s + 1] - line.y[s]))];
  }
  throw new Error(`no point at ${m}`);
}

function clampedPointAt(line: Line, m: number): Point {
  return pointAt(line, Math.min(line.length, Math.max(0, m)));
}

/** Nearest point of one segment between two measures; undefined when the segment has none there. */
function nearestOnSegment(line: Line, s: number, p: Point, lo: number, hi: number): Nearest | undefined {
  const [ax, ay, ma] = [line.x[s], line.y[s], line.m[s]];
  const [dx, dy, dm] = [line.x[s + 1] - ax, line.y[s + 1] - ay, line.m[s + 1] - ma];
  if (ma > hi || ma + dm < lo) return undefined;
  const square = dx * dx + dy * dy;
  let t = square === 0 ? 0 : ((p[0] - ax) * dx + (p[1] - ay) * dy) / square;
  t = Math.min(1, Math.max(0, t));
  if (dm > 0) t = Math.min((hi - ma) / dm, Math.max((lo - ma) / dm, t));
  const point: Point = [ax + round(t * dx), ay + round(t * dy)];
  return { point, m: ma + round(t * dm), square: (p[0] - point[0]) ** 2 + (p[1] - point[1]) ** 2, segment: s };
}

/** Nearest point of the route between two measures of 0 .. length; least square, then lowest measure, then segment. */
function nearest(route: Route, p: Point, windows: [number, number][] = [[0, route.length]]): Nearest {
  let best: Nearest | undefined;
  for (const [lo, hi] of windows)
    for (let s = 0; s + 1 < route.m.length; s++) {
      const found = nearestOnSegment(route, s, p, lo, hi);
      if (!found) continue;
      if (!best || found.square < best.square || (found.square === best.square && found.m < best.m)) best = found;
    }
  return best!;
}

/** The nearest point between two measures that may run over the seam of a closed route. */
function projected(route: Route, p: Point, lo: number, hi: number): Nearest {
  if (!route.isClosed) return nearest(route, p, [[Math.max(0, lo), Math.min(route.length, hi)]]);
  let best: Nearest = { square: Number.POSITIVE_INFINITY, m: 0, segment: -1, point: [0, 0] };
  for (let turn = Math.floor(lo / route.length); turn <= Math.floor(hi / route.length); turn++)
    for (let s = 0; s + 1 < route.m.length; s++) {
      const shift = turn * route.length;
      const found = nearestOnSegment(route, s, p, lo - shift, hi - shift);
      if (found && found.square < best.square) best = { ...found, m: found.m + shift };
    }
  return best;
}

function direction(route: Route, m: number): Point {
  const at = (measure: number) =>
    route.isClosed ? pointAt(route, modulo(measure, route.length)) : clampedPointAt(route, measure);
  const [from, to] = [at(m - 25_000), at(m + 25_000)];
  return [to[0] - from[0], to[1] - from[1]];
}

/** |Δ measure|, the shorter way round on a closed route. */
function apart(route: Route, a: number, b: number): number {
  const delta = Math.abs(a - b);
  return route.isClosed ? Math.min(delta, route.length - delta) : delta;
}

/** Which side of the segment: 1 left, -1 right, 0 on it. */
function sideOf(route: Route, near: { segment: number }, p: Point): number {
  const s = near.segment;
  const dx = route.x[s + 1] - route.x[s];
  const dy = route.y[s + 1] - route.y[s];
  return Math.sign(dx * (p[1] - route.y[s]) - dy * (p[0] - route.x[s]));
}

// ---- polygons ----------------------------------------------------------------------------------------------------

function ringsOf(bodies: WaterBodies, body: number): number[][] {
  return Array.from({ length: bodies.ringsOf[body + 1] - bodies.ringsOf[body] }, (_, i) => {
    const ring = bodies.ringsOf[body] + i;
    return Array.from({ length: bodies.first[ring + 1] - bodies.first[ring] - 1 }, (_, v) => bodies.first[ring] + v);
  });
}

const edgesOf = (bodies: WaterBodies, body: number) => ringsOf(bodies, body).flat();

const isInside = (bodies: WaterBodies, body: number, p: Point) => isInRings(bodies, edgesOf(bodies, body), p);

/** In the water, or on an island in it. */
const isInsideOrIsland = (bodies: WaterBodies, body: number, p: Point) =>
  ringsOf(bodies, body).some((ring) => isInRings(bodies, ring, p));

function isInRings(bodies: WaterBodies, edges: number[], [px, py]: Point): boolean {
  let inside = false;
  for (const v of edges) {
    const [ax, ay, bx, by] = [bodies.x[v], bodies.y[v], bodies.x[v + 1], bodies.y[v + 1]];
    const cross = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
    const isInBox =
      Math.min(ax, bx) <= px && px <= Math.max(ax, bx) && Math.min(ay, by) <= py && py <= Math.max(ay, by);
    if (cross === 0 && isInBox) return true;
    if (ay > py !== by > py && cross > 0 === by > ay) inside = !inside;
  }
  return inside;
}

function distanceToPolygon(bodies: WaterBodies, body: number, p: Point): number {
  return isInside(bodies, body, p) ? 0 : distanceToEdge(bodies, body, p);
}

function distanceToEdge(bodies: WaterBodies, body: number, p: Point): number {
  const squares = edgesOf(bodies, body).map((v) => {
    const edge = { x: [bodies.x[v], bodies.x[v + 1]], y: [bodies.y[v], bodies.y[v + 1]], m: [0, 0], length: 0 };
    return nearestOnSegment(edge, 0, p, 0, 0)!.square;
  });
  return round(Math.sqrt(Math.min(...squares)));
}

function bodiesOf(bodies: WaterBodies, route: Route, kinds: number[]): number[] {
  return [...bodies.id.keys()].filter((b) => bodies.riverId[b] === route.riverId && kinds.includes(bodies.kind[b]));
}

function riverPolygonAt(bodies: WaterBodies, route: Route, p: Point): number {
  return bodiesOf(bodies, route, [0]).find((body) => isInsideOrIsland(bodies, body, p)) ?? -1;
}

// ---- chords and candidates ---------------------------------------------------------------------------------------

function chordsOf(line: Line): Chord[] {
  const n = Math.max(1, round(line.length / 50_000));
  return Array.from({ length: n }, (_, i) => {
    const a = round((i * line.length) / n);
    const b = round(((i + 1) * line.length) / n);
    const at = round((a + b) / 2);
    return { start: pointAt(line, a), middle: pointAt(line, at), end: pointAt(line, b), from: a, at, to: b };
  });
}

function isAlong([ax, ay]: Point, [bx, by]: Point, cosine: number): boolean {
  const [aa, bb] = [ax * ax + ay * ay, bx * bx + by * by];
  return aa > 0 && bb > 0 && Math.abs(ax * bx + ay * by) >= cosine * Math.sqrt(aa * bb);
}

/** What the tolerance rules say of a nearest point: the cost distance and the polygon, or undefined. */
function tolerated(
  bodies: WaterBodies,
  route: Route,
  c: Point,
  near: Nearest,
): { d: number; body: number } | undefined {
  const lineMm = round(Math.sqrt(near.square));
  const body = riverPolygonAt(bodies, route, near.point);
  if (body >= 0) {
    const distance = distanceToPolygon(bodies, body, c);
    const isIn = distance <= 40_000 && lineMm <= bodies.widthMm[body] + 50_000;
    return isIn ? { d: round((distance * 25) / 15), body } : undefined;
  }
  const lakes = route.isShore ? bodiesOf(bodies, route, [1, 2]) : [];
  const [tolerance, reach] = lakes.some((lake) => isInside(bodies, lake, c)) ? [60, 80_000] : [25, route.toleranceMm];
  return lineMm <= reach ? { d: round((lineMm * 25) / tolerance), body } : undefined;
}

function candidateAt(
  bodies: WaterBodies,
  line: Line,
  chord: Chord,
  route: Route,
  near: Nearest,
): Candidate | undefined {
  const fit = tolerated(bodies, route, chord.middle, near);
  if (!fit) return undefined;
  let heading: Point = [chord.end[0] - chord.start[0], chord.end[1] - chord.start[1]];
  if (fit.body >= 0 && bodies.widthMm[fit.body] > 50_000) {
    const width = bodies.widthMm[fit.body];
    const [from, to] = [clampedPointAt(line, chord.at - width), clampedPointAt(line, chord.at + width)];
    heading = [to[0] - from[0], to[1] - from[1]];
  }
  const askew = !isAlong(heading, direction(route, near.m), COS_40);
  const lineMm = round(Math.sqrt(near.square));
  return { route, m: near.m, segment: near.segment, point: near.point, lineMm, d: fit.d, body: fit.body, askew };
}

function limbWindows(route: Route, m: number): [number, number][][] {
  if (route.length <= 150_000) return [];
  if (!route.isClosed)
    return [[[0, m - 60_001]] as [number, number][], [[m + 60_001, route.length]] as [number, number][]].filter(
      ([[lo, hi]]) => lo <= hi,
    );
  const lo = modulo(m + 60_001, route.length);
  const hi = modulo(m - 60_001, route.length);
  return lo <= hi
    ? [[[lo, hi]]]
    : [
        [
          [0, hi],
          [lo, route.length],
        ],
      ];
}

function candidatesOf(routes: Route[], bodies: WaterBodies, line: Line, chord: Chord): Candidate[] {
  const found = routes.flatMap((route) => {
    const first = nearest(route, chord.middle);
    const limbs = limbWindows(route, first.m).map((windows) => nearest(route, chord.middle, windows));
    return [first, ...limbs].map((near) => candidateAt(bodies, line, chord, route, near));
  });
  const near = found.filter((candidate) => candidate !== undefined);
  return near
    .map((one) => ({ ...one, d: one.d + round((beyondNearer(bodies, chord, near, one) * 25) / 15) }))
    .sort((a, b) => a.d - b.d || a.lineMm - b.lineMm || a.route.index - b.route.index || a.m - b.m);
}

/** By how much another route in the same polygon is nearer, past the bank on the candidate's own side. */
function beyondNearer(bodies: WaterBodies, { middle }: Chord, near: Candidate[], one: Candidate): number {
  if (one.body < 0) return 0;
  const others = near.filter(({ route, point }) => route !== one.route && isInsideOrIsland(bodies, one.body, point));
  const least = Math.min(...others.map(({ lineMm }) => lineMm));
  if (least >= one.lineMm) return 0;
  const bank = distanceToEdge(bodies, one.body, one.point) + distanceToPolygon(bodies, one.body, middle);
  return Math.max(0, one.lineMm - Math.max(least, bank));
}

// ---- continuity --------------------------------------------------------------------------------------------------

function isJump(a: Candidate, b: Candidate): boolean {
  return a.route !== b.route || apart(a.route, a.m, b.m) >= 200_000;
}

const isNone = (state: State): state is None => !('route' in state);

/** States of the chord after some states: candidates, none that left one of those before, and none. */
function statesAfter(before: State[], candidates: Candidate[]): State[] {
  const left = before
    .filter((state): state is Candidate => !isNone(state))
    .map((state): None => ({ left: state, chords: 1 }));
  const longer = before.filter(isNone).filter(({ left, chords }) => left && chords === 1);
  return [...candidates, ...left, ...longer.map(({ left }): None => ({ left, chords: 2 })), { chords: 0 }];
}

function step(a: State, b: State, dearer: number): number {
  if (isNone(a) && isNone(b)) return goesOnLeft(a, b) ? 0 : Number.POSITIVE_INFINITY;
  if (isNone(b)) return b.left === a && b.chords === 1 ? 256_000_000 : Number.POSITIVE_INFINITY;
  if (isNone(a)) return 256_000_000 + (a.left && areStrangers(a.left, b) ? dearer : 0);
  return isJump(a, b) ? 1_024_000_000 + (areStrangers(a, b) ? dearer : 0) : 0;
}

function goesOnLeft(a: None, b: None): boolean {
  if (!a.left) return !b.left;
  return a.chords === 1 ? b.left === a.left && b.chords === 2 : !b.left;
}

/** Of two routes that do not meet there. */
function areStrangers(a: Candidate, b: Candidate): boolean {
  return a.route !== b.route && meetings(a, b).length + meetings(b, a).length === 0;
}

const stray = ({ d }: Candidate) => Math.min(d * d, 672_000_000);

/** Chords that a route is kept for: there, off polygons, its candidates cost less. */
type Kept = Map<Route, number[]>;

function cost(state: State, order: number, kept: Kept): number {
  if (isNone(state)) return 640_000_000;
  if (state.body >= 0 || !kept.get(state.route)?.includes(order)) return stray(state) + (state.askew ? 640_000_000 : 0);
  return Math.min(state.d ** 2, 600_000_000) + (state.askew ? 200_000_000 : 0);
}

/** Routes that ten chords count for one after another, when nothing is kept yet. */
function keptRoutes(chords: Candidate[][]): Kept {
  const path = cheapest(chords, 0, new Map());
  const goesOn = (i: number) => {
    const [a, b] = [path[i - 1], path[i]];
    return !isNone(a) && !isNone(b) && !isJump(a, b);
  };
  const ends = path.filter((_, i) => i >= 9 && Array.from({ length: 9 }, (_, k) => i - k).every(goesOn));
  const counts = (route: Route) => (state: State) => !isNone(state) && state.route === route;
  const routes = ends.flatMap((state) => (isNone(state) ? [] : [state.route]));
  const nothing = [...path.keys()].filter((i) => isNone(path[i]));
  const between = (route: Route) =>
    nothing.filter((i) => i > path.findIndex(counts(route)) && i < path.findLastIndex(counts(route)));
  return new Map(routes.map((route) => [route, between(route)]));
}

/** What a step between strangers costs more: 20 times the mean stray of what would be chosen if it cost nothing more. */
function dearerOf(chords: Candidate[][], kept: Kept): number {
  const strays = cheapest(chords, 0, kept).flatMap((state) => (isNone(state) ? [] : [stray(state)]));
  const mean = round((20 * strays.reduce((a, b) => a + b, 0)) / strays.length);
  return strays.length === 0 ? 0 : Math.min(1_536_000_000, Math.max(1_024_000_000, mean)) - 1_024_000_000;
}

function cheapest(chords: Candidate[][], dearer: number, kept: Kept): State[] {
  const states: State[][] = [];
  for (const candidates of chords) states.push(statesAfter(states[states.length - 1] ?? [], candidates));
  const sums: number[][] = [];
  states.forEach((here, i) => {
    sums.push(
      here.map(
        (b) =>
          cost(b, i, kept) + (i ? Math.min(...states[i - 1].map((a, k) => sums[i - 1][k] + step(a, b, dearer))) : 0),
      ),
    );
  });
  const path: State[] = [];
  for (let i = states.length - 1; i >= 0; i--) {
    const next = path[0];
    const totals = sums[i].map((sum, k) => sum + (next ? step(states[i][k], next, dearer) : 0));
    path.unshift(states[i][totals.indexOf(Math.min(...totals))]);
  }
  return path;
}

// ---- runs --------------------------------------------------------------------------------------------------------

function runsOfPiece(routes: Route[], bodies: WaterBodies, line: Line, chords: Chord[], isUnderWater: boolean): Run[] {
  const candidates = chords.map((chord) => candidatesOf(routes, bodies, line, chord));
  const kept = isUnderWater ? keptRoutes(candidates) : new Map();
  const path = cheapest(candidates, dearerOf(candidates, kept), kept);
  const groups: Counted[][] = [];
  path.forEach((state, order) => {
    if (isNone(state)) return;
    const group = groups[groups.length - 1];
    const before = group?.[group.length - 1];
    const goesOn = before && before.order === order - 1 && !isJump(before.candidate, state);
    const counted = count(state, chords[order], order, goesOn ? before.candidate.m + before.shift : undefined);
    if (goesOn) group.push(counted);
    else groups.push([counted]);
  });
  const runs = groups.map((counted): Run => ({ counted, turns: [false, false] }));
  for (let i = 0; i + 1 < runs.length; i++) turn(runs[i], runs[i + 1]);
  return runs;
}

/** How many turns of a closed route bring m nearest to another measure; the lower at a tie. */
function turnsTo(route: Route, m: number, other: number): number {
  return route.isClosed ? -Math.floor((2 * (m - other) + route.length) / (2 * route.length)) : 0;
}

function count(candidate: Candidate, chord: Chord, order: number, previous: number | undefined): Counted {
  const { route, m } = candidate;
  const reach = candidate.body >= 0 ? 110_000 : 45_000;
  const shift = previous === undefined ? 0 : route.length * turnsTo(route, m, previous);
  const [start, end] = [chord.start, chord.end].map((p) => projected(route, p, m - reach, m + reach).m + shift);
  return { chord, candidate, shift, start, end, order };
}

/** Where a run turns into the next at a place their routes meet, both reach to there. */
function turn(before: Run, after: Run): void {
  const [a, b] = [before.counted[before.counted.length - 1], after.counted[0]];
  if (a.candidate.route === b.candidate.route || b.order - a.order > 2) return;
  const places = [
    ...meetings(a.candidate, b.candidate),
    ...meetings(b.candidate, a.candidate).map(({ own, other, way }) => ({ own: other, other: own, way })),
  ];
  const [place] = places.sort((p, q) => p.way - q.way); // stable
  if (!place) return;
  a.end = place.own + a.shift;
  b.start = place.other + b.shift;
  before.turns[1] = true;
  after.turns[0] = true;
}

/** Vertices of a's route within 110 m of measure of its chord and 1 m of b's route within 110 m of its chord. */
function meetings(a: Candidate, b: Candidate): { own: number; other: number; way: number }[] {
  return a.route.m.flatMap((m, v) => {
    const own = m + a.route.length * turnsTo(a.route, m, a.m);
    if (Math.abs(own - a.m) > 110_000) return [];
    const near = projected(b.route, [a.route.x[v], a.route.y[v]], b.m - 110_000, b.m + 110_000);
    return round(Math.sqrt(near.square)) > 1000
      ? []
      : [{ own, other: near.m, way: Math.abs(own - a.m) + Math.abs(near.m - b.m) }];
  });
}

function span(counted: Counted[]): [number, number] {
  const marks = counted.flatMap(({ start, end, candidate, shift }) => [start, candidate.m + shift, end]);
  return [Math.min(...marks), Math.max(...marks)];
}

/** The stretches of a run on one bank each, by more than half of up to thirteen chords around each chord. */
function stretchesOf({ counted }: Run, bodies: WaterBodies, day: number, onePassWidthMm: number): Range[] {
  const sides = counted.map((one) => sideOfChord(one, bodies, onePassWidthMm));
  const banks = counted.map((_, i): Bank => {
    const around = sides.slice(Math.max(0, i - 6), i + 7);
    const share = (side: number) => 2 * around.filter((one) => one === side).length;
    return share(1) > around.length ? 'left' : share(-1) > around.length ? 'right' : 'both';
  });
  const starts = [...banks.keys()].filter((i) => i === 0 || banks[i] !== banks[i - 1]);
  const stretches = starts.map((start, i): Range => {
    const [lo, hi] = span(counted.slice(start, starts[i + 1]));
    return { route: counted[0].candidate.route, lo, hi, bank: banks[start], day };
  });
  return stretches.filter(({ lo, hi }) => lo < hi);
}

function sideOfChord({ chord, candidate }: Counted, bodies: WaterBodies, onePassWidthMm: number): number {
  const width = candidate.body >= 0 ? bodies.widthMm[candidate.body] : 0;
  if (!(width > onePassWidthMm) || 4 * candidate.lineMm <= width) return 0;
  return sideOf(candidate.route, candidate, chord.middle);
}

function isCrossing(run: Run, chords: Chord[], bodies: WaterBodies, onPiece: Counted[]): boolean {
  const { route } = run.counted[0].candidate;
  if (run.turns[0] && run.turns[1]) return false;
  if (route.isShore && bodiesOf(bodies, route, [1, 2]).length > 0) return false;
  if (isPassage(run, chords, bodies) || isCrossingOfLine(run, chords, bodies, onPiece)) return true;
  return isOverland(run, chords, bodies);
}

function isCrossingOfLine({ counted, turns }: Run, chords: Chord[], bodies: WaterBodies, onPiece: Counted[]): boolean {
  const { route } = counted[0].candidate;
  const [lo, hi] = span(counted);
  if (hi - lo >= 200_000 || counted.some(({ candidate }) => isOnWater(candidate, bodies))) return false;
  const [first, last] = [counted[0].order, counted[counted.length - 1].order];
  const isWhole = last - first + 1 === chords.length;
  const others = onPiece.filter((one) => one.candidate.route === route && (one.order < first || one.order > last));
  const alone = !isWhole && !others.some(({ order }) => order >= first - 8 && order <= last + 8);
  if (!alone && !isAskew(counted, lo, hi, COS_10)) return false;
  const keeps = !isAskew(counted, lo, hi, COS_20);
  const before = chords[turns[0] && keeps ? first : Math.max(0, first - 1)].start;
  const after = chords[turns[1] && keeps ? last : Math.min(chords.length - 1, last + 1)].end;
  const [a, b] = [before, after].map((p) => ({ m: nearest(route, p).m, mm: signed(route, p, nearest(route, p)) }));
  const mayEndThere = alone && (first === 0 || last === chords.length - 1);
  const change = Math.abs(b.mm - a.mm);
  const isOver = mayEndThere || Math.sign(a.mm) * Math.sign(b.mm) === -1;
  return isOver && change > 25_000 && 10 * change >= 3 * Math.max(hi - lo, apart(route, a.m, b.m));
}

function isOnWater({ route, point }: Candidate, bodies: WaterBodies): boolean {
  return bodiesOf(bodies, route, [0, 1, 2]).some((body) => isInsideOrIsland(bodies, body, point));
}

/** From bank to bank: the places farthest right and left of the route are far apart, and all places near their straight way. */
function isPassage({ counted, turns }: Run, chords: Chord[], bodies: WaterBodies): boolean {
  const { route } = counted[0].candidate;
  if (counted.some(({ candidate }) => candidate.body < 0 && isOnWater(candidate, bodies))) return false;
  const width = Math.max(...counted.map(({ candidate }) => (candidate.body < 0 ? 0 : bodies.widthMm[candidate.body])));
  const [lo, hi] = span(counted);
  const feet = counted.map((one) => feetOf(one));
  const middles = feet.map(([, middle]) => middle.mm);
  if (hi - lo < 200_000) {
    const way = counted[counted.length - 1].chord.to - counted[0].chord.from;
    const isCut = !route.isClosed && (lo === 0 || hi === route.length);
    if (width === 0 && way < (isCut ? 2 : 1.25) * (hi - lo)) return false;
  } else {
    if (width === 0 && (turns[0] || turns[1])) return false;
    if (Math.max(...middles) - Math.min(...middles) < 0.2 * (hi - lo)) return false;
  }
  const keeps = !isAskew(counted, lo, hi, COS_20);
  const whole = (p: Point) => ({ p, mm: signed(route, p, nearest(route, p)) });
  const before = turns[0] && keeps ? undefined : chords[counted[0].order - 1];
  const after = turns[1] && keeps ? undefined : chords[counted[counted.length - 1].order + 1];
  const places = [...(before ? [whole(before.start)] : []), ...feet.flat(), ...(after ? [whole(after.end)] : [])];
  const [least, most] = [Math.min, Math.max].map((f) => f(...places.map(({ mm }) => mm)));
  const change = most - least;
  const slant = counted[0].order > 0 && counted[counted.length - 1].order < chords.length - 1 ? 30 : 42;
  const isSteep = 10 * change >= 6 * (hi - lo);
  if (least >= 0 || most <= 0 || (change <= 25_000 && !isSteep) || 100 * change < slant * (hi - lo)) return false;
  if (10 * change < 6 * width && change < hi - lo) return false;
  const [right, left] = [least, most].map((end) => places.find(({ mm }) => mm === end)!.p);
  const [dx, dy] = [left[0] - right[0], left[1] - right[1]];
  const way = Math.sqrt(dx * dx + dy * dy);
  const off = feet.flat().map(({ p }) => Math.abs(dx * (p[1] - right[1]) - dy * (p[0] - right[0])));
  const within = (mm: number) => off.every((one) => one <= (mm + width / 4) * way);
  const sum = off.reduce((a, b) => a + b, 0);
  return within(25_000) || (isSteep && within(50_000) && sum <= (14_000 + width / 10) * way * off.length);
}

/** All from land on one side to land on the other lies thinly across. */
function isOverland({ counted, turns }: Run, chords: Chord[], bodies: WaterBodies): boolean {
  const { route } = counted[0].candidate;
  const [lo, hi] = span(counted);
  if (hi - lo >= 200_000 || turns[0] || turns[1] || route.isClosed) return false;
  if (counted.some(({ candidate }) => candidate.body < 0 && isOnWater(candidate, bodies))) return false;
  const width = Math.max(...counted.map(({ candidate }) => (candidate.body < 0 ? 0 : bodies.widthMm[candidate.body])));
  const [first, last] = [counted[0].order, counted[counted.length - 1].order];
  const side = (p: Point | undefined) => {
    if (!p) return undefined;
    const near = nearest(route, p);
    const across = near.m === 0 || near.m === route.length ? 0 : signed(route, p, near);
    return Math.abs(across) < 40_000 + width / 2 ? 0 : Math.sign(across);
  };
  const isLand = (here: number | undefined, next: number | undefined) => here !== 0 && (next ?? here) === here;
  const before = chords.findLastIndex(
    ({ start }, i) => i <= first && i >= first - 12 && isLand(side(start), side(chords[i - 1]?.start)),
  );
  const after = chords.findIndex(
    ({ end }, i) => i >= last && i <= last + 12 && isLand(side(end), side(chords[i + 1]?.end)),
  );
  if (before < 0 || after < 0 || side(chords[before].start) === side(chords[after].end)) return false;
  const on = chords.slice(before, after + 1);
  const { isThin, slants } = liesAlong(
    placesBeside(route, [...on.flatMap(({ start, middle }) => [start, middle]), on[on.length - 1].end]),
  );
  return isThin(15_000n) && slants(1n, 1n);
}

/** A piece in a square of 700 m that lies as a whole across the one open route it counts for. Whole numbers, so exact. */
function isShuttle(onPiece: Counted[], line: Line, chords: Chord[], bodies: WaterBodies): boolean {
  const marks = [...chords.flatMap(({ start, middle }) => [start, middle]), chords[chords.length - 1].end];
  if ([0, 1].some((axis) => spread(marks.map((p) => p[axis])) > 700_000)) return false;
  const routes = new Set(onPiece.map(({ candidate }) => candidate.route));
  const [route] = routes;
  if (routes.size !== 1 || route.isClosed || (route.isShore && bodiesOf(bodies, route, [1, 2]).length > 0))
    return false;
  if (onPiece.some(({ candidate }) => candidate.body < 0 && isOnWater(candidate, bodies))) return false;
  const polygon = Math.max(...onPiece.map(({ candidate: { body } }) => (body < 0 ? 0 : bodies.widthMm[body])));
  const ofMarks = placesBeside(route, marks);
  if (isNear(ofMarks, polygon) && isOver(ofMarks, polygon)) return true;
  const ofAll = placesBeside(
    route,
    line.x.map((x, v): Point => [x, line.y[v]]),
  );
  if (!isNear(ofAll, polygon)) return false;
  return [isShortWay, isToAndFro, wanders, isNarrowWay].some((isSo) => isSo(ofAll, polygon, line.length));
}

const spread = (values: number[]) => Math.max(...values) - Math.min(...values);

type Places = { right: number; left: number; across: number; along: number; s: bigint[]; d: bigint[] };

function placesBeside(route: Route, points: Point[]): Places {
  const along = points.map((p) => nearest(route, p).m);
  const across = points.map((p) => signed(route, p, nearest(route, p)));
  const about = (values: number[]) => {
    const mean = round(values.reduce((a, b) => a + b) / values.length);
    return values.map((value) => BigInt(value - mean));
  };
  const [right, left] = [-Math.min(...across), Math.max(...across)];
  return { right, left, across: spread(across), along: spread(along), s: about(along), d: about(across) };
}

const isNear = ({ right, left }: Places, polygon: number) =>
  Math.max(right, left) <= 70_000 + polygon / 2 ||
  (polygon === 0 && Math.max(right, left) <= 160_000 && Math.min(right, left) >= Math.max(right, left) / 2);

/** The chords' marks. */
function isOver(places: Places, polygon: number): boolean {
  const { right, left, across, along } = places;
  if (right <= 0 || left <= 0 || across < 38_000 || 10 * across < Math.max(6 * polygon, 4 * along)) return false;
  const { isThin, slants } = liesAlong(places);
  return isThin(16_000n) && slants(1n, 1n);
}

/** The piece's vertices. */
function isShortWay(places: Places, polygon: number): boolean {
  const { right, left, across, along } = places;
  const width = polygon || 45_000;
  if (10 * Math.min(right, left) < width && across * 10 < along * 8) return false;
  const { isThin, slants } = liesAlong(places);
  if (across < 18_000 || !isThin(11_000n)) return false;
  const isShort = along * 10 <= width * 11 && across * 2 >= width;
  return isShort || (polygon >= 40_000 && along * 10 <= polygon * 22 && across >= 0.75 * polygon && slants(3n, 4n));
}

/** The piece's vertices. */
function isToAndFro(places: Places, polygon: number, way: number): boolean {
  const { right, left, across, along } = places;
  if (right <= 0 || left <= 0 || way * 5 < along * 9 || across < 30_000 || across * 10 < polygon * 6) return false;
  const { isThin, slants } = liesAlong(places);
  return isThin(14_000n) && slants(3n, 4n);
}

/** The piece's vertices. */
function wanders({ right, left, across, along }: Places, polygon: number, way: number): boolean {
  if (right <= 0 || left <= 0 || along > 130_000 || way < 3 * along) return false;
  return across >= along * 0.375 && across * 10 >= polygon * 6;
}

/** The piece's vertices. */
function isNarrowWay(places: Places, polygon: number, way: number): boolean {
  const { right, left, across, along } = places;
  const water = polygon || 25_000;
  if (water > 35_000 || along - 20_000 > water * 2) return false;
  const isAslant = liesAlong(places).slants(3n, 4n);
  if (way < 15_000) return isAslant;
  const isOnBoth = right > 0 && left > 0;
  return across >= 8000 && ((isOnBoth && isAslant) || (way >= 1.8 * along && across >= 0.4 * along));
}

/** How thinly places lie, and whether their way is half of an angle of the given tangent (a over b) or more off the river. */
function liesAlong({ s, d }: Places) {
  const moment = (a: bigint[], b: bigint[]) => a.reduce((sum, value, i) => sum + value * b[i], 0n);
  const [ss, dd, sd] = [moment(s, s), moment(d, d), moment(s, d)];
  const isThin = (scatter: bigint) => {
    const limit = scatter * scatter * BigInt(s.length);
    return ss <= limit || dd <= limit || (ss - limit) * (dd - limit) <= sd * sd;
  };
  return { isThin, slants: (a: bigint, b: bigint) => 2n * (sd < 0n ? -sd : sd) * b >= (ss - dd) * a };
}

/** Start, middle and end of a chord, with their distances from the route near its own place. */
function feetOf({ chord, candidate }: Counted): { p: Point; mm: number }[] {
  const { route, m, body } = candidate;
  const reach = body >= 0 ? 110_000 : 45_000;
  const foot = (p: Point) => ({ p, mm: signed(route, p, projected(route, p, m - reach, m + reach)) });
  const square = candidate.lineMm ** 2;
  const middle = { p: chord.middle, mm: signed(route, chord.middle, { ...candidate, square }) };
  return [foot(chord.start), middle, foot(chord.end)];
}

/** From where the route is nearest, right of it negative; at an end of an open one, from the line of the end's segment. */
function signed(route: Route, p: Point, near: { m: number; square: number; segment: number }): number {
  const { m, square, segment: s } = near;
  const side = sideOf(route, near, p);
  const isAtEnd = !route.isClosed && (m === 0 || m === route.length);
  if (!isAtEnd || side === 0) return side * round(Math.sqrt(square));
  const [dx, dy] = [route.x[s + 1] - route.x[s], route.y[s + 1] - route.y[s]];
  const cross = dx * (p[1] - route.y[s]) - dy * (p[0] - route.x[s]);
  return side * round(Math.abs(cross) / Math.sqrt(dx * dx + dy * dy));
}

/** Whether the run's way, start to end, is an angle or more off its range's, lowest to highest. */
function isAskew(counted: Counted[], lo: number, hi: number, cosine: number): boolean {
  const { route } = counted[0].candidate;
  const at = (m: number) => (route.isClosed ? pointAt(route, modulo(m, route.length)) : clampedPointAt(route, m));
  const [from, to] = [counted[0].chord.start, counted[counted.length - 1].chord.end];
  const [low, high] = [at(lo), at(hi)];
  const [ax, ay, bx, by] = [to[0] - from[0], to[1] - from[1], high[0] - low[0], high[1] - low[1]];
  return Math.abs(ax * bx + ay * by) <= cosine * Math.sqrt((ax * ax + ay * ay) * (bx * bx + by * by));
}

// ---- ranges and bridges ------------------------------------------------------------------------------------------

/** A range on the route: at most once round, split at the seam. */
function rangesOf(run: Range, lo: number, hi: number, kind: RunRange['kind']): RunRange[] {
  const { route, bank, day } = run;
  const make = (fromMm: number, toMm: number): RunRange => ({ route: route.index, fromMm, toMm, bank, kind, day });
  if (hi - lo >= route.length) return [make(0, route.length)];
  const from = route.isClosed ? modulo(lo, route.length) : lo;
  const to = from + hi - lo;
  if (to <= route.length) return [make(from, to)];
  return [make(from, route.length), make(0, to - route.length)];
}

function bridges(runs: Range[]): RunRange[] {
  return runs.flatMap((run, i) => {
    const next = runs.slice(i + 1).find((r) => r.day === run.day && r.route === run.route && r.bank === run.bank);
    const hole = next && holeBetween(run, next);
    return hole && hole[1] - hole[0] < 100_000 ? rangesOf(run, hole[0], hole[1], 'bridged') : [];
  });
}

/** What lies between two runs, the shorter way round on a closed route; undefined when they touch or overlap. */
function holeBetween(a: Range, b: Range): [number, number] | undefined {
  if (!a.route.isClosed) {
    if (a.hi < b.lo) return [a.hi, b.lo];
    return b.hi < a.lo ? [b.hi, a.lo] : undefined;
  }
  const length = a.route.length;
  const [after, before] = [modulo(b.lo - a.hi, length), modulo(a.lo - b.hi, length)];
  if (a.hi - a.lo + after + (b.hi - b.lo) + before !== length || after === 0 || before === 0) return undefined;
  return after <= before ? [a.hi, a.hi + after] : [b.hi, b.hi + before];
}

/** Survey tracks of the bench district, made one at a time so that a hundredfold district needs no memory for them. */
import type { Rulers } from '../../engine/rulers.ts';
import { normal, partSeed, type Random, seededRandom } from '../random.ts';
import type { BenchRivers } from './rivers.ts';

const TRACK_M = 5000;
const STEP_M = 5;
const CROSSING_SHARE = 0.1;
/** GPS noise per axis: AR(1) with this deviation in metres and correlation between fixes 5 m apart. */
const NOISE_M = 8;
const CORRELATION = 0.9;

type Xy = [x: number, y: number];

/** A stretch really travelled, mm of measure along the route. */
export interface TrueRange {
  /** Index of the route in the rulers. */
  route: number;
  fromMm: number;
  toMm: number;
}

export interface BenchTrack {
  id: number;
  mode: 'above_water' | 'under_water';
  crew: string;
  /** Local day, YYYY-MM-DD. */
  date: string;
  /** Fixes every 5 m without time: integer millimetres in the plane. */
  x: Float64Array;
  y: Float64Array;
  /** A straight line across the country, which covers nothing: its ends before noise, mm in the plane. */
  crossing: { from: Xy; to: Xy } | null;
  truth: TrueRange[];
}

/** Reaches at each node in CSR form: node n has reaches list[first[n]] .. list[first[n + 1] - 1]. */
export interface NodeReaches {
  first: Uint32Array;
  list: Uint32Array;
}

/** Track `id` of the district; any order, any number of times, the same each time. */
export function benchTrack(rivers: BenchRivers, nodes: NodeReaches, seed: number, id: number): BenchTrack {
  const random = seededRandom(partSeed(seed, id));
  const mode = random() < 0.5 ? 'above_water' : 'under_water';
  const crossing = random() < CROSSING_SHARE;
  const fixes = TRACK_M / STEP_M + 1;
  const track: BenchTrack = {
    id,
    mode,
    crew: `${1 + (id % 12)}队`,
    date: dayOf(id),
    x: new Float64Array(fixes),
    y: new Float64Array(fixes),
    crossing: null,
    truth: [],
  };
  if (crossing) walkStraight(rivers, random, track);
  else walkRivers(rivers, nodes, random, track);
  addNoise(random, track);
  return track;
}

/** Four fifths of the days of 2022 and 2023, one after another. */
function dayOf(id: number): string {
  const day = new Date(Date.UTC(2022, 0, 10 + ((id * 7) % 700)));
  return day.toISOString().slice(0, 10);
}

function walkStraight({ minX, minY, extent }: BenchRivers, random: Random, track: BenchTrack): void {
  const { x, y } = track;
  const angle = random() * 2 * Math.PI;
  const [x0, y0] = [minX + random() * extent, minY + random() * extent];
  for (let i = 0; i < x.length; i++) {
    x[i] = (x0 + i * STEP_M * Math.cos(angle)) * 1000;
    y[i] = (y0 + i * STEP_M * Math.sin(angle)) * 1000;
  }
  const last = x.length - 1;
  track.crossing = { from: [x[0], y[0]], to: [x[last], y[last]] };
}

/** Along reaches, turning into any other one at a node; where a reach ends blind the boat comes back. */
function walkRivers(rivers: BenchRivers, nodes: NodeReaches, random: Random, track: BenchTrack): void {
  const { rulers, reaches } = rivers;
  let reach = Math.floor(random() * reaches.count);
  let upwards = random() < 0.5;
  const span = (r: number): [number, number] => [rulers.m[reaches.firstVertex[r]], rulers.m[reaches.lastVertex[r]]];
  let [low, high] = span(reach);
  let m = upwards ? low + (random() * (high - low)) / 2 : high - (random() * (high - low)) / 2;
  let entered = m;
  for (let i = 0; i < track.x.length; i++) {
    placeAt(rulers, reaches.firstVertex[reach], reaches.lastVertex[reach], m, track, i);
    if (i === track.x.length - 1) break;
    m += upwards ? STEP_M * 1000 : -STEP_M * 1000;
    while (m < low || m > high) {
      const over = upwards ? m - high : low - m;
      noteRange(track.truth, reaches.route[reach], entered, upwards ? high : low);
      const node = nodeAtEnd(rivers, reach, upwards);
      const next = otherReach(nodes, node, reach, random);
      upwards = next === reach ? !upwards : nodeAtEnd(rivers, next, false) === node;
      reach = next;
      [low, high] = span(reach);
      entered = upwards ? low : high;
      m = upwards ? low + over : high - over;
    }
  }
  noteRange(track.truth, reaches.route[reach], entered, m);
}

/** The node at the high-measure end of a reach, or at its low end. */
function nodeAtEnd({ reaches }: BenchRivers, reach: number, high: boolean): number {
  return high === (reaches.against[reach] === 0) ? reaches.toNode[reach] : reaches.fromNode[reach];
}

function otherReach(nodes: NodeReaches, node: number, reach: number, random: Random): number {
  const [begin, end] = [nodes.first[node], nodes.first[node + 1]];
  if (end - begin < 2) return reach;
  for (;;) {
    const other = nodes.list[begin + Math.floor(random() * (end - begin))];
    if (other !== reach) return other;
  }
}

function noteRange(truth: TrueRange[], route: number, from: number, to: number): void {
  const [fromMm, toMm] = [Math.round(Math.min(from, to)), Math.round(Math.max(from, to))];
  if (toMm > fromMm) truth.push({ route, fromMm, toMm });
}

function placeAt(rulers: Rulers, first: number, last: number, m: number, track: BenchTrack, i: number): void {
  let [low, high] = [first, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (rulers.m[middle] <= m) low = middle;
    else high = middle;
  }
  const t = (m - rulers.m[low]) / (rulers.m[high] - rulers.m[low]);
  track.x[i] = rulers.x[low] + (rulers.x[high] - rulers.x[low]) * t;
  track.y[i] = rulers.y[low] + (rulers.y[high] - rulers.y[low]) * t;
}

function addNoise(random: Random, { x, y }: BenchTrack): void {
  const gauss = normal(random);
  const fresh = NOISE_M * 1000 * Math.sqrt(1 - CORRELATION * CORRELATION);
  let [east, north] = [gauss() * NOISE_M * 1000, gauss() * NOISE_M * 1000];
  for (let i = 0; i < x.length; i++) {
    x[i] = Math.floor(x[i] + east + 0.5);
    y[i] = Math.floor(y[i] + north + 0.5);
    east = CORRELATION * east + fresh * gauss();
    north = CORRELATION * north + fresh * gauss();
  }
}

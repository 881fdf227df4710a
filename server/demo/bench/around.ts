/** What lies around the bench district's rivers: outfalls, sewer pipes and protected zones. */
import type { Random } from '../random.ts';
import type { BenchRivers } from './rivers.ts';

const PIPE_M = 25;
const PIPES_PER_OUTFALL = 3;
const ZONE_VERTICES = 2000;

/** Integer millimetres in the plane, beside the route each stands at. */
export interface BenchOutfalls {
  count: number;
  x: Float64Array;
  y: Float64Array;
  /** Index of the route the outfall was put beside; another may be nearer. */
  route: Int32Array;
}

/** Straight pipes of 25 m from (x1, y1) to (x2, y2), in chains of three that end at an outfall; mm in the plane. */
export interface BenchPipes {
  count: number;
  x1: Float64Array;
  y1: Float64Array;
  x2: Float64Array;
  y2: Float64Array;
}

/** Zone i has one ring of 2,001 vertices, first[i] .. first[i + 1] - 1, closed; mm in the plane. */
export interface BenchZones {
  count: number;
  first: Uint32Array;
  x: Float64Array;
  y: Float64Array;
}

/** Points 5 to 30 m from a random place of a random reach. */
export function benchOutfalls({ rulers, reaches }: BenchRivers, random: Random, count: number): BenchOutfalls {
  const outfalls = { count, x: new Float64Array(count), y: new Float64Array(count), route: new Int32Array(count) };
  for (let i = 0; i < count; i++) {
    const reach = Math.floor(random() * reaches.count);
    const [first, last] = [reaches.firstVertex[reach], reaches.lastVertex[reach]];
    const vertex = first + Math.floor(random() * (last - first));
    const [dx, dy] = [rulers.x[vertex + 1] - rulers.x[vertex], rulers.y[vertex + 1] - rulers.y[vertex]];
    const t = random();
    const offset = ((5000 + random() * 25000) * (random() < 0.5 ? -1 : 1)) / Math.hypot(dx, dy);
    outfalls.x[i] = Math.round(rulers.x[vertex] + dx * t - dy * offset);
    outfalls.y[i] = Math.round(rulers.y[vertex] + dy * t + dx * offset);
    outfalls.route[i] = reaches.route[reach];
  }
  return outfalls;
}

export function benchPipes(outfalls: BenchOutfalls, random: Random, count: number): BenchPipes {
  const [x1, y1, x2, y2] = Array.from({ length: 4 }, () => new Float64Array(count));
  for (let pipe = 0, outfall = 0; pipe < count; outfall = (outfall + 1) % outfalls.count) {
    let [x, y] = [outfalls.x[outfall], outfalls.y[outfall]];
    let angle = random() * 2 * Math.PI;
    for (let i = 0; i < PIPES_PER_OUTFALL && pipe < count; i++, pipe++) {
      angle += random() - 0.5;
      [x2[pipe], y2[pipe]] = [x, y];
      x = x1[pipe] = Math.round(x + PIPE_M * 1000 * Math.cos(angle));
      y = y1[pipe] = Math.round(y + PIPE_M * 1000 * Math.sin(angle));
    }
  }
  return { count, x1, y1, x2, y2 };
}

/** Ragged but star-shaped rings of 400 to 1,800 m. */
export function benchZones({ minX, minY, extent }: BenchRivers, random: Random, count: number): BenchZones {
  const perZone = ZONE_VERTICES + 1;
  const [x, y] = [new Float64Array(count * perZone), new Float64Array(count * perZone)];
  const first = Uint32Array.from({ length: count + 1 }, (_, i) => i * perZone);
  for (let zone = 0; zone < count; zone++) {
    const [cx, cy, radius] = [minX + random() * extent, minY + random() * extent, 400 + random() * 1400];
    const [a, b, c, d] = Array.from({ length: 4 }, () => random() * 2 * Math.PI);
    for (let i = 0; i < perZone; i++) {
      const t = ((i % ZONE_VERTICES) / ZONE_VERTICES) * 2 * Math.PI;
      const coarse = 0.3 * Math.sin(3 * t + a) + 0.15 * Math.sin(7 * t + b);
      const r = radius * (1 + coarse + 0.06 * Math.sin(23 * t + c) + 0.03 * Math.sin(91 * t + d));
      x[first[zone] + i] = Math.round((cx + r * Math.cos(t)) * 1000);
      y[first[zone] + i] = Math.round((cy + r * Math.sin(t)) * 1000);
    }
  }
  return { count, first, x, y };
}

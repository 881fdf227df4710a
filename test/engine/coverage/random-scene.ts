/** A small random water country, and a random crew in it: what the fast engine and the brute force must agree on. */
import { beside, Drawing, fixesOf, lineLengthM, walk, type Xy } from './drawing.ts';
import { correlatedNoise, seeded } from './random.ts';

type Random = () => number;
const between = (random: Random, low: number, high: number) => low + random() * (high - low);
const chance = (random: Random, share: number) => random() < share;

/** Canals 30 m apart, a meander, a wide river with an island, a lake with its shore, rings, ditches into them. */
export function randomScene(seed: number) {
  const random = seeded(seed);
  const drawing = new Drawing();
  const makers = [twins, meander, wideRiver, lake, ring, ring, ditch, ditch, ditch, cross];
  for (const make of makers) if (chance(random, 0.7)) make(drawing, random);
  if (drawing.lines.length === 0) ditch(drawing, random);
  return { rulers: drawing.rulers, bodies: drawing.bodies, fixes: crew(drawing, random) };
}

function curve(random: Random, lengthM: number, bend: number, stepM: number): Xy[] {
  const [x, y, heading] = [between(random, 0, 800), between(random, 0, 800), random() * 7];
  const [swing, waves] = [bend * between(random, 0.3, 1), between(random, 60, 200)];
  const points: Xy[] = [[x, y]];
  for (let at = stepM; at <= lengthM; at += stepM) {
    const [px, py] = points[points.length - 1];
    const angle = heading + swing * Math.sin(at / waves);
    points.push([px + stepM * Math.cos(angle), py + stepM * Math.sin(angle)]);
  }
  return points;
}

function twins(drawing: Drawing, random: Random): void {
  const canal = curve(random, between(random, 200, 900), 0.5, 20);
  drawing.route(1, canal).route(2, beside(canal, between(random, 20, 45)));
}

function meander(drawing: Drawing, random: Random): void {
  drawing.route(3, curve(random, between(random, 300, 1200), 2.6, between(random, 5, 25)));
}

function wideRiver(drawing: Drawing, random: Random): void {
  const line = curve(random, between(random, 300, 900), 0.4, 25);
  const width = between(random, 25, 160);
  const upper = line.slice(chance(random, 0.5) ? 0 : 4);
  const island = beside(upper.slice(4, 8), chance(random, 0.5) ? width / 4 : 5); // beside the line or under it
  const rings = [[...beside(upper, width / 2), ...beside(upper, -width / 2).reverse()]];
  if (chance(random, 0.5) && island.length > 2) rings.push([...island, ...beside(island, -10).reverse()]);
  drawing.route(4, line).water(4, 'river', rings, width * between(random, 0.8, 1.1));
  if (chance(random, 0.5)) drawing.water(4, 'river', [box(line[2], 40)], 60);
  if (chance(random, 0.4)) arm(drawing, random, line, width);
}

/** Another line in the river's water, of the same river or of another, that leaves it and comes back or goes on beside it. */
function arm(drawing: Drawing, random: Random, line: readonly Xy[], width: number): void {
  const off = width * between(random, -0.6, 0.6);
  const bed = beside(line.slice(1, -1), off);
  const [first, last] = [line[0], line[line.length - 1]];
  drawing.route(chance(random, 0.5) ? 4 : 40, chance(random, 0.6) ? [first, ...bed, last] : [first, ...bed]);
}

function lake(drawing: Drawing, random: Random): void {
  const shore = circle(random, between(random, 60, 300), 12);
  drawing.route(5, shore, 'shore').water(5, chance(random, 0.7) ? 'lake' : 'pond', [shore.slice(0, -1)]);
}

function ring(drawing: Drawing, random: Random): void {
  drawing.route(6, circle(random, between(random, 6, 150), 9));
}

function ditch(drawing: Drawing, random: Random): void {
  const [a, b] = [0, 1].map((): Xy => [between(random, 0, 900), between(random, 0, 900)]);
  drawing.route(7 + drawing.lines.length, [a, [(a[0] + b[0]) / 2 + between(random, -40, 40), (a[1] + b[1]) / 2], b]);
}

/** A ditch that leaves another line at one of its vertices. */
function cross(drawing: Drawing, random: Random): void {
  const { points } = drawing.lines[Math.floor(random() * drawing.lines.length)] ?? { points: [[400, 400] as Xy] };
  const [x, y] = points[Math.floor(random() * points.length)];
  drawing.route(30, [
    [x, y],
    [x + between(random, -400, 400), y + between(random, -400, 400)],
  ]);
}

function circle(random: Random, radiusM: number, corners: number): Xy[] {
  const [x, y] = [between(random, 200, 700), between(random, 200, 700)];
  const points = Array.from({ length: corners }, (_, i): Xy => {
    const angle = (2 * Math.PI * i) / corners;
    const r = radiusM * between(random, 0.85, 1.15);
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });
  return [...points, points[0]];
}

function box([x, y]: Xy, half: number): Xy[] {
  return [
    [x - half, y - half],
    [x + half, y - half],
    [x + half, y + half],
    [x - half, y + half],
  ];
}

/** A crew that follows lines, cuts across, stands still, loses its signal, jumps away, and works over midnight. */
function crew(drawing: Drawing, random: Random) {
  const sigma = between(random, 0, 9);
  const [east, north] = [correlatedNoise(random, sigma), correlatedNoise(random, sigma)];
  const legs = 1 + Math.floor(random() * 5);
  const path: Xy[] = [];
  for (let leg = 0; leg < legs; leg++) path.push(...pick(random, [along, along, turning, across])(drawing, random));
  const noisy = path.map(([x, y]): Xy => [x + east(), y + north()]);
  const seen = noisy.flatMap((p): Xy[] => (chance(random, 0.01) ? [p, [p[0] + 300, p[1] - 200]] : [p]));
  const left = dropOut(seen, random);
  const fixes = fixesOf(left.length > 0 ? left : [[0, 0]]);
  const midnight = chance(random, 0.2) ? Math.floor(random() * left.length) : left.length;
  return { ...fixes, day: fixes.day.map((day, i) => (i < midnight ? day : day + 1)) };
}

function along(drawing: Drawing, random: Random): Xy[] {
  const { points } = drawing.lines[Math.floor(random() * drawing.lines.length)];
  const length = lineLengthM(points);
  const offset = chance(random, 0.5) ? 0 : between(random, -70, 70);
  const step = chance(random, 0.15) ? between(random, 55, 120) : between(random, 2, 20);
  const turns = [points, chance(random, 0.5) ? points : []].flat();
  const there = walk(turns, step, offset, random() * length * 0.4, length * between(random, 0.5, 2));
  return chance(random, 0.5) ? there : there.reverse();
}

/** Up to 300 m along a line to where another leaves it, and on along that one. */
function turning(drawing: Drawing, random: Random): Xy[] {
  const lines = drawing.lines.map(({ points }) => points);
  const same = (a: Xy) => (b: Xy) => a[0] === b[0] && a[1] === b[1];
  const branch = pick(random, lines);
  const host = lines.find((line) => line !== branch && line.some(same(branch[0])));
  if (!host) return along(drawing, random);
  const to = lineLengthM(host.slice(0, host.findIndex(same(branch[0])) + 1));
  const step = between(random, 2, 20);
  const way = [...walk(host, step, 0, Math.max(0, to - 300 * random()), to), ...walk(branch, step)];
  return chance(random, 0.5) ? way : way.reverse();
}

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)];

function across(_drawing: Drawing, random: Random): Xy[] {
  const ends = [0, 1].map((): Xy => [between(random, 0, 900), between(random, 0, 900)]);
  return walk(ends, between(random, 3, 15));
}

function dropOut(points: Xy[], random: Random): Xy[] {
  const start = Math.floor(random() * points.length);
  return chance(random, 0.4) ? [...points.slice(0, start), ...points.slice(start + Math.floor(random() * 30))] : points;
}

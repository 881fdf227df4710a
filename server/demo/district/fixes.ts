/** What the receivers recorded of the crews' days: noise that drifts, pauses, drop-outs, detours, outliers. */
import { normal, type Random } from '../random.ts';
import type { CrewDay, Leg, Mode } from './campaigns.ts';
import type { Point } from './curves.ts';
import { between, distance } from './lines.ts';
import { pointAt } from './routes.ts';

export interface Track {
  name: string;
  mode: Mode;
  method: string;
  crew: string;
  date: string;
  campaign: string;
  /** Plane metres. */
  fixes: Point[];
  /** Milliseconds since 1970 UTC. */
  times: number[];
  /** Ranges really travelled and recorded; empty for a bridge or ferry crossing. */
  truth: TrueRange[];
}

/** River key, route number within it, and mm of measure. */
export interface TrueRange {
  river: string;
  seq: number;
  bank: Leg['bank'];
  fromMm: number;
  toMm: number;
}

const INTERVAL_S = 10;
const START_OF_WORK_MS = 30 * 60_000; // 08:30 in China, after midnight UTC
const CORRELATION_AT_5_M = 0.9;
const DETOUR_M = 45;
const DETOUR_LONG_MM = 75_000;

interface Recorder {
  track: Track;
  random: Random;
  gauss: Random;
  /** Metres; the noise per axis and how fast it forgets. */
  sigma: number;
  noise: Point;
  clock: number;
}

export function recordDay(day: CrewDay, random: Random): Track {
  const { legs, ...head } = day;
  const recorder = startRecorder({ ...head, fixes: [], times: [], truth: [] }, random, 2.5 + 3 * random());
  for (const leg of legs) {
    moveTo(recorder, pointAt(leg.route, leg.fromMm, leg.left));
    recordLeg(recorder, leg);
  }
  if (random() < 0.25) addOutlier(recorder);
  return recorder.track;
}

/** A crew that only goes straight from one place to another. */
export function recordWay(
  head: Omit<Track, 'fixes' | 'times' | 'truth'>,
  [from, to]: readonly [Point, Point],
  random: Random,
): Track {
  const recorder = startRecorder({ ...head, fixes: [], times: [], truth: [] }, random, 2.5);
  const length = distance(from, to);
  for (let s = 0; s <= length; s += 20) record(recorder, between(from, to, s / length), 20);
  return recorder.track;
}

function startRecorder(track: Track, random: Random, sigma: number): Recorder {
  const gauss = normal(random);
  const noise: Point = [gauss() * sigma, gauss() * sigma];
  return { track, random, gauss, sigma, noise, clock: Date.parse(`${track.date}T00:00:00Z`) + START_OF_WORK_MS };
}

/** Time passes on the way to the next leg; the receiver is off. */
function moveTo(recorder: Recorder, to: Point): void {
  const last = recorder.track.fixes.at(-1);
  if (last) recorder.clock += Math.round(60 + distance(last, to) / 6) * 1000;
}

interface Events {
  /** The receiver records nothing from here to there, mm into the leg. */
  lost: [from: number, to: number] | undefined;
  /** Around an obstacle on the bank, beyond tolerance: what the map shows as bridged. */
  detourAt: number;
  pauseAt: number;
}

function eventsOf(random: Random, length: number): Events {
  const lostAt = random() * 0.7 * length;
  const lost = length > 1_500_000 && random() < 0.12;
  const chance = (longerThan: number, share: number, at: number) =>
    length > longerThan && random() < share ? at : Number.NaN;
  return {
    lost: lost ? [lostAt, lostAt + 160_000 + random() * 250_000] : undefined,
    detourAt: chance(600_000, 0.15, 100_000 + random() * (length - 300_000)),
    pauseAt: chance(400_000, 0.2, random() * length),
  };
}

function recordLeg(recorder: Recorder, leg: Leg): void {
  const { random } = recorder;
  const sign = leg.toMm > leg.fromMm ? 1 : -1;
  const length = Math.abs(leg.toMm - leg.fromMm);
  const step = (1.7 + 0.6 * random()) * INTERVAL_S * 1000;
  const { lost, detourAt, pauseAt } = eventsOf(random, length);
  const place = (s: number, aside: number) => pointAt(leg.route, leg.fromMm + sign * s, leg.left + aside);
  for (let s = 0; ; s = Math.min(length, s + step)) {
    const aside = s > detourAt && s < detourAt + DETOUR_LONG_MM ? DETOUR_M : 0;
    if (lost && s > lost[0] && s < lost[1]) recorder.clock += INTERVAL_S * 1000;
    else record(recorder, place(s, aside), step / 1000);
    const pauses = s <= pauseAt && s + step > pauseAt ? 5 + Math.floor(random() * 15) : 0;
    for (let i = 0; i < pauses; i++) record(recorder, place(s, aside), 4);
    if (s >= length) break;
  }
  for (const [from, to] of lost
    ? [
        [0, lost[0]],
        [lost[1], length],
      ]
    : [[0, length]])
    noteTruth(recorder.track, leg, from, to);
}

function noteTruth(track: Track, { route, bank, fromMm, toMm }: Leg, from: number, to: number): void {
  const sign = toMm > fromMm ? 1 : -1;
  const [a, b] = [fromMm + sign * from, fromMm + sign * to].map(Math.round);
  track.truth.push({ river: route.key, seq: route.seq, bank, fromMm: Math.min(a, b), toMm: Math.max(a, b) });
}

/** AR(1) noise whose correlation falls with the distance travelled. */
function record(recorder: Recorder, [x, y]: Point, metres: number): void {
  const { track, gauss, sigma, noise } = recorder;
  track.fixes.push([x + noise[0], y + noise[1]]);
  track.times.push(recorder.clock);
  recorder.clock += INTERVAL_S * 1000;
  const kept = CORRELATION_AT_5_M ** (metres / 5);
  const fresh = sigma * Math.sqrt(1 - kept * kept);
  recorder.noise = [noise[0] * kept + fresh * gauss(), noise[1] * kept + fresh * gauss()];
}

/** One fix far off, as receivers give under bridges. */
function addOutlier({ track, random }: Recorder): void {
  const at = 1 + Math.floor(random() * (track.fixes.length - 2));
  const angle = random() * 2 * Math.PI;
  const far = 150 + random() * 500;
  const [x, y] = track.fixes[at];
  track.fixes[at] = [x + far * Math.cos(angle), y + far * Math.sin(angle)];
}

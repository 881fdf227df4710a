/** Where lines under new keys go on as a line went that its own key has left: such a stretch is theirs. */
import type { Walk } from './best-feet.ts';
import { nearestOfAll } from './foot.ts';
import { pointAt, type Stretch, verticesOf } from './stretch.ts';

const NOISE_MM = 3000; // a line drawn anew strays so far from the one before, or from that shifted
const LEAST_MM = 150_000; // an arm at 5 degrees stays within the noise of a line, and of that shifted, for 100 m in a row

type OwnAt = NonNullable<Walk['ownAt']>;
type Offset = readonly [dx: number, dy: number];

interface Lines {
  /** What the keys tell. */
  ownAt: OwnAt;
  /** Lines whose keys are new. */
  fresh: readonly Stretch[];
}

interface Run {
  fromMm: number;
  toMm: number;
  /** Where it begins the fresh lines lie so. */
  begun: Offset;
}

/** What the keys tell, but where fresh lines go on: there these, and its own only where that lies with them. */
export function goingOn(walk: Walk, steps: readonly number[], { ownAt, fresh }: Lines): OwnAt {
  if (fresh.length === 0) return ownAt;
  const runs = runsOf(walk, steps, { ownAt, fresh });
  return (at) => {
    const own = ownAt(at);
    const is = offset(walk, at, fresh);
    if (!runs.some((run) => run.fromMm <= at && at <= run.toMm && isOf(run, is))) return own;
    return own && isNear(is, offset(walk, at, own)) ? [...own, ...fresh] : fresh;
  };
}

/** From step to step along which the fresh lines lie where the line lay, or as far beside it as its own lay where they begin; each may begin after the step before. */
function runsOf(walk: Walk, steps: readonly number[], { ownAt, fresh }: Lines): Run[] {
  const runs: Run[] = [];
  const ownOffset = (k: number) => offset(walk, steps[k], ownAt(steps[k]) ?? []);
  let [run, start]: [Run | undefined, number] = [undefined, 0];
  for (const [k, at] of steps.entries()) {
    const is = offset(walk, at, fresh);
    if (run && isOf(run, is)) run.toMm = at;
    else {
      const before = Math.max(0, k - 1);
      const begins = is && (isNear(is, HERE) || isNear(is, ownOffset(before)) || isNear(is, ownOffset(k)));
      run = begins ? { fromMm: steps[before], toMm: at, begun: is } : undefined;
      start = at;
    }
    if (run && at - start >= LEAST_MM && runs.at(-1) !== run) runs.push(run);
  }
  return runs;
}

const isOf = ({ begun }: Run, is: Offset | undefined) => isNear(is, HERE) || isNear(is, begun);

const HERE: Offset = [0, 0];

const isNear = (one: Offset | undefined, other: Offset | undefined) =>
  one !== undefined && other !== undefined && Math.hypot(one[0] - other[0], one[1] - other[1]) <= NOISE_MM;

/** From a point of the line to the nearest of these. */
function offset({ rulers, line, toleranceMm }: Walk, at: number, on: readonly Stretch[]): Offset | undefined {
  const point = pointAt(line, at);
  const best = nearestOfAll(rulers, on, point);
  if (!best || best.distance > toleranceMm) return undefined;
  const [x, y] = pointAt(verticesOf(rulers, best.route), best.measure);
  return [x - point[0], y - point[1]];
}

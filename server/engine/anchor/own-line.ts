/** Which of today's lines a point of a line drawn before belongs to, by the keys (source_id) of what both were drawn as. */
import type { Rulers } from '../rulers.ts';
import { runsAlong, type Walk } from './best-feet.ts';
import { nearest } from './foot.ts';
import { stepsOf } from './steps.ts';
import { pointAt, type Stretch, verticesOf, wholeOf } from './stretch.ts';

/** A part of a line, by its measures, and the key of what it was drawn as. */
export interface DrawnAs {
  key: string;
  fromMm: number;
  toMm: number;
}

export interface Keys {
  was: readonly DrawnAs[];
  /** Keys that other lines of the river had then. */
  beside: readonly string[];
  is: readonly (Stretch & { key: string })[];
}

/**
 * A key is believed where at least half of what it drew, or of what it draws now, and a quarter of what it drew lies beside the
 * line that has it now, and not where half lies on the very line of another: keys that only number the rows of a file are other ones the next time. Past the end of its own line a
 * point lies on the line's other parts, where they are beside it, or on lines that have new keys: it may have been cut.
 */
export function ownLine(walk: Walk, { was, beside, is }: Keys): Walk['ownAt'] {
  const steps = stepsOf(walk.line);
  const believed = new Map<string, Stretch[]>();
  for (const key of new Set(was.map(({ key }) => key))) {
    const line = united(is.filter((stretch) => stretch.key === key));
    if (line.length > 0 && isBelieved(walk, stepsOn(steps, was, key), line)) believed.set(key, line);
  }
  const all = united([...believed.values()].flat());
  if (believed.size === 0) return undefined;
  const known = new Set(beside);
  const notOthers = united(is.filter(({ key }) => !known.has(key)));
  return (at) => {
    const keys = was.filter(({ key, fromMm, toMm }) => believed.has(key) && fromMm <= at && at <= toMm);
    const own = keys.flatMap(({ key }) => believed.get(key)!);
    return [own, all, notOthers].find((lines) => isBeside(walk, at, lines));
  };
}

/** Measures with how much of the line lies before them. */
type Step = [at: number, step: number];

const stepsOn = (steps: readonly number[], was: readonly DrawnAs[], of: string): Step[] =>
  steps.flatMap((at, k): Step[] =>
    k > 0 && was.some(({ key, fromMm, toMm }) => key === of && fromMm < at && at <= toMm)
      ? [[at, at - steps[k - 1]]]
      : [],
  );

function isBelieved(walk: Walk, steps: readonly Step[], own: readonly Stretch[]): boolean {
  let [all, beside, elsewhere] = [0, 0, 0];
  for (const [at, step] of steps) {
    all += step;
    if (isBeside(walk, at, own)) beside += step;
    if (isOnAnother(walk, at, own)) elsewhere += step;
  }
  const now = own.reduce((sum, { fromMm, toMm }) => sum + toMm - fromMm, 0);
  return 2 * beside >= Math.min(all, now) && 4 * beside >= all && 2 * elsewhere < all;
}

/** Not past an end of it; where two of its stretches meet is none. */
function isBeside({ rulers, line, toleranceMm }: Walk, at: number, own: readonly Stretch[]): boolean {
  const point = pointAt(line, at);
  return own.some((stretch) => {
    const foot = nearest(rulers, stretch, point);
    if (!foot || foot.distance > toleranceMm) return false;
    if (stretch.fromMm < foot.measure && foot.measure < stretch.toMm) return true;
    return own.some((other) => other !== stretch && isEnd(rulers, other, stretch.route, foot.measure));
  });
}

/** Whether a stretch begins or ends where this place of a route is. */
function isEnd(rulers: Rulers, { route, fromMm, toMm }: Stretch, on: number, measure: number): boolean {
  const [x, y] = pointAt(verticesOf(rulers, on), measure);
  return [fromMm, toMm].some((end) => {
    const [ex, ey] = pointAt(verticesOf(rulers, route), end);
    return ex === x && ey === y;
  });
}

function isOnAnother(walk: Walk, at: number, own: readonly Stretch[]): boolean {
  const point = pointAt(walk.line, at);
  return walk.routes.some((route) => {
    const foot = nearest(walk.rulers, wholeOf(route), point);
    const isOwn = own.some(
      (each) => each.route === route && each.fromMm <= foot!.measure && foot!.measure <= each.toMm,
    );
    return foot && !isOwn && runsAlong(walk, foot, at);
  });
}

/** Stretches that touch are one: the end of one is no end of the line. */
function united(stretches: readonly Stretch[]): Stretch[] {
  const sorted = [...stretches].sort((a, b) => a.route - b.route || a.fromMm - b.fromMm);
  const result: Stretch[] = [];
  for (const { route, fromMm, toMm } of sorted) {
    const last = result[result.length - 1];
    if (last?.route === route && fromMm <= last.toMm) last.toMm = Math.max(last.toMm, toMm);
    else result.push({ route, fromMm, toMm });
  }
  return result;
}

/** What a real network has beside its plain rivers: arms around islands, a roadside ditch, canals side by side. */
import type { Random } from '../random.ts';
import type { Point } from './curves.ts';
import { firstPart, lengthOf, offset, without } from './lines.ts';
import { riverName } from './names.ts';
import { WIDE_HALF_WIDTH_M } from './paths.ts';
import type { Draft } from './waterways.ts';

const ARMS = 10;
const TWINS = 16;
const TWIN_APART_M = 30;
const DITCH_M = 1800;
const DITCH_BEYOND_BANK_M = 18;

/** Lets ten rivers without polygon flow around an island between two joints; the arm is the longer way. */
export function addArms(drafts: Draft[], random: Random): void {
  const rivers = drafts.filter((one) => one.halfWidth === 0 && !one.winding && !one.closed && one.joints.length > 5);
  for (const river of rivers.slice(0, ARMS)) {
    const after = river.joints.findIndex((joint, i) => i > 2 && joint - river.joints[i - 1] > 11);
    if (after < 0) continue;
    const from = river.joints[after - 1] + 2;
    const to = from + 8;
    const straight = river.points.slice(from, to + 1);
    const bulge = (side: number) =>
      offset(straight, (i) => side * (45 + 20 * random()) * Math.sin((Math.PI * i) / (to - from)) ** 0.6);
    const [one, other] = [bulge(1), bulge(-1)];
    const arm = lengthOf(one) > lengthOf(other) ? one : other;
    arm[0] = straight[0];
    arm[arm.length - 1] = straight[straight.length - 1];
    if (lengthOf(arm) <= lengthOf(straight) + 5) continue;
    river.arms.push({ from, to, points: arm });
    river.joints = [...river.joints, from, to].sort((a, b) => a - b);
  }
}

/** A roadside ditch on land, just off the bank of the widest river. */
export function ditchBeside(drafts: readonly Draft[]): Draft[] {
  const wide = drafts.find((one) => one.halfWidth === WIDE_HALF_WIDTH_M);
  if (!wide) return [];
  const stretch = firstPart(without(wide.points, lengthOf(wide.points) * 0.4, 0), DITCH_M);
  const points = offset(stretch, () => wide.halfWidth * 1.12 + DITCH_BEYOND_BANK_M);
  return [{ ...plain(points, '青浏公路边沟'), level: 'village' }];
}

/** Canals 30 m beside village rivers, ending 50 m short of them. */
export function twinsOf(village: readonly Draft[], random: Random): Draft[] {
  return village
    .filter((one) => !one.winding && one.mouths.length === 0 && lengthOf(one.points) > 700)
    .slice(0, TWINS)
    .map((one) => {
      const points = offset(without(one.points, 50, 50), () => TWIN_APART_M);
      return { ...plain(points, riverName(random, 'village')), twin: true };
    });
}

function plain(points: Point[], name: string): Draft {
  return {
    points,
    name,
    level: 'village',
    closed: false,
    joints: [],
    arms: [],
    halfWidth: 0,
    winding: false,
    twin: false,
    mouths: [],
  };
}

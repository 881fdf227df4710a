/** How finely a file's coordinates are written: what digits cost is said in the batch, before a flag rests on them. */
import type { Crs } from './crs.ts';
import { type Issue, issue } from './issues.ts';
import type { PositionSample } from './rows/sample.ts';

const LEAST_ROWS = 10; // fewer may be round numbers by chance
const METRES_PER_DEGREE = 111_320; // of latitude; a degree of longitude is at most as long
const NEAR = 1e-4; // of a step, for what binary fractions lose

interface Step {
  size: number;
  zh: string;
  en: string;
}

// coarsest first; what is finer than these is off by less than half a metre
const DEGREES: readonly Step[] = [
  { size: 1, zh: '整度', en: 'whole degrees' },
  decimals(1),
  { size: 1 / 60, zh: '整分', en: 'whole minutes' },
  decimals(2),
  decimals(3),
  { size: 1 / 3600, zh: '整秒', en: 'whole seconds' },
  decimals(4),
  { size: 1 / 36_000, zh: '秒后一位小数', en: 'tenths of a second' },
  decimals(5),
];
// a grid in feet is finer than said: "up to" stays true
const METRES: readonly Step[] = [1000, 100, 10, 1].map((size) => ({
  size,
  zh: `整 ${size} 个坐标单位`,
  en: `steps of ${size} of the grid's unit`,
}));

/** A warning when positions are written in steps that leave them uncertain by half a metre or more. */
export function coarseness({ xs, ys }: PositionSample, crs: Crs): Issue[] {
  if (xs.length < LEAST_ROWS) return [];
  const step = (crs.isGeographic ? DEGREES : METRES).find(({ size }) => isOn(xs, size) && isOn(ys, size));
  if (!step) return [];
  const metres = step.size * (crs.isGeographic ? METRES_PER_DEGREE : 1) * Math.SQRT1_2;
  const off = metres >= 10 ? metres.toFixed(0) : metres.toFixed(1);
  const detail = { zh: step.zh, en: step.en };
  return [issue('coarse_coordinates', { row: null, value: off, detail })];
}

function decimals(places: number): Step {
  return { size: 10 ** -places, zh: `小数后 ${places} 位`, en: `${places} decimals` };
}

function isOn(values: readonly number[], size: number): boolean {
  return values.every((value) => Math.abs(value / size - Math.round(value / size)) < NEAR);
}

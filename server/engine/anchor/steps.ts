/** The points of a line that are looked up. */
import type { MeasuredVertices } from './stretch.ts';

const STEP_MM = 20_000; // between the points that are looked up: less than any bend that matters at a tolerance of 50 m

/** Measures of the ends, the vertices and points between. */
export function stepsOf({ m }: MeasuredVertices): number[] {
  const steps: number[] = [m[0]];
  for (let v = 1; v < m.length; v++) {
    const count = Math.max(1, Math.ceil((m[v] - m[v - 1]) / STEP_MM));
    for (let k = 1; k <= count; k++) steps.push(Math.round(m[v - 1] + ((m[v] - m[v - 1]) * k) / count));
  }
  return steps.filter((step, i) => i === 0 || step > steps[i - 1]);
}

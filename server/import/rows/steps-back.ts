/** Fixes earlier than the one before them. */
export function stepsBack(times: ArrayLike<number>): number {
  let steps = 0;
  for (let i = 1; i < times.length; i++) if (times[i] < times[i - 1]) steps++;
  return steps;
}

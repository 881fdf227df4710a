/** A track as recorded, and distances between its fixes. */

/** Fixes in file order: integer mm in the district's plane, the local day of each (days since 1970-01-01), and its ms where it has any. */
export interface Fixes {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  day: ArrayLike<number>;
  time?: ArrayLike<number>;
}

/** Distance of two fixes in whole millimetres. */
export function fixDistance(fixes: Fixes, a: number, b: number): number {
  return distance(fixes.x[a], fixes.y[a], fixes.x[b], fixes.y[b]);
}

/** Distance of two places of the plane in whole millimetres. */
export function distance(ax: number, ay: number, bx: number, by: number): number {
  return Math.floor(Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay)) + 0.5);
}

/** Length of the line through some fixes: the rounded running sum. */
export function lineLength(fixes: Fixes, order: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < order.length; i++) {
    const dx = fixes.x[order[i]] - fixes.x[order[i - 1]];
    const dy = fixes.y[order[i]] - fixes.y[order[i - 1]];
    sum += Math.sqrt(dx * dx + dy * dy);
  }
  return Math.floor(sum + 0.5);
}

/** The fixes of each day in file order, earliest day first. */
export function splitDays(fixes: Fixes): { day: number; fixes: number[] }[] {
  const byDay = new Map<number, number[]>();
  for (let i = 0; i < fixes.day.length; i++) {
    const list = byDay.get(fixes.day[i]);
    if (list) list.push(i);
    else byDay.set(fixes.day[i], [i]);
  }
  return [...byDay].sort(([a], [b]) => a - b).map(([day, list]) => ({ day, fixes: list }));
}

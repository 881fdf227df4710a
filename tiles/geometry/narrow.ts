/** What is narrower than the grid, drawn as narrow as the grid allows. */
import type { Box } from './clip.ts';
import { REACH } from './ring.ts';

type Line = readonly number[];

/**
 * Parallelograms along lines x, y, x, y… REACH wide: of two sides that far apart snap rounding brings none to the other.
 * They lie inside the box.
 *
 *     a ──────── b     down or up along x, right or left along y
 *     ╲          ╲
 *      ──────────
 */
export function slivers(lines: readonly Line[], box: Box): number[][] {
  return lines.flatMap((line) => {
    const points = line.map(Math.round);
    const rings: number[][] = [];
    for (let i = 2; i < points.length; i += 2) {
      const [ax, ay, bx, by] = points.slice(i - 2, i + 2);
      if (ax !== bx || ay !== by) rings.push(sliver(ax, ay, bx, by, box));
    }
    return rings;
  });
}

function sliver(ax: number, ay: number, bx: number, by: number, box: Box): number[] {
  if (Math.abs(bx - ax) >= Math.abs(by - ay)) {
    const dy = Math.max(ay, by) + REACH <= box.maxY ? REACH : -REACH;
    return [ax, ay, bx, by, bx, by + dy, ax, ay + dy];
  }
  const dx = Math.max(ax, bx) + REACH <= box.maxX ? REACH : -REACH;
  return [ax, ay, bx, by, bx + dx, by, ax + dx, ay];
}

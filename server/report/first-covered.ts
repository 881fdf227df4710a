/** What was covered for the first time in each year: years add up to what is covered. */
import type { Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { intersection, totalLength } from '../engine/ranges.ts';
import { type Product, piecesOf, surveyChoices } from './facets/product.ts';
import { coveredBy } from './overlays.ts';

/**
 * Millimetres per cell of a report by year: covered by the year's end less covered by the end of the year before, by the
 * same surveys (of a crew, where crews are the other group). A river counts when both its banks are covered. Undefined
 * where no group is the year.
 */
export function firstCovered(snapshot: Snapshot, product: Product, mode: Mode, day: number): number[] | undefined {
  const years = product.labels.find(({ labels }) => labels.isUpTo);
  if (!years) return undefined;
  const covered = coveredByYearsEnd(snapshot, product, mode, day);
  const isFirst = (cell: number) => Math.floor(cell / years.stride) % years.labels.rows.length === 0;
  return covered.map((mm, cell) => (isFirst(cell) ? mm : mm - covered[cell - years.stride]));
}

function coveredByYearsEnd(snapshot: Snapshot, product: Product, mode: Mode, day: number): number[] {
  const sums = Array.from({ length: product.cells }, () => 0);
  for (let route = 0; route < snapshot.rulers.count; route++) {
    const pieces = piecesOf(snapshot, product, route);
    for (const { cell, holds } of surveyChoices(product, true)) {
      const covered = coveredBy(snapshot, route, mode, (i) => snapshot.surveyed.day[i] <= day && holds!(i));
      for (const { from, to, cell: at } of pieces) sums[at + cell] += totalLength(intersection(covered, [from, to]));
    }
  }
  return sums;
}

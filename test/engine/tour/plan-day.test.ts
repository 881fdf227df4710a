import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planDay } from '../../../server/engine/tour/plan-day.ts';
import { TourCosts, type TourPiece, type TourRequest, type Visit } from '../../../server/engine/tour/tour.ts';

const REQUEST: TourRequest = { start: { x: 0, y: 0 }, budgetMs: 1e12, surveyKmh: 4, travelKmh: 30, detour: 1.3 };
const HOUR = 3_600_000;

const place = fc.integer({ min: -8_000_000, max: 8_000_000 });
const piece: fc.Arbitrary<TourPiece> = fc
  .tuple(place, place, fc.integer({ min: -500_000, max: 500_000 }), fc.integer({ min: -500_000, max: 500_000 }))
  .map(([ax, ay, dx, dy]) => ({
    ax,
    ay,
    bx: ax + dx,
    by: ay + dy,
    lengthMm: Math.round(Math.hypot(dx, dy) * 1.1) + 1,
  }));

/** Every order and every direction. */
function cheapest(costs: TourCosts, left: number[], done: Visit[] = []): number {
  if (left.length === 0) return costs.totalMs(done);
  let least = Number.POSITIVE_INFINITY;
  for (const next of left)
    for (const reversed of [false, true])
      least = Math.min(
        least,
        cheapest(
          costs,
          left.filter((other) => other !== next),
          [...done, { piece: next, reversed }],
        ),
      );
  return least;
}

/** The most that can be surveyed in the day, over every choice. */
function most(costs: TourCosts, count: number): number {
  let best = 0;
  for (let choice = 0; choice < 1 << count; choice++) {
    const chosen = [...Array(count).keys()].filter((i) => choice & (1 << i));
    const length = chosen.reduce((sum, i) => sum + costs.pieces[i].lengthMm, 0);
    if (length > best && cheapest(costs, chosen) <= costs.request.budgetMs) best = length;
  }
  return best;
}

describe('a day planned', () => {
  it('is as short as the best order of all, or nearly', () => {
    const ratios: number[] = [];
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), (pieces) => {
        const costs = new TourCosts(pieces, REQUEST);
        const tour = planDay(pieces, REQUEST);
        expect(tour).toHaveLength(pieces.length);
        ratios.push(costs.totalMs(tour) / cheapest(costs, [...pieces.keys()]));
      }),
      { numRuns: 40, seed: 11 },
    );
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...ratios)).toBeLessThan(1.1);
    expect(ratios.reduce((sum, ratio) => sum + ratio) / ratios.length).toBeLessThan(1.005);
  });

  it('surveys most of what could be surveyed when the day is short', () => {
    let [sum, best] = [0, 0];
    fc.assert(
      fc.property(fc.array(piece, { minLength: 3, maxLength: 4 }), fc.integer({ min: 1, max: 3 }), (pieces, hours) => {
        const request = { ...REQUEST, budgetMs: hours * HOUR };
        const tour = planDay(pieces, request);
        const surveyed = tour.reduce((all, visit) => all + pieces[visit.piece].lengthMm, 0);
        const bound = most(new TourCosts(pieces, request), pieces.length);
        expect(surveyed).toBeLessThanOrEqual(bound);
        sum += surveyed;
        best += bound;
      }),
      { numRuns: 40, seed: 5 },
    );
    expect(sum / best).toBeGreaterThan(0.85);
  });

  it('visits a piece once, ends in time, and leaves nothing out that would have fitted at the end', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 0, max: 10 }), (pieces, hours) => {
        const request = { ...REQUEST, budgetMs: hours * HOUR };
        const costs = new TourCosts(pieces, request);
        const tour = planDay(pieces, request);
        expect(new Set(tour.map((visit) => visit.piece)).size).toBe(tour.length);
        expect(costs.totalMs(tour)).toBeLessThanOrEqual(request.budgetMs);
        for (const left of pieces.keys())
          if (!tour.some((visit) => visit.piece === left))
            for (const reversed of [false, true])
              expect(costs.totalMs([...tour, { piece: left, reversed }])).toBeGreaterThan(request.budgetMs);
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it('is the same whatever order the pieces come in', () => {
    const several = fc.uniqueArray(piece, { maxLength: 12, selector: ({ ax, ay }) => `${ax} ${ay}` });
    fc.assert(
      fc.property(several, fc.nat(11), (pieces, by) => {
        const turned = [...pieces.slice(by), ...pieces.slice(0, by)].reverse();
        const request = { ...REQUEST, budgetMs: 3 * HOUR };
        const gone = (list: TourPiece[]) =>
          planDay(list, request).map((visit) => ({ ...list[visit.piece], reversed: visit.reversed }));
        expect(gone(turned)).toEqual(gone(pieces));
      }),
      { numRuns: 40, seed: 8 },
    );
  });

  it('goes a river that was drawn in pieces from end to end, against its measures where that is shorter', () => {
    const river = [3, 1, 0, 2].map((k) => ({
      ax: 1e6 + k * 5e5,
      ay: 0,
      bx: 1e6 + (k + 1) * 5e5,
      by: 0,
      lengthMm: 5e5,
    }));
    const order = planDay(river, { ...REQUEST, start: { x: 0, y: 0 } }).map((visit) => visit.piece);
    expect([order, [...order].reverse()]).toContainEqual([2, 1, 3, 0]);
    const fromTheEnd = planDay(river, { ...REQUEST, start: { x: 4e6, y: 0 }, budgetMs: 0.4 * HOUR });
    expect(fromTheEnd).toEqual([
      { piece: 0, reversed: true },
      { piece: 3, reversed: true },
    ]);
  });
});

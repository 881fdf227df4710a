/**
 * Which pieces to survey in a day, and in which order: a suggestion, near the best and always the same. The nearest piece that
 * still fits comes next; then the order is improved, and what now fits in between is put where it costs least, until nothing does.
 */
import { cheapestPlace, improve, type Place } from './improve.ts';
import { TourCosts, type TourPiece, type TourRequest, type Visit } from './tour.ts';

/** More in a day is no plan, and improving it takes the square. */
export const MOST_VISITS = 150;

/** Visits index `pieces`, whose own order decides nothing: ties go to the westernmost, then the southernmost. */
export function planDay(pieces: readonly TourPiece[], request: TourRequest): Visit[] {
  const order = [...pieces.keys()].sort((i, j) => compare(pieces[i], pieces[j]));
  const costs = new TourCosts(
    order.map((i) => pieces[i]),
    request,
  );
  const left = new Set(order.keys());
  const tour = nearestFirst(costs, left);
  improve(tour, costs);
  while (fillIn(tour, costs, left)) improve(tour, costs);
  return tour.map(({ piece, reversed }) => ({ piece: order[piece], reversed }));
}

function compare(a: TourPiece, b: TourPiece): number {
  return a.ax - b.ax || a.ay - b.ay || a.bx - b.bx || a.by - b.by || a.lengthMm - b.lengthMm;
}

function nearestFirst(costs: TourCosts, left: Set<number>): Visit[] {
  const tour: Visit[] = [];
  let spent = 0; // without the way back
  for (;;) {
    const next = tour.length < MOST_VISITS ? nearest(costs, tour.at(-1), left, spent) : undefined;
    if (!next) return tour;
    spent += costs.travelMs(tour.at(-1), next) + costs.surveyMs(next.piece);
    tour.push(next);
    left.delete(next.piece);
  }
}

/** The piece whose nearer end is nearest, of those that fit with the way back. */
function nearest(costs: TourCosts, last: Visit | undefined, left: Set<number>, spent: number): Visit | undefined {
  let best: Visit | undefined;
  let bestMs = Number.POSITIVE_INFINITY;
  for (const piece of left)
    for (const reversed of [false, true]) {
      const visit = { piece, reversed };
      const travel = costs.travelMs(last, visit);
      if (travel >= bestMs) continue;
      const all = spent + travel + costs.surveyMs(piece) + costs.travelMs(visit, undefined);
      if (all <= costs.request.budgetMs) [best, bestMs] = [visit, travel];
    }
  return best;
}

/** Puts in the piece that costs least beside its own survey. */
function fillIn(tour: Visit[], costs: TourCosts, left: Set<number>): boolean {
  if (tour.length >= MOST_VISITS) return false;
  const free = costs.request.budgetMs - costs.totalMs(tour);
  let best: Place | undefined;
  for (const piece of left) {
    const room = free - costs.surveyMs(piece);
    if (room < 0) continue;
    const place = cheapestPlace(tour, [{ piece, reversed: false }], costs);
    if (place.addedMs <= room && place.addedMs < (best?.addedMs ?? Number.POSITIVE_INFINITY)) best = place;
  }
  if (!best) return false;
  tour.splice(best.at, 0, ...best.run);
  left.delete(best.run[0].piece);
  return true;
}

/**
 * A day's tour over pieces of river: out from a start, each piece once from one end to the other, and back.
 *
 *   start ─ ─ ─▶ a═══════b ─ ─ ▶ d═══c ─ ─ ─▶ start      travel (─ ─) costs time too; c–d is gone against its measures
 */

/** Ends in the plane, mm; `lengthMm` along the river. */
export interface TourPiece {
  ax: number;
  ay: number;
  bx: number;
  by: number;
  lengthMm: number;
}

export interface TourRequest {
  start: { x: number; y: number };
  /** Of the whole day, the way back included. */
  budgetMs: number;
  surveyKmh: number;
  travelKmh: number;
  /** Roads are so much longer than the straight way. */
  detour: number;
}

/** A piece by its index; reversed: from b to a. */
export interface Visit {
  piece: number;
  reversed: boolean;
}

/** Mm at km/h in whole milliseconds. */
export function takesMs(mm: number, kmh: number): number {
  return Math.floor((mm * 3.6) / kmh + 0.5);
}

/** What a tour costs, leg by leg in whole milliseconds, so that sums are exact and ties are ties. */
export class TourCosts {
  readonly pieces: readonly TourPiece[];
  readonly request: TourRequest;

  constructor(pieces: readonly TourPiece[], request: TourRequest) {
    this.pieces = pieces;
    this.request = request;
  }

  surveyMs(piece: number): number {
    return takesMs(this.pieces[piece].lengthMm, this.request.surveyKmh);
  }

  /** Straight, between the end of one visit and the beginning of the next; undefined is the start. */
  straightMm(from: Visit | undefined, to: Visit | undefined): number {
    const [a, b] = [this.end(from, true), this.end(to, false)];
    return Math.floor(Math.hypot(b.x - a.x, b.y - a.y) + 0.5);
  }

  travelMs(from: Visit | undefined, to: Visit | undefined): number {
    const { detour, travelKmh } = this.request;
    return takesMs(this.straightMm(from, to) * detour, travelKmh);
  }

  /** Out, over all visits in order, and back. */
  totalMs(visits: readonly Visit[]): number {
    let sum = this.travelMs(visits.at(-1), undefined);
    visits.forEach((visit, i) => {
      sum += this.travelMs(visits[i - 1], visit) + this.surveyMs(visit.piece);
    });
    return visits.length === 0 ? 0 : sum;
  }

  private end(visit: Visit | undefined, isLast: boolean): { x: number; y: number } {
    if (!visit) return this.request.start;
    const { ax, ay, bx, by } = this.pieces[visit.piece];
    return visit.reversed === isLast ? { x: ax, y: ay } : { x: bx, y: by };
  }
}

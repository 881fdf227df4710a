/** What was surveyed in each month, with the district and mode it was asked for: another mode keeps the months as stops, not their lengths. Pure. */
import { Answered } from '../api/answered.ts';
import type { SurveyedMonth } from '../api/types.ts';

export interface MonthsOf {
  district: string;
  mode: string | null; // both
  knownAt?: string | null;
}

const lengthsOf = ({ district, mode, knownAt }: MonthsOf): string => JSON.stringify([district, mode, knownAt ?? null]);

export class SurveyedMonths {
  readonly #lengths = new Answered<readonly SurveyedMonth[]>();
  readonly #stops = new Answered<readonly SurveyedMonth[]>();

  put(of: MonthsOf, months: readonly SurveyedMonth[]): void {
    this.#lengths.put(lengthsOf(of), months);
    this.#stops.put(of.district, months);
  }

  /** The months of the district; none until they are read. */
  stops(of: MonthsOf | null): readonly SurveyedMonth[] {
    return (of && this.#stops.to(of.district)) ?? [];
  }

  /** Whether lengths of the stops are of another mode, so that none is to be shown. */
  areAwaited(of: MonthsOf | null): boolean {
    return of !== null && this.#lengths.to(lengthsOf(of)) === null;
  }
}

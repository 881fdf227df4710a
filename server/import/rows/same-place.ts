/** Points of one file at exactly the same place: named, since they may be one thing written twice, but never merged. */
import { type Issue, issue } from '../issues.ts';
import { FirstRows } from '../prints/first-rows.ts';
import type { ReadyRow } from './convert.ts';

export class SamePlaces {
  private readonly first = new FirstRows();

  /** The warning when an earlier row has the same place. */
  check({ row, shapes }: ReadyRow): Issue | undefined {
    if (shapes[0]?.kind !== 'point') return undefined;
    const [lon, lat] = shapes[0].degrees;
    const earlier = this.first.ofPlace(lon, lat, row);
    if (earlier === undefined) return undefined;
    return issue('duplicate_position', { row, value: `${lon}, ${lat}`, detail: String(earlier) });
  }
}

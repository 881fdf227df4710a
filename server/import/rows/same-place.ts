/** Points of one file at exactly the same place: named, since they may be one thing written twice, but never merged. */
import { type Issue, issue } from '../issues.ts';
import type { ReadyRow } from './convert.ts';

export function samePlaceIssues(rows: readonly ReadyRow[]): Issue[] {
  const issues: Issue[] = [];
  const first = new Map<string, number>();
  for (const { row, shapes } of rows) {
    if (shapes[0]?.kind !== 'point') continue;
    const place = `${shapes[0].degrees[0]}, ${shapes[0].degrees[1]}`;
    const earlier = first.get(place);
    if (earlier === undefined) first.set(place, row);
    else issues.push(issue('duplicate_position', { row, value: place, detail: String(earlier) }));
  }
  return issues;
}

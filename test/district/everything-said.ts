/** All that reports say of a district, to compare what is said with what was. */
import type { Snapshot } from '../../server/district/snapshot.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { coverageRanges } from '../../server/report/coverage-ranges.ts';
import { GROUPS } from '../../server/report/groups.ts';
import { monthRows } from '../../server/report/months.ts';
import { riverRows } from '../../server/report/rivers.ts';

/** Every figure and every range with its evidence, lengths and months; routes drawn no more have other ids than then. */
export function everythingSaid(snapshot: Snapshot): string[] {
  const rows = GROUPS.flatMap((group) => coverageRows(snapshot, { group, asOf: '2023-06-30' }));
  const all = GROUPS.flatMap((group) => coverageRows(snapshot, { group }));
  const ranges = coverageRanges(snapshot, {}).map(({ route, ...range }) => range);
  const rivers = (['district', 'river', 'town', 'level'] as const).flatMap((group) => riverRows(snapshot, { group }));
  const lengths = rivers.map(({ outfalls, outfalls_per_km, ...row }) => row);
  return [...rows, ...all, ...ranges, ...lengths, ...monthRows(snapshot)].map((row) => JSON.stringify(row)).sort();
}

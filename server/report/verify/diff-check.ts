/** What changed between the middle of the surveys and their end: against SQL, and against the reports of both days. */
import { lastDay } from '../as-of.ts';
import { type CoverageRow, coverageRows } from '../coverage.ts';
import { DIFF_GROUPS, type DiffRow, diffRanges, diffRows } from '../diff/coverage-diff.ts';
import type { Difference, Subject } from './checks.ts';
import { middleDay } from './middle-day.ts';
import { largest, rowDifference } from './row-difference.ts';

const KM = [
  'from_covered_km',
  'to_covered_km',
  'newly_covered_km',
  'lost_km',
  'from_duplicate_km',
  'to_duplicate_km',
  'newly_repeated_km',
  'no_longer_repeated_km',
];
const MM_PER_KM = 1_000_000;
const mm = (km: number) => Math.round(km * MM_PER_KM);

/** Both ways round: what is new one way is lost the other. */
export async function compareDiff(subject: Subject): Promise<Difference> {
  const middle = await middleDay(subject);
  const differences: Difference[] = [];
  for (const [from, to] of [
    [middle, undefined],
    [undefined, middle],
  ])
    for (const group of DIFF_GROUPS) differences.push(await compareDays(subject, group, from, to));
  return largest(differences);
}

async function compareDays(
  { db, district, snapshot }: Subject,
  group: (typeof DIFF_GROUPS)[number],
  from?: string,
  to?: string,
): Promise<Difference> {
  const query = { from: { snapshot, lastDay: lastDay(from) }, to: { snapshot, lastDay: lastDay(to) } };
  const rows = diffRows(query, group);
  const sql = await db.query('select * from atlas.coverage_diff($1, $2, null, $3::date, $4::date)', [
    district,
    group,
    from ?? null,
    to ?? null,
  ]);
  const [before, after] = [from, to].map((asOf) => coverageRows(snapshot, { group, asOf }));
  const apart = [
    ...rows.map((row, i) => unreconciled(row, before[i], after[i])),
    Math.abs(sumOf(rows, 'newly_covered_km') - changed(query, ['newly_covered'])),
    Math.abs(sumOf(rows, 'lost_km') - changed(query, ['lost'])),
  ];
  return largest([
    rowDifference(rows, sql, { same: ['key', 'mode'], close: KM, factor: MM_PER_KM }),
    { compared: rows.length, difference: Math.max(0, ...apart) },
  ]);
}

/** The millimetres by which the sums of one row miss the two reports. */
function unreconciled(row: DiffRow, before: CoverageRow, after: CoverageRow): number {
  return Math.max(
    Math.abs(mm(row.from_covered_km) - mm(before.covered_km)),
    Math.abs(mm(row.to_covered_km) - mm(after.covered_km)),
    Math.abs(mm(row.to_length_km) - mm(after.length_km)),
    Math.abs(mm(row.to_duplicate_km) - mm(after.duplicate_km)),
    Math.abs(mm(before.covered_km) + mm(row.newly_covered_km) - mm(row.lost_km) - mm(after.covered_km)),
    Math.abs(
      mm(before.duplicate_km) + mm(row.newly_repeated_km) - mm(row.no_longer_repeated_km) - mm(after.duplicate_km),
    ),
  );
}

const sumOf = (rows: readonly DiffRow[], column: 'newly_covered_km' | 'lost_km') =>
  rows.reduce((sum, row) => sum + mm(row[column]), 0);

const changed = (query: Parameters<typeof diffRanges>[0], changes: readonly string[]) =>
  diffRanges(query).reduce(
    (sum, { change, length_m }) => sum + (changes.includes(change) ? Math.round(length_m * 1000) : 0),
    0,
  );

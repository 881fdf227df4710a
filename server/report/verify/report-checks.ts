/** Reports computed by the engine against their SQL twins, and against themselves. */

import { packOf } from '../../rules/packs.ts';
import { type CoverageRow, coverageRows } from '../coverage.ts';
import { coverageRanges } from '../coverage-ranges.ts';
import { gapRows } from '../gaps.ts';
import { type AnyGroup, GROUPS, type Groups, PARTITION_GROUPS, SURVEY_GROUPS, ZONE_GROUPS } from '../groups.ts';
import { OVERLAYS } from '../overlays.ts';
import { riverRows } from '../rivers.ts';
import type { Difference, Subject } from './checks.ts';
import { middleDay } from './middle-day.ts';
import { largest, rowDifference } from './row-difference.ts';

const MM_PER_KM = 1_000_000;
const MM_PER_M = 1000;
const COVERAGE_KM = [
  'length_km',
  'covered_km',
  'gap_km',
  'bridged_km',
  'duplicate_km',
  'overlap_km',
  'ledger_km',
  'drawn_only_km',
  'bank_covered_km',
] as const;

/** Every group, as of now and as of a day in the middle of the surveys. */
export async function compareCoverage(subject: Subject): Promise<Difference> {
  const { db, district, snapshot } = subject;
  const differences: Difference[] = [];
  for (const asOf of [undefined, await middleDay(subject)]) {
    for (const group of GROUPS) {
      const sql = await db.query('select * from atlas.coverage($1, $2, null, $3::date)', [
        district,
        group,
        asOf ?? null,
      ]);
      const engine = coverageRows(snapshot, { group, asOf });
      differences.push(
        rowDifference(engine, sql, { same: ['key', 'mode', 'covered_percent'], close: COVERAGE_KM, factor: MM_PER_KM }),
      );
    }
  }
  return largest(differences);
}

/** Overlays of every group, of today and as of a day in the middle of the surveys. */
export async function compareOverlays(subject: Subject): Promise<Difference> {
  const { db, district, snapshot } = subject;
  const close = OVERLAYS.map((name) => `${name}_km`);
  const differences: Difference[] = [];
  for (const asOf of [undefined, await middleDay(subject)]) {
    for (const group of [...GROUPS, ...ZONE_GROUPS]) {
      const sql = await db.query('select * from atlas.coverage_overlays($1, $2, null, $3::date)', [
        district,
        group,
        asOf ?? null,
      ]);
      const engine = coverageRows(snapshot, { group, asOf });
      differences.push(rowDifference(engine, sql, { same: ['key', 'mode'], close, factor: MM_PER_KM }));
    }
  }
  return largest(differences);
}

/** Every kind of facet once; test/oracle/coverage-by.test.ts asks the others. */
const CROSSINGS: Required<Groups>[] = [
  { group: 'route', crossed: 'town' },
  { group: 'zone', crossed: 'crew' },
  { group: 'method', crossed: 'year' },
];

export async function compareCrossed({ db, district, snapshot }: Subject): Promise<Difference> {
  const differences: Difference[] = [];
  for (const { group, crossed } of CROSSINGS) {
    const sql = await db.query('select * from atlas.coverage_by($1, $2, $3)', [district, group, crossed]);
    const engine = coverageRows(snapshot, { group, crossed });
    const more = crossed === 'year' ? ['first_covered_km'] : [];
    const columns = { same: ['key', 'key_2', 'mode'], close: [...COVERAGE_KM, ...more], factor: MM_PER_KM };
    differences.push(rowDifference(engine, sql, columns));
  }
  return largest(differences);
}

export async function compareRivers({ db, district, snapshot }: Subject): Promise<Difference> {
  const differences: Difference[] = [];
  for (const group of GROUPS) {
    const sql = await db.query('select * from atlas.rivers($1, $2)', [district, group]);
    const close = ['length_km', 'official_length_km'];
    differences.push(
      rowDifference(riverRows(snapshot, { group }), sql, {
        same: ['key', 'outfalls', 'outfalls_per_km'],
        close,
        factor: MM_PER_KM,
      }),
    );
  }
  return largest(differences);
}

/** Whole, and cut to a length that leaves no part even. */
export async function compareGaps({ db, district, snapshot }: Subject): Promise<Difference> {
  const same = ['number', 'river_id', 'route', 'mode', 'town', 'shared_with'];
  const close = ['from_m', 'to_m', 'length_m', 'shared_m'];
  const differences: Difference[] = [];
  for (const maxLengthM of [undefined, UNEVEN_M]) {
    const asked = [district, maxLengthM ?? null];
    const sql = await db.query('select *, route_id as route from atlas.gaps($1, null, null, $2)', asked);
    differences.push(rowDifference(gapRows(snapshot, { maxLengthM }), sql, { same, close, factor: MM_PER_M }));
  }
  return largest(differences);
}

const UNEVEN_M = 333.3;

/** With what each rests on, as of now and as of a day in the middle of the surveys. */
export async function compareRanges(subject: Subject): Promise<Difference> {
  const { db, district, snapshot } = subject;
  const same = ['river_id', 'route', 'mode', 'bank', 'state', 'surveys', 'evidence'];
  const differences: Difference[] = [];
  for (const asOf of [undefined, await middleDay(subject)]) {
    const sql = await db.query<Evidence>('select *, route_id as route from atlas.coverage_ranges($1, null, $2::date)', [
      district,
      asOf ?? null,
    ]);
    const engine = coverageRanges(snapshot, { asOf });
    const columns = { same, close: ['from_m', 'to_m'], factor: MM_PER_M };
    differences.push(rowDifference(engine.map(withEvidence), sql.map(withEvidence), columns));
  }
  return largest(differences);
}

type Evidence = Record<'tracks' | 'records', number[]>;

const withEvidence = <Range extends Evidence>(range: Range) => ({
  ...range,
  evidence: `tracks ${range.tracks} records ${range.records}`,
});

/** Every millimetre of every bank has exactly one state: each range begins where the one before ended. */
export async function compareStates({ snapshot }: Subject): Promise<Difference> {
  const { rulers } = snapshot;
  const lengths = new Map(Array.from(rulers.routeId, (id, i) => [id, rulers.m[rulers.first[i + 1] - 1]]));
  const ends = new Map<string, number>();
  let difference = 0;
  for (const { route, mode, bank, from_m, to_m } of coverageRanges(snapshot, {})) {
    const key = `${route} ${mode} ${bank}`;
    difference = Math.max(difference, Math.abs(Math.round(from_m * MM_PER_M) - (ends.get(key) ?? 0)));
    ends.set(key, Math.round(to_m * MM_PER_M));
  }
  for (const [key, end] of ends)
    difference = Math.max(difference, Math.abs(end - lengths.get(Number.parseInt(key, 10))!));
  if (ends.size !== 4 * rulers.count) difference = Number.MAX_SAFE_INTEGER;
  return { compared: ends.size, difference };
}

/** Groups that hold each millimetre once add up to the district, alone and crossed with towns; covered and gap to the length. */
export async function compareTotals({ snapshot }: Subject): Promise<Difference> {
  const groups = PARTITION_GROUPS.filter((group) => group !== 'funding' || packOf(snapshot.district) !== null);
  const totals = groups.flatMap((group) =>
    [undefined, 'town' as const]
      .filter((crossed) => crossed !== group)
      .map((crossed) => sums(coverageRows(snapshot, { group, crossed, ...phaseOf(group) }))),
  );
  let difference = 0;
  for (const total of totals)
    for (const [column, sum] of total) difference = Math.max(difference, Math.abs(sum - totals[0].get(column)!));
  for (const row of [...GROUPS, ...ZONE_GROUPS, ...SURVEY_GROUPS].flatMap((group) => coverageRows(snapshot, { group })))
    difference = Math.max(difference, Math.abs(mm(row.covered_km) + mm(row.gap_km) - mm(row.length_km)));
  return { compared: totals.reduce((sum, total) => sum + total.size, 0), difference };
}

const phaseOf = (group: AnyGroup) => (group === 'funding' ? { phase: 'tracing' as const } : {});

const mm = (km: number) => Math.round(km * MM_PER_KM);

/** Millimetres per mode and column. */
function sums(rows: readonly CoverageRow[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const row of rows)
    for (const column of COVERAGE_KM) {
      const key = `${row.mode} ${column}`;
      total.set(key, (total.get(key) ?? 0) + mm(row[column]));
    }
  return total;
}

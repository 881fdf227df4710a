/** What `atlas verify` checks, in the order it prints. */
import type { Executor } from '../../db/database.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import type { CheckResult } from '../verify.ts';
import { compareAccess } from './access-check.ts';
import { compareAnchors } from './anchor-check.ts';
import { compareSurroundings } from './around-check.ts';
import { compareCells, compareSquares } from './cell-check.ts';
import { compareDiff } from './diff-check.ts';
import { compareEvidence, STRETCH_RANGES, STRETCHES } from './evidence-checks.ts';
import { compareFunding, comparePayingTowns } from './funding-check.ts';
import { compareLinkQuality } from './link-quality-check.ts';
import { comparePlans } from './plan-check.ts';
import {
  compareCoverage,
  compareCrossed,
  compareGaps,
  compareOverlays,
  compareRanges,
  compareRivers,
  compareStates,
  compareTotals,
} from './report-checks.ts';
import type { TrackSample } from './sample-tracks.ts';
import {
  inSql,
  LINKS,
  MEASURES,
  RECORDS,
  ROUTE_LENGTHS,
  SOURCE_RANGES,
  TOWN_CUTS,
  TOWNS,
  WIDTHS,
  ZONE_RELATIONS,
  ZONES_IN_POSTGIS,
} from './sql-checks.ts';
import { compareTracedLength } from './target-check.ts';
import { compareReturns, compareTraces } from './trace-check.ts';
import { compareTracks } from './track-check.ts';
import { compareFlags } from './zone-check.ts';
import { compareZoneReports, ZONE_CUTS } from './zone-report-check.ts';

export interface Subject {
  db: Executor;
  district: string;
  snapshot: Snapshot;
  tracks: TrackSample;
}

export interface Difference {
  compared: number;
  /** The largest, in the check's unit. */
  difference: number;
}

export interface Check {
  name: string;
  unit: CheckResult['unit'];
  /** The largest difference that is no error. */
  tolerance: number;
  compare: (subject: Subject) => Promise<Difference>;
  /** Each of its statements is whole by itself and asks nothing of memory: no transaction stays open for the minutes it may take. */
  isByStatement?: true;
}

export const CHECKS: Check[] = [
  // ours are Karney's geodesics summed and rounded once; PostGIS sums its own
  { name: 'route_length_on_ellipsoid', unit: 'mm', tolerance: 1, compare: inSql(ROUTE_LENGTHS) },
  { name: 'route_measures_rise', unit: 'rows', tolerance: 0, compare: inSql(MEASURES) },
  { name: 'source_ranges_make_routes', unit: 'mm', tolerance: 0, compare: inSql(SOURCE_RANGES) },
  { name: 'town_ranges_make_routes', unit: 'mm', tolerance: 0, compare: inSql(TOWNS) },
  // PostGIS cuts with rounding of its own
  { name: 'town_cuts', unit: 'mm', tolerance: 1, compare: inSql(TOWN_CUTS) },
  { name: 'water_widths', unit: 'mm', tolerance: 1, compare: inSql(WIDTHS) },
  { name: 'links', unit: 'rows', tolerance: 0, compare: inSql(LINKS) },
  { name: 'zone_relations', unit: 'rows', tolerance: 0, compare: inSql(ZONE_RELATIONS) },
  { name: 'zone_relations_in_postgis', unit: 'rows', tolerance: 0, compare: inSql(ZONES_IN_POSTGIS) },
  { name: 'zone_flags', unit: 'mm', tolerance: 0, compare: compareFlags },
  { name: 'surroundings', unit: 'rows', tolerance: 0, compare: compareSurroundings },
  { name: 'link_quality', unit: 'rows', tolerance: 0, compare: compareLinkQuality },
  { name: 'track_ranges', unit: 'mm', tolerance: 0, compare: compareTracks, isByStatement: true },
  { name: 'record_ranges', unit: 'mm', tolerance: 0, compare: inSql(RECORDS) },
  { name: 'record_places', unit: 'rows', tolerance: 0, compare: compareAnchors },
  { name: 'evidence_of_ranges', unit: 'rows', tolerance: 0, compare: compareEvidence },
  { name: 'states_partition', unit: 'mm', tolerance: 0, compare: compareStates },
  { name: 'coverage_ranges', unit: 'mm', tolerance: 0, compare: compareRanges },
  { name: 'gaps', unit: 'mm', tolerance: 0, compare: compareGaps },
  { name: 'coverage_rows', unit: 'mm', tolerance: 0, compare: compareCoverage },
  { name: 'coverage_overlays', unit: 'mm', tolerance: 0, compare: compareOverlays },
  { name: 'coverage_diff', unit: 'mm', tolerance: 0, compare: compareDiff },
  { name: 'crossed_rows', unit: 'mm', tolerance: 0, compare: compareCrossed },
  { name: 'paying_towns', unit: 'mm', tolerance: 0, compare: comparePayingTowns },
  { name: 'funding_rows', unit: 'mm', tolerance: 0, compare: compareFunding },
  // printed with one decimal of a metre
  { name: 'gap_access', unit: 'mm', tolerance: 51, compare: compareAccess },
  { name: 'gap_plans', unit: 'mm', tolerance: 0, compare: comparePlans },
  { name: 'squares', unit: 'mm', tolerance: 0, compare: compareSquares },
  { name: 'inland_squares', unit: 'rows', tolerance: 0, compare: compareCells },
  { name: 'river_rows', unit: 'mm', tolerance: 0, compare: compareRivers },
  { name: 'zone_cuts', unit: 'mm', tolerance: 1, compare: inSql(ZONE_CUTS) },
  { name: 'stretches_placed', unit: 'rows', tolerance: 0, compare: inSql(STRETCHES) },
  { name: 'stretch_ranges', unit: 'mm', tolerance: 0, compare: inSql(STRETCH_RANGES) },
  { name: 'zone_rows', unit: 'mm', tolerance: 0, compare: compareZoneReports },
  { name: 'traced_length', unit: 'mm', tolerance: 0, compare: compareTracedLength },
  { name: 'traces', unit: 'mm', tolerance: 0, compare: compareTraces },
  { name: 'traces_return', unit: 'mm', tolerance: 0, compare: compareReturns },
  { name: 'totals_reconcile', unit: 'mm', tolerance: 0, compare: compareTotals },
];

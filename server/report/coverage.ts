/** How far the survey is, per district, river, town or level (twin: atlas.coverage), or per zone (twin: atlas.coverage_in). */
import { MODES, type Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { lastDay } from './as-of.ts';
import { type CoveragePart, coverageParts } from './coverage-parts.ts';
import { type AnyGroup, type Grouping, type GroupRow, grouping, isZoneGroup } from './groups.ts';
import { type LedgerPart, ledgerParts } from './ledger.ts';
import { noOverlay, OVERLAYS } from './overlays.ts';
import { zoneLedger, zoneParts } from './zone-coverage.ts';
import { type ZoneGrouping, zoneGrouping } from './zone-groups.ts';

export interface CoverageRow {
  key: string;
  name: string | null;
  river_id?: number;
  level?: string | null;
  zone_id?: number;
  mode: Mode;
  length_km: number;
  covered_km: number;
  gap_km: number;
  bridged_km: number;
  duplicate_km: number;
  overlap_km: number;
  ledger_km: number;
  drawn_only_km: number;
  covered_percent: number | null;
  /** Of twice the length: never to be added to the others. */
  bank_covered_km: number;
  /** Overlays: parts of covered_km that may lie in each other; above_not_under_km says the same in both modes. */
  stale_km: number;
  above_not_under_km: number;
  record_only_km: number;
}

export interface CoverageQuery {
  group: AnyGroup;
  mode?: Mode;
  asOf?: string;
  /** Of the group venue: metres around it. */
  withinM?: number;
}

/**
 * One row per group and mode; km with six decimals (whole millimetres). Zones may overlap: their rows do not add up.
 * @throws DomainError `date_invalid`, `within_invalid`, `within_without_venue`
 */
export function coverageRows(snapshot: Snapshot, { group, mode, asOf, withinM }: CoverageQuery): CoverageRow[] {
  const modes = mode ? [mode] : MODES;
  const day = lastDay(asOf);
  const byMode = isZoneGroup(group)
    ? inZones(snapshot, zoneGrouping(snapshot, { group, asOf, withinM }), modes, day)
    : inGroups(snapshot, grouping(snapshot, group), modes, day);
  return byMode.length === 0 ? [] : byMode[0].flatMap((_, i) => byMode.map((rows) => rows[i]));
}

function inGroups(snapshot: Snapshot, groups: Grouping, modes: readonly Mode[], day: number): CoverageRow[][] {
  return modes.map((mode) => modeRows(snapshot, groups, mode, day));
}

function inZones(snapshot: Snapshot, zones: ZoneGrouping, modes: readonly Mode[], day: number): CoverageRow[][] {
  return modes.map((mode) => {
    const parts = zoneParts(snapshot, zones, mode, day);
    const sums = zones.rows.map(emptySum);
    for (const part of parts) addPart(sums[part.row], part);
    for (const part of zoneLedger(snapshot, parts)) addLedger(sums[part.row], part);
    return zones.rows.map((row, i) => toRow(snapshot, row, mode, sums[i]));
  });
}

function modeRows(snapshot: Snapshot, groups: Grouping, mode: Mode, day: number): CoverageRow[] {
  const parts = coverageParts(snapshot, mode, day);
  const sums = groups.rows.map(emptySum);
  for (const part of parts) addPart(sums[groups.rowOf(part.riverId, part.town)], part);
  for (const part of ledgerParts(snapshot, parts)) addLedger(sums[groups.rowOf(part.riverId, part.town)], part);
  return groups.rows.map((row, i) => toRow(snapshot, row, mode, sums[i]));
}

type Sum = ReturnType<typeof emptySum>;

function emptySum() {
  const zero = { length: 0, gap: 0, bridged: 0, repeated: 0, banks: 0, overlapBanks: 0, ledger: 0, drawnOnly: 0 };
  return { ...zero, overlays: noOverlay() };
}

function addPart(sum: Sum, part: CoveragePart): void {
  sum.length += part.lengthMm;
  sum.gap += part.gapMm;
  sum.bridged += part.bridgedMm;
  sum.repeated += part.repeatedMm;
  sum.banks += part.bankCoveredMm;
  sum.overlapBanks += part.overlapBanksMm;
  for (const name of OVERLAYS) sum.overlays[name] += part.overlays[name];
}

function addLedger(sum: Sum, part: LedgerPart): void {
  sum.ledger += part.ledgerMm;
  sum.drawnOnly += part.drawnOnlyMm;
}

function toRow(snapshot: Snapshot, row: GroupRow, mode: Mode, sum: Sum): CoverageRow {
  const covered = sum.length - sum.gap;
  return {
    key: row.key,
    name: row.name,
    ...(row.riverId === undefined ? {} : riverFields(snapshot, row.riverId)),
    ...(row.zoneId === undefined ? {} : { zone_id: row.zoneId }),
    mode,
    length_km: km(sum.length),
    covered_km: km(covered),
    gap_km: km(sum.gap),
    bridged_km: km(sum.bridged),
    duplicate_km: km(sum.repeated),
    overlap_km: km(Math.floor((sum.overlapBanks + 1) / 2)),
    ledger_km: km(sum.ledger),
    drawn_only_km: km(sum.drawnOnly),
    covered_percent: percent(covered, sum.length),
    bank_covered_km: km(sum.banks),
    stale_km: km(sum.overlays.stale),
    above_not_under_km: km(sum.overlays.above_not_under),
    record_only_km: km(sum.overlays.record_only),
  };
}

function riverFields({ rivers }: Snapshot, riverId: number): Pick<CoverageRow, 'river_id' | 'level'> {
  return { river_id: riverId, level: rivers.get(riverId)!.level };
}

/** Whole millimetres as kilometres; division by 10^6 keeps all six decimals. */
export function km(millimetres: number): number {
  return millimetres / 1_000_000;
}

/** Two decimals, halves up; null of nothing. */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((20_000 * part + whole) / (2 * whole)) / 100;
}

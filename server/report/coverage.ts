/** How far the survey is, per district, river, town or level (twin: atlas.coverage). */
import { MODES, type Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { lastDay } from './as-of.ts';
import { type CoveragePart, coverageParts } from './coverage-parts.ts';
import { type Group, type Grouping, type GroupRow, grouping } from './groups.ts';
import { type LedgerPart, ledgerParts } from './ledger.ts';

export interface CoverageRow {
  key: string;
  name: string | null;
  river_id?: number;
  level?: string | null;
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
}

export interface CoverageQuery {
  group: Group;
  mode?: Mode;
  asOf?: string;
}

/** One row per group and mode; km with six decimals (whole millimetres). @throws DomainError `date_invalid` */
export function coverageRows(snapshot: Snapshot, { group, mode, asOf }: CoverageQuery): CoverageRow[] {
  const groups = grouping(snapshot, group);
  const perMode = (mode ? [mode] : MODES).map((one) => modeRows(snapshot, groups, one, lastDay(asOf)));
  return groups.rows.flatMap((_, i) => perMode.map((rows) => rows[i]));
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
  return { length: 0, gap: 0, bridged: 0, repeated: 0, banks: 0, overlapBanks: 0, ledger: 0, drawnOnly: 0 };
}

function addPart(sum: Sum, part: CoveragePart): void {
  sum.length += part.lengthMm;
  sum.gap += part.gapMm;
  sum.bridged += part.bridgedMm;
  sum.repeated += part.repeatedMm;
  sum.banks += part.bankCoveredMm;
  sum.overlapBanks += part.overlapBanksMm;
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

/** How far the survey is, per row of one group or of two crossed, inside a scope (twins: atlas.coverage, atlas.coverage_in, atlas.coverage_by). */
import { MODES, type Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { lastDay } from './as-of.ts';
import { emptySum, modeSums, type Sum, type Sums } from './coverage-sums.ts';
import { type Product, type ProductQuery, productOf, rowsOfCell } from './facets/product.ts';
import type { GroupRow } from './groups.ts';

export interface CoverageRow {
  key: string;
  name: string | null;
  /** Of two groups crossed: the row of the second. */
  key_2?: string;
  name_2?: string | null;
  river_id?: number;
  level?: string | null;
  route?: number;
  zone_id?: number;
  /** Where both groups are zones: the second's. */
  zone_id_2?: number;
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
  /** By year: covered for the first time in it, so that years add up to what is covered. */
  first_covered_km?: number;
}

export interface CoverageQuery extends ProductQuery {
  mode?: Mode;
}

/**
 * One row per row of the group and mode, or per cell of two groups that holds river; km with six decimals (whole
 * millimetres). Rows of zones may overlap and rows of surveys are what those alone covered: neither add up.
 * @throws DomainError `date_invalid`, `within_invalid`, `within_without_venue`, `scope_unknown` (404)
 */
export function coverageRows(snapshot: Snapshot, query: CoverageQuery): CoverageRow[] {
  const modes = query.mode ? [query.mode] : MODES;
  const product = productOf(snapshot, query);
  const sums = modes.map((mode) => modeSums(snapshot, product, mode, lastDay(query.asOf)));
  return cellsShown(query, product, sums[0]).flatMap((cell) =>
    modes.map((mode, i) => toRow(snapshot, rowsOfCell(product, cell), mode, sums[i].get(cell) ?? emptySum())),
  );
}

/** Of two groups crossed only cells that hold river: squares by rivers are millions, and nearly all of them empty. */
function cellsShown({ crossed }: CoverageQuery, product: Product, sums: Sums): number[] {
  if (crossed === undefined) return Array.from({ length: product.cells }, (_, cell) => cell);
  return [...sums].flatMap(([cell, { length }]) => (length > 0 ? [cell] : [])).sort((a, b) => a - b);
}

function toRow(snapshot: Snapshot, rows: readonly GroupRow[], mode: Mode, sum: Sum): CoverageRow {
  const covered = sum.length - sum.gap;
  return {
    ...placeOf(snapshot, rows),
    mode,
    length_km: km(sum.length),
    covered_km: km(covered),
    gap_km: km(sum.gap),
    bridged_km: km(sum.bridged),
    duplicate_km: km(sum.repeated),
    overlap_km: km(sum.overlap),
    ledger_km: km(sum.ledger),
    drawn_only_km: km(sum.drawnOnly),
    covered_percent: percent(covered, sum.length),
    bank_covered_km: km(sum.banks),
    stale_km: km(sum.overlays.stale),
    above_not_under_km: km(sum.overlays.above_not_under),
    record_only_km: km(sum.overlays.record_only),
    ...(sum.first === undefined ? {} : { first_covered_km: km(sum.first) }),
  };
}

export type RowPlace = Pick<
  CoverageRow,
  'key' | 'name' | 'key_2' | 'name_2' | 'river_id' | 'level' | 'route' | 'zone_id' | 'zone_id_2'
>;

/** What a row stands for: the group's row, or one of each of two groups. */
export function placeOf({ rivers }: Snapshot, [row, crossed]: readonly GroupRow[]): RowPlace {
  const riverId = row.riverId ?? crossed?.riverId;
  const routeId = row.routeId ?? crossed?.routeId;
  const [zoneId, otherZoneId] = [row.zoneId, crossed?.zoneId].filter((id) => id !== undefined);
  return {
    key: row.key,
    name: row.name,
    ...(crossed === undefined ? {} : { key_2: crossed.key, name_2: crossed.name }),
    ...(riverId === undefined ? {} : { river_id: riverId, level: rivers.get(riverId)!.level }),
    ...(routeId === undefined ? {} : { route: routeId }),
    ...(zoneId === undefined ? {} : { zone_id: zoneId }),
    ...(otherZoneId === undefined ? {} : { zone_id_2: otherZoneId }),
  };
}

/** Whole millimetres as kilometres; division by 10^6 keeps all six decimals. */
export function km(millimetres: number): number {
  return millimetres / 1_000_000;
}

/** Two decimals, halves up; null of nothing, and never 100 of what is not all: while there is a gap, nobody reads that there is none. */
export function percent(part: number, whole: number): number | null {
  if (whole === 0) return null;
  const rounded = Math.floor((20_000 * part + whole) / (2 * whole)) / 100;
  return part < whole ? Math.min(rounded, 99.99) : rounded;
}

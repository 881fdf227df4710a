/** Lengths of rivers, drawn and official, and the outfalls on them (twins: atlas.rivers, and atlas.rivers_in by zone). */
import type { Snapshot } from '../district/snapshot.ts';
import { ROLES } from '../engine/rulers.ts';
import { km, placeOf, type RowPlace } from './coverage.ts';
import { type Product, type ProductQuery, piecesOf, productOf, rowsOfCell } from './facets/product.ts';
import { wholeRivers } from './facets/scope.ts';
import type { Groups, RiverGroup } from './groups.ts';
import { outfallsByCell } from './outfall-counts.ts';

export interface RiverRow extends RowPlace {
  /** Drawn, geodesic, all roles. */
  length_km: number;
  /** Null where no river of the row has one, and where rows or the scope may divide a river: the ledger does not say how it falls on them. */
  official_length_km: number | null;
  main_km: number;
  branch_km: number;
  shore_km: number;
  /** Linked to a river here and not rejected; null of a past register, which is made again without outfalls. */
  outfalls: number | null;
  outfalls_per_km: number | null;
}

export interface RiverQuery extends Omit<ProductQuery, 'group' | 'crossed'>, Groups<RiverGroup> {}

/**
 * One row per row of the group, or per cell of two that holds river; towns and outside add up to the district to the
 * millimetre. Zones may overlap and do not; they are those that hold on `asOf`, today where no day is named.
 * @throws DomainError `date_invalid`, `within_invalid`, `within_without_venue`, `scope_unknown` (404)
 */
export function riverRows(snapshot: Snapshot, query: RiverQuery): RiverRow[] {
  const product = productOf(snapshot, query);
  const byRole = lengthsByRole(snapshot, product);
  const official = officialLengths(snapshot, product, query);
  const outfalls = snapshot.district.isPast ? undefined : outfallsByCell(snapshot, product);
  return Array.from({ length: product.cells }, (_, cell) => cell)
    .filter((cell) => query.crossed === undefined || byRole[cell].some((length) => length > 0))
    .map((cell) => {
      const place = placeOf(snapshot, rowsOfCell(product, cell));
      return { ...place, ...figures(byRole[cell], official[cell], outfalls?.[cell] ?? null) };
    });
}

function lengthsByRole(snapshot: Snapshot, product: Product): number[][] {
  const byRole = Array.from({ length: product.cells }, () => ROLES.map(() => 0));
  for (let route = 0; route < snapshot.rulers.count; route++)
    for (const { from, to, cell } of piecesOf(snapshot, product, route))
      byRole[cell][snapshot.rulers.role[route]] += to - from;
  return byRole;
}

function figures(
  [main, branch, shore]: readonly number[],
  official: number | null,
  outfalls: number | null,
): Omit<RiverRow, keyof RowPlace> {
  const length = main + branch + shore;
  return {
    length_km: km(length),
    official_length_km: official === null ? null : km(official),
    main_km: km(main),
    branch_km: km(branch),
    shore_km: km(shore),
    outfalls,
    outfalls_per_km: perKm(outfalls, length),
  };
}

/** Three decimals, halves up; null of nothing, and of nobody knows how many. */
function perKm(count: number | null, millimetres: number): number | null {
  return count === null || millimetres === 0
    ? null
    : Number((BigInt(count) * 2_000_000_000n + BigInt(millimetres)) / BigInt(2 * millimetres)) / 1000;
}

/** Null everywhere when a facet or the scope may divide a river. */
function officialLengths(snapshot: Snapshot, { cells, cuts }: Product, { scope }: RiverQuery): (number | null)[] {
  const sums: (number | null)[] = Array.from({ length: cells }, () => null);
  const isIn = scope === undefined ? () => true : wholeRivers(snapshot, scope);
  if (!isIn || cuts.some(({ cut }) => !cut.rowOfRiver)) return sums;
  for (const { id, officialLengthMm } of snapshot.rivers.values()) {
    const rows = cuts.map(({ cut, stride }) => cut.rowOfRiver!(id) * stride);
    if (officialLengthMm === null || !isIn(id) || rows.some((row) => row < 0)) continue;
    const cell = rows.reduce((sum, row) => sum + row, 0);
    sums[cell] = (sums[cell] ?? 0) + officialLengthMm;
  }
  return sums;
}

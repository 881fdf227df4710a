/** Who pays for how many km in a phase of the work: by party, town and level; rows add up to the whole (QP-13; twin: atlas.funding). */
import type { Level } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import type { Phase } from '../../rules/funding/rule.ts';
import { km } from '../coverage.ts';
import { type Product, piecesOf, rowsOfCell } from '../facets/product.ts';
import { RIVER_CUTS } from '../facets/river-cuts.ts';
import { type Scope, scopeReach } from '../facets/scope.ts';
import { type LedgerShare, ledgerParts } from '../ledger.ts';
import { payersOf } from './payers.ts';
import { payingTowns, sharedStretches } from './shared-stretches.ts';

export interface FundingRow {
  /** district, same_level, budget, unknown, or a town's key. */
  party: string;
  /** Key and name of the town, `outside` outside every town. */
  town: string;
  town_name: string;
  level: string;
  /** Drawn. */
  length_km: number;
  /** Official lengths dealt over towns; drawn where there is none. */
  ledger_km: number;
  drawn_only_km: number;
  /** Of length_km: halves of stretches two towns share. */
  shared_km: number;
  /** To be settled between budgets: the plan's words. */
  settlement: string | null;
  clause: string | null;
  words: string | null;
}

export interface FundingQuery {
  phase?: Phase;
  scope?: Scope;
}

/**
 * In the order of towns, then levels; km with six decimals. Towns are those that pay: a shared stretch is half of each.
 * @throws DomainError `phase_needed`, `plan_unknown` (409), `scope_unknown` (404)
 */
export function fundingRows(snapshot: Snapshot, { phase, scope }: FundingQuery): FundingRow[] {
  const payers = payersOf(snapshot, phase);
  const product = payingProduct(snapshot, scope);
  const sums = sumCells(snapshot, product);
  return sums.flatMap(({ length, ledger, drawnOnly, shared }, cell) => {
    const [town, level] = rowsOfCell(product, cell);
    if (length === 0) return [];
    const { party, ...said } = payers(
      level.key === 'unknown' ? null : (level.key as Level),
      snapshot.towns.key.indexOf(town.key),
    );
    return {
      party: party === 'town' ? town.key : party,
      town: town.key,
      town_name: town.name!,
      level: level.key,
      length_km: km(length),
      ledger_km: km(ledger),
      drawn_only_km: km(drawnOnly),
      shared_km: km(shared),
      ...said,
    };
  });
}

/** Paying towns crossed with levels. */
function payingProduct(snapshot: Snapshot, scope?: Scope): Product {
  const level = RIVER_CUTS.level(snapshot);
  const town = RIVER_CUTS.town({ ...snapshot, townRanges: payingTowns(snapshot) });
  const stride = level.rows.length;
  return {
    facets: [
      { rows: town.rows, stride, isPartition: true },
      { rows: level.rows, stride: 1, isPartition: true },
    ],
    cells: town.rows.length * stride,
    cuts: [
      { cut: town, stride },
      { cut: level, stride: 1 },
    ],
    labels: [],
    ...(scope ? { reach: scopeReach(snapshot, scope) } : {}),
  };
}

function sumCells(snapshot: Snapshot, product: Product) {
  const sums = Array.from({ length: product.cells }, () => ({ length: 0, ledger: 0, drawnOnly: 0, shared: 0 }));
  const isShared = sharedTest(snapshot);
  const parts: LedgerShare[] = [];
  for (let route = 0; route < snapshot.rulers.count; route++)
    for (const { from, to, town, cell } of piecesOf(snapshot, product, route)) {
      sums[cell].length += to - from;
      if (isShared(route, from)) sums[cell].shared += to - from;
      parts.push({ cell, route, riverId: snapshot.rulers.riverId[route], town, coveredMm: to - from });
    }
  for (const { cell, ledgerMm, drawnOnlyMm } of ledgerParts(snapshot, product, parts)) {
    sums[cell].ledger += ledgerMm;
    sums[cell].drawnOnly += drawnOnlyMm;
  }
  return sums;
}

function sharedTest(snapshot: Snapshot): (route: number, at: number) => boolean {
  const shared = sharedStretches(snapshot);
  return (route, at) => shared.some((one) => one.route === route && one.from <= at && at < one.to);
}

export interface SharedRow {
  river: string | null;
  river_id: number;
  route: number;
  from_m: number;
  to_m: number;
  length_m: number;
  town: string;
  town_before: string;
  half_m: number;
  half_before_m: number;
}

/** Stretches that two towns share, in the order of rivers and routes. */
export function sharedRows(snapshot: Snapshot): SharedRow[] {
  const { rulers, rivers, towns } = snapshot;
  const rows = sharedStretches(snapshot).map(({ route, town, before, from, to, middle }) => ({
    river: rivers.get(rulers.riverId[route])!.name,
    river_id: rulers.riverId[route],
    route: rulers.routeId[route],
    from_m: from / 1000,
    to_m: to / 1000,
    length_m: (to - from) / 1000,
    town: towns.name[town],
    town_before: towns.name[before],
    half_m: (to - middle) / 1000,
    half_before_m: (middle - from) / 1000,
  }));
  return rows.sort((a, b) => a.river_id - b.river_id);
}

export interface PartySum {
  party: string;
  length_km: number;
  ledger_km: number;
  /** Of length_km: to be settled between budgets. */
  settled_km: number;
}

/** Per party, in the order of their first row, and `all`. */
export function partySums(rows: readonly FundingRow[]): PartySum[] {
  const mm = (of: readonly FundingRow[], name: 'length_km' | 'ledger_km') =>
    of.reduce((sum, row) => sum + Math.round(row[name] * 1e6), 0);
  const sumOf = (party: string, of: readonly FundingRow[]): PartySum => ({
    party,
    length_km: km(mm(of, 'length_km')),
    ledger_km: km(mm(of, 'ledger_km')),
    settled_km: km(
      mm(
        of.filter(({ settlement }) => settlement !== null),
        'length_km',
      ),
    ),
  });
  const parties = [...new Set(rows.map(({ party }) => party))];
  return [
    ...parties.map((party) =>
      sumOf(
        party,
        rows.filter((row) => row.party === party),
      ),
    ),
    sumOf('all', rows),
  ];
}

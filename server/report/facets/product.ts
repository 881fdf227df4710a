/**
 * A report's rows as the product of at most two facets inside a scope. Facets of rivers cut routes into ranges, facets of
 * surveys say which surveys count; a cell is one row of each.
 *
 *   town      |----- a -----|------- b -------|        cells, in the order of the first facet's rows, then the second's:
 *   basin       |==== west ====|                       a·west, a·east, b·west, b·east
 */
import type { Snapshot } from '../../district/snapshot.ts';
import type { Phase } from '../../rules/funding/rule.ts';
import { phaseWithoutFunding } from '../funding/payers.ts';
import { type AnyGroup, type GroupRow, type Groups, isSurveyGroup, isZoneGroup, type RiverGroup } from '../groups.ts';
import { withinWithoutVenue, zoneCut } from '../zone-groups.ts';
import type { Cut } from './cut.ts';
import { RIVER_CUTS } from './river-cuts.ts';
import { type Reach, type Scope, scopeReach } from './scope.ts';
import { type Labels, SURVEY_LABELS } from './survey-labels.ts';

export interface ProductQuery extends Groups {
  scope?: Scope;
  asOf?: string;
  /** Of the group venue: metres around it. */
  withinM?: number;
  /** Of the group funding: whose costs. */
  phase?: Phase;
}

export interface Product {
  /** Rows of each facet; a cell's number is row × stride, added up. */
  facets: { rows: GroupRow[]; stride: number; isPartition: boolean }[];
  cells: number;
  cuts: { cut: Cut; stride: number }[];
  labels: { labels: Labels; stride: number }[];
  /** Ranges of each route (index) that the report is about; all of it where undefined. */
  reach?: Reach;
}

/**
 * @throws DomainError `date_invalid`, `within_invalid`, `within_without_venue`, `scope_unknown` (404), `phase_without_funding`, by funding `phase_needed`,
 *   `plan_unknown` (409)
 */
export function productOf(snapshot: Snapshot, query: ProductQuery): Product {
  const groups = query.crossed === undefined ? [query.group] : [query.group, query.crossed];
  if (query.withinM !== undefined && !groups.includes('venue')) throw withinWithoutVenue();
  if (query.phase !== undefined && !groups.includes('funding')) throw phaseWithoutFunding();
  const product: Product = { facets: [], cells: 1, cuts: [], labels: [] };
  for (const group of groups.reverse()) addFacet(product, snapshot, group, query);
  if (query.scope) product.reach = scopeReach(snapshot, query.scope, query.asOf);
  return product;
}

function addFacet(product: Product, snapshot: Snapshot, group: AnyGroup, query: ProductQuery): void {
  const stride = product.cells;
  let rows: GroupRow[];
  let isPartition = false;
  if (isSurveyGroup(group)) {
    const labels = SURVEY_LABELS[group](snapshot);
    product.labels.unshift({ labels, stride });
    rows = labels.rows;
  } else {
    const cut = cutBy(snapshot, group, query);
    product.cuts.unshift({ cut, stride });
    ({ rows, isPartition } = cut);
  }
  product.facets.unshift({ rows, stride, isPartition });
  product.cells *= rows.length;
}

function cutBy(snapshot: Snapshot, group: RiverGroup, { asOf, withinM, phase }: ProductQuery): Cut {
  if (!isZoneGroup(group)) return RIVER_CUTS[group](snapshot, phase);
  return zoneCut(snapshot, { group, asOf, withinM: group === 'venue' ? withinM : undefined });
}

/** Rows of a cell's number, one per facet. */
export function rowsOfCell({ facets }: Product, cell: number): GroupRow[] {
  return facets.map(({ rows, stride }) => rows[Math.floor(cell / stride) % rows.length]);
}

/** What of a cell's number stands for rows that may overlap: figures are rounded for each such combination by itself. */
export function apartOf({ facets }: Product, cell: number): number {
  return facets.reduce(
    (sum, { rows, stride, isPartition }) =>
      isPartition ? sum : sum + (Math.floor(cell / stride) % rows.length) * stride,
    0,
  );
}

export interface Piece {
  from: number;
  to: number;
  /** Index into the snapshot's towns; -1 outside every town. */
  town: number;
  /** The cell as far as facets of rivers say. */
  cell: number;
}

/** A route (index) cut by towns, the scope and each facet of rivers; pieces of overlapping rows overlap. */
export function piecesOf({ townRanges }: Snapshot, { cuts, reach }: Product, route: number): Piece[] {
  let pieces: Piece[] = [];
  for (let k = townRanges.first[route]; k < townRanges.first[route + 1]; k++)
    pieces.push({ from: townRanges.from[k], to: townRanges.to[k], town: townRanges.town[k], cell: 0 });
  if (reach) pieces = pieces.flatMap((piece) => insideRanges(piece, reach[route]));
  for (const { cut, stride } of cuts) pieces = pieces.flatMap((piece) => insideCut(piece, cut, stride, route));
  return pieces;
}

function insideRanges(piece: Piece, ranges: readonly number[]): Piece[] {
  const inside: Piece[] = [];
  for (let i = 0; i < ranges.length; i += 2) addCommon(inside, piece, ranges[i], ranges[i + 1], piece.cell);
  return inside;
}

function insideCut(piece: Piece, { first, from, to, row }: Cut, stride: number, route: number): Piece[] {
  const inside: Piece[] = [];
  for (let k = first[route]; k < first[route + 1] && from[k] < piece.to; k++)
    addCommon(inside, piece, from[k], to[k], piece.cell + row[k] * stride);
  return inside;
}

function addCommon(inside: Piece[], piece: Piece, rangeFrom: number, rangeTo: number, cell: number): void {
  const from = Math.max(piece.from, rangeFrom);
  const to = Math.min(piece.to, rangeTo);
  if (from < to) inside.push({ from, to, town: piece.town, cell });
}

/** Which surveyed entries count for a combination of survey rows; `cell` is what they add to a cell's number. */
export interface SurveyChoice {
  cell: number;
  holds?: (entry: number) => boolean;
}

/** Every combination of survey rows; without such facets one that every survey counts for. */
export function surveyChoices({ labels }: Product, isUpTo = false): SurveyChoice[] {
  let choices: SurveyChoice[] = [{ cell: 0 }];
  for (const { labels: of, stride } of labels) {
    const test = (isUpTo && of.isUpTo) || of.isIn;
    choices = choices.flatMap(({ cell, holds }) =>
      of.rows.map((_, row) => ({
        cell: cell + row * stride,
        holds: (entry: number) => test(entry, row) && (holds === undefined || holds(entry)),
      })),
    );
  }
  return choices;
}

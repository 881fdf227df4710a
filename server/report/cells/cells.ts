/** The land along the rivers square by square (QJ-1: 岸线进一步向陆地延伸，网状排查全覆盖): where crews were, where to go first. */
import type { Executor } from '../../db/database.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { areaCells, areaOfCells } from '../../engine/cells/area-cells.ts';
import { CELL_MM, cellAt, cellKey, cellNumber, cellOf } from '../../engine/cells/grid.ts';
import { OUTSIDE } from '../../engine/gaps/shown-towns.ts';
import { roundHalfUp } from '../../engine/geodesy.ts';
import type { Polygons } from '../../engine/polygons.ts';
import { DomainError } from '../../errors.ts';
import { lastDay } from '../as-of.ts';
import { type CoverageRow, coverageRows } from '../coverage.ts';
import { type Scope, scopeReach } from '../facets/scope.ts';
import { knownTown } from '../gaps/filter.ts';
import { inlandCells } from './strip.ts';
import { walkedCells } from './walked.ts';

export const INLAND_M = 500;
const MOST_INLAND_M = 5000;
/** Less than a chord of 50 m is a corner that was cut. */
const SURVEYED_MM = 50_000;

export interface CellsQuery {
  /** How far from the bank the strip reaches, metres. */
  inlandM?: number;
  scope?: Scope;
  /** Key or name; only squares whose middle is in it. */
  town?: string;
  asOf?: string;
}

export interface CellRow {
  cell: string;
  /** Of the square's middle; null is outside every town. */
  town: string | null;
  state: 'surveyed' | 'to_do';
  /** How many of the three that the plan names are there: people, industry, outfalls. */
  priority: number;
  residential: number;
  parks: number;
  outfalls: number;
  walked_m: number;
  last_day: string | null;
  /** Of the rivers in scope that run through the square, above water. */
  river_m: number;
  gap_m: number;
}

/** A row of each square of the strip: what is to do first, most of what the plan names first, then by place. @throws DomainError `inland_invalid`, `scope_unknown`, `town_unknown`, `date_invalid` */
export async function cellRows(tx: Executor, snapshot: Snapshot, query: CellsQuery): Promise<CellRow[]> {
  const { scope, asOf } = query;
  const town = knownTown(snapshot, query.town);
  const reach = scope && scopeReach(snapshot, scope, asOf);
  const strip = inlandCells(snapshot, inlandMm(query.inlandM), reach);
  const there = {
    towns: areaOfCells(snapshot.towns),
    rivers: await riversIn(snapshot, query),
    walked: await walkedCells(tx, snapshot.district.key, lastDay(asOf)),
    outfalls: await outfallsIn(tx, snapshot.district.key),
    residential: countAreas(snapshot.areas.residential),
    parks: countAreas(snapshot.areas.park),
  };
  const isMeant = (cell: number) => town === undefined || (there.towns.get(cell) ?? OUTSIDE) === town;
  return [...strip]
    .filter(isMeant)
    .sort((a, b) => a - b)
    .map((cell) => rowOf(snapshot, cell, there))
    .sort((a, b) => Number(a.state === 'surveyed') - Number(b.state === 'surveyed') || b.priority - a.priority);
}

interface There {
  towns: Map<number, number>;
  rivers: Map<string, CoverageRow>;
  walked: Awaited<ReturnType<typeof walkedCells>>;
  outfalls: Map<number, number>;
  residential: Map<number, number>;
  parks: Map<number, number>;
}

function rowOf({ towns }: Snapshot, cell: number, there: There): CellRow {
  const town = there.towns.get(cell);
  const key = cellKey(cellOf(cell));
  const [walked, river] = [there.walked.get(cell), there.rivers.get(key)];
  const [residential, parks, outfalls] = [there.residential, there.parks, there.outfalls].map(
    (of) => of.get(cell) ?? 0,
  );
  return {
    cell: key,
    town: town === undefined ? null : towns.name[town],
    state: (walked?.lengthMm ?? 0) >= SURVEYED_MM ? 'surveyed' : 'to_do',
    priority: [residential, parks, outfalls].filter((count) => count > 0).length,
    ...{ residential, parks, outfalls },
    walked_m: roundHalfUp(walked?.lengthMm ?? 0) / 1000,
    last_day: walked ? new Date(walked.day * 86_400_000).toISOString().slice(0, 10) : null,
    river_m: Math.round((river?.length_km ?? 0) * 1e6) / 1000,
    gap_m: Math.round((river?.gap_km ?? 0) * 1e6) / 1000,
  };
}

async function riversIn(snapshot: Snapshot, { scope, asOf }: CellsQuery): Promise<Map<string, CoverageRow>> {
  const rows = coverageRows(snapshot, { group: 'cell', mode: 'above_water', scope, asOf });
  return new Map(rows.map((row) => [row.key, row]));
}

/** Recorded places of outfalls, rejected suspects and records merged into others left out. */
async function outfallsIn(tx: Executor, district: string): Promise<Map<number, number>> {
  const places = await tx.query<{ x: number; y: number }>(
    `select round(st_x(geom_m)::numeric * 1000)::float8 as x, round(st_y(geom_m)::numeric * 1000)::float8 as y from register.outfall
      where district = $1 and geom_m is not null and status <> 'rejected' and merged_into is null`,
    [district],
  );
  const counts = new Map<number, number>();
  for (const { x, y } of places) add(counts, cellNumber(cellAt(x, y)));
  return counts;
}

function countAreas(areas: Polygons): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < areas.count; i++) for (const cell of areaCells(areas, i)) add(counts, cell);
  return counts;
}

function add(counts: Map<number, number>, cell: number): void {
  counts.set(cell, (counts.get(cell) ?? 0) + 1);
}

/** @throws DomainError `inland_invalid` */
export function parseInland(text: string): number {
  if (text.trim() === '' || Number.isNaN(Number(text))) throw inlandInvalid(text);
  return Number(text);
}

function inlandMm(inlandM: number = INLAND_M): number {
  if (inlandM >= 0 && inlandM <= MOST_INLAND_M) return Math.floor(inlandM * 1000 + 0.5);
  throw inlandInvalid(inlandM);
}

function inlandInvalid(given: string | number): DomainError {
  return new DomainError(
    'inland_invalid',
    `A strip "${given}" m wide cannot be made: use 0 to ${MOST_INLAND_M} m from the bank.`,
    `无法按离岸“${given}”米划带：请用 0 至 ${MOST_INLAND_M} 米。`,
  );
}

/** The square on the ground, corners from the south-west round by the east, metres of the plane. */
export function corners(key: string): [x: number, y: number][] {
  const [, x, y] = /^E(-?\d+)N(-?\d+)$/.exec(key)!.map(Number);
  const side = CELL_MM / 1000;
  return [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ];
}

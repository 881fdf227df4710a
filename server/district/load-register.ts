/** Reads what the register says of a district's rivers: names, levels, towns along them, and what surveys covered. */
import { CopyReader } from '../db/copy-reader.ts';
import type { Executor } from '../db/database.ts';
import { findRoute, type Rulers } from '../engine/rulers.ts';
import { literal } from './literal.ts';
import type { Towns } from './load-network.ts';

export const LEVELS = ['municipal', 'district', 'town', 'village'] as const;
export type Level = (typeof LEVELS)[number];
export const MODES = ['above_water', 'under_water'] as const;
export type Mode = (typeof MODES)[number];
export const BANKS = ['left', 'right', 'both'] as const;
export const KINDS = ['measured', 'bridged'] as const;

export interface River {
  id: number;
  /** The register's key, or '#' and the id where it has none. */
  key: string;
  name: string | null;
  level: Level | null;
  kind: string;
  officialLengthMm: number | null;
}

export async function loadRivers(db: Executor, district: string): Promise<River[]> {
  return db.query<River>(
    `select id, coalesce(key, '#' || id) as key, name, level, kind, official_length_mm as "officialLengthMm"
       from register.river where district = $1 order by id`,
    [district],
  );
}

/** Route i lies in the towns of entries first[i] .. first[i + 1] - 1, in order along it; town is an index into Towns, -1 outside. */
export interface TownRanges {
  first: Uint32Array;
  from: Float64Array;
  to: Float64Array;
  town: Int32Array;
}

export async function loadTownRanges(
  db: Executor,
  district: string,
  rulers: Rulers,
  towns: Pick<Towns, 'id'>,
): Promise<TownRanges> {
  const townIndex = new Map(Array.from(towns.id, (id, index) => [id, index]));
  const rows: [number, number, number, number][] = [];
  const copy = new CopyReader(
    await db.copyOut(
      `select route_id, from_mm, to_mm, town_id from register.route_town where district = ${literal(district)} order by 1, 2`,
    ),
  );
  while (copy.next()) {
    const route = findRoute(rulers, copy.int()!);
    const [from, to, town] = [copy.int()!, copy.int()!, copy.int()];
    rows.push([route, from, to, town === null ? -1 : townIndex.get(town)!]);
  }
  return {
    first: groupOffsets(rulers.count, rows),
    from: Float64Array.from(rows, ([, from]) => from),
    to: Float64Array.from(rows, ([, , to]) => to),
    town: Int32Array.from(rows, ([, , , town]) => town),
  };
}

/** What tracks and records covered, by route; entries first[i] .. first[i + 1] - 1 belong to route i. */
export interface Surveyed {
  first: Uint32Array;
  from: Float64Array;
  to: Float64Array;
  mode: Uint8Array; // index in MODES
  bank: Uint8Array; // index in BANKS
  kind: Uint8Array; // index in KINDS
  crew: Int32Array; // index in crews, -1 when none is recorded
  day: Int32Array; // days since 1970-01-01, the district's local date
  record: Uint8Array; // 1: rests on a table record, not a track
  evidence: Int32Array; // id of the record or track
  crews: string[];
}

export async function loadSurveyed(db: Executor, district: string, rulers: Rulers): Promise<Surveyed> {
  const crewIndex = new Map<string, number>();
  const rows: number[][] = [];
  const copy = new CopyReader(
    await db.copyOut(
      `select route_id, from_mm, to_mm, mode, bank, kind, crew, (day - date '1970-01-01')::int, record_id is not null, coalesce(record_id, track_id)
         from register.surveyed_range where district = ${literal(district)} order by route_id, id`,
    ),
  );
  while (copy.next()) rows.push(surveyedRow(copy, rulers, crewIndex));
  const column = (index: number) => rows.map((row) => row[index]);
  return {
    first: groupOffsets(rulers.count, rows),
    from: Float64Array.from(column(1)),
    to: Float64Array.from(column(2)),
    mode: Uint8Array.from(column(3)),
    bank: Uint8Array.from(column(4)),
    kind: Uint8Array.from(column(5)),
    crew: Int32Array.from(column(6)),
    day: Int32Array.from(column(7)),
    record: Uint8Array.from(column(8)),
    evidence: Int32Array.from(column(9)),
    crews: [...crewIndex.keys()],
  };
}

function surveyedRow(copy: CopyReader, rulers: Rulers, crewIndex: Map<string, number>): number[] {
  const route = findRoute(rulers, copy.int()!);
  const [from, to] = [copy.int()!, copy.int()!];
  const mode = MODES.indexOf(copy.string() as Mode);
  const bank = BANKS.indexOf(copy.string() as (typeof BANKS)[number]);
  const kind = KINDS.indexOf(copy.string() as (typeof KINDS)[number]);
  const crew = copy.string();
  if (crew !== null && !crewIndex.has(crew)) crewIndex.set(crew, crewIndex.size);
  const [day, record, evidence] = [copy.int()!, copy.boolean()!, copy.int()!];
  return [route, from, to, mode, bank, kind, crew === null ? -1 : crewIndex.get(crew)!, day, record ? 1 : 0, evidence];
}

/** Rows come ordered by their first column, an index below `count`; returns where each index's rows start. */
export function groupOffsets(count: number, rows: readonly (readonly number[])[]): Uint32Array {
  const first = new Uint32Array(count + 1);
  for (const row of rows) first[row[0] + 1]++;
  for (let i = 0; i < count; i++) first[i + 1] += first[i];
  return first;
}

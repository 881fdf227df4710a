/** Reads what the register says of a district's rivers: names, levels, towns along them, and what surveys covered. */
import { CopyReader } from '../db/copy-reader.ts';
import type { Executor } from '../db/database.ts';
import { findRoute, type Rulers } from '../engine/rulers.ts';
import { literal, oneOf } from './literal.ts';
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
  /** Its place among the district's rivers in the order of their keys: ids follow the order of imports. */
  keyOrder: number;
  name: string | null;
  /** The name in Latin letters. */
  latin: string | null;
  level: Level | null;
  kind: string;
  officialLengthMm: number | null;
}

export async function loadRivers(db: Executor, district: string): Promise<River[]> {
  return db.query<River>(
    `select v.id, coalesce(v.key, '#' || v.id) as key,
            row_number() over (order by coalesce(v.key, '#' || v.id) collate "C", v.id)::int as "keyOrder", v.name, n.latin, v.level, v.kind, v.official_length_mm as "officialLengthMm"
       from register.river v left join register.latin_name n on n.district = v.district and n.name = v.name
      where v.district = $1 order by v.id`,
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
  method: Int32Array; // index in methods, -1
  campaign: Int32Array; // index in campaigns, -1
  day: Int32Array; // days since 1970-01-01, the district's local date
  record: Uint8Array; // 1: rests on a table record, not a track
  evidence: Int32Array; // id of the record or track
  crews: string[];
  methods: string[];
  campaigns: string[];
}

/** Of the routes with these ids, or all: those of other routes are then left out. */
export async function loadSurveyed(
  db: Executor,
  district: string,
  rulers: Rulers,
  routes: 'all' | readonly number[] = 'all',
): Promise<Surveyed> {
  const names = { crews: new Map<string, number>(), methods: new Map(), campaigns: new Map() };
  const rows: number[][] = [];
  const copy = new CopyReader(
    await db.copyOut(
      `select s.route_id, s.from_mm, s.to_mm, s.mode, s.bank, s.kind, s.crew, coalesce(t.method, r.method), t.campaign,
              (s.day - date '1970-01-01')::int, s.record_id is not null, coalesce(s.record_id, s.track_id)
         from register.surveyed_range s
         left join register.survey_track t on t.district = s.district and t.id = s.track_id
         left join register.survey_record r on r.district = s.district and r.id = s.record_id
        where s.district = ${literal(district)} ${oneOf('s.route_id', routes)} order by s.route_id, s.id`,
    ),
  );
  while (copy.next()) rows.push(surveyedRow(copy, rulers, names));
  const column = (index: number) => rows.map((row) => row[index]);
  return {
    first: groupOffsets(rulers.count, rows),
    from: Float64Array.from(column(1)),
    to: Float64Array.from(column(2)),
    mode: Uint8Array.from(column(3)),
    bank: Uint8Array.from(column(4)),
    kind: Uint8Array.from(column(5)),
    crew: Int32Array.from(column(6)),
    method: Int32Array.from(column(7)),
    campaign: Int32Array.from(column(8)),
    day: Int32Array.from(column(9)),
    record: Uint8Array.from(column(10)),
    evidence: Int32Array.from(column(11)),
    crews: [...names.crews.keys()],
    methods: [...names.methods.keys()],
    campaigns: [...names.campaigns.keys()],
  };
}

type Names = Record<'crews' | 'methods' | 'campaigns', Map<string, number>>;

function surveyedRow(copy: CopyReader, rulers: Rulers, { crews, methods, campaigns }: Names): number[] {
  const route = findRoute(rulers, copy.int()!);
  const [from, to] = [copy.int()!, copy.int()!];
  const mode = MODES.indexOf(copy.string() as Mode);
  const bank = BANKS.indexOf(copy.string() as (typeof BANKS)[number]);
  const kind = KINDS.indexOf(copy.string() as (typeof KINDS)[number]);
  const [crew, method, campaign] = [crews, methods, campaigns].map((names) => placeOf(names, copy.string()));
  const [day, record, evidence] = [copy.int()!, copy.boolean()!, copy.int()!];
  return [route, from, to, mode, bank, kind, crew, method, campaign, day, record ? 1 : 0, evidence];
}

/** Where a name stands among those met so far; -1 for none. */
function placeOf(names: Map<string, number>, name: string | null): number {
  if (name === null) return -1;
  if (!names.has(name)) names.set(name, names.size);
  return names.get(name)!;
}

/** Rows come ordered by their first column, an index below `count`; returns where each index's rows start. */
export function groupOffsets(count: number, rows: readonly (readonly number[])[]): Uint32Array {
  const first = new Uint32Array(count + 1);
  for (const row of rows) first[row[0] + 1]++;
  for (let i = 0; i < count; i++) first[i + 1] += first[i];
  return first;
}

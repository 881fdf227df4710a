/** The lines on the ground that records keep: taken once, from the routes they were first placed on. */
import type { Executor } from '../../db/database.ts';
import { type MeasuredVertices, stretchOf } from '../../engine/anchor/stretch.ts';
import { findRoute, type Rulers } from '../../engine/rulers.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import { keepWholeRivers } from './whole-rivers.ts';

interface Unplaced {
  record: number;
  river: number;
  from: number;
  to: number;
  route: number;
  line: string;
  length: number;
  closed: boolean;
}

/** Of the end of a line, what tells the way that a row goes on past it, whatever is drawn before. */
export const HANDLE_MM = 50_000;

/**
 * Gives every record that has none its ground lines, by the routes as they stand: before routes change, and when
 * records come in. What lies past the end of the route follows when it is drawn (place-record.ts); measures of a river in several
 * parts (main routes; shores where it has none) wait until it is one.
 * @returns the records that got theirs
 */
export async function keepGrounds(
  tx: Executor,
  district: string,
  version: number,
  rulers: () => Promise<Rulers>,
): Promise<number[]> {
  const whole = await keepWholeRivers(tx, district);
  const unplaced = await tx.query<Unplaced>(
    `select s.id as record, s.river_id as river, s.from_mm as "from", s.to_mm as "to", r.id as route, md5(r.line_m::text) as line,
            r.length_mm as length, r.closed
       from register.survey_record s
       join register.route r on r.district = s.district and r.river_id = s.river_id and r.seq = 1
      where s.district = $1 and s.from_mm < s.to_mm
        and not exists (select from register.route o
                         where o.district = r.district and o.river_id = r.river_id and o.id <> r.id and o.role = r.role)
        and not exists (select from register.record_ground g
                         where g.district = s.district and g.record_id = s.id and g.river_id = s.river_id
                           and g.from_mm = s.from_mm and g.to_mm = s.to_mm and g.day is null)
      order by s.id`,
    [district],
  );
  if (unplaced.length === 0) return whole;
  const network = await rulers();
  const rows = unplaced.map((row) => firstGround(network, row));
  await writeGrounds(tx, district, version, rows);
  await anchorOnOwn(tx, district, unplaced);
  return [...whole, ...unplaced.map(({ record }) => record)];
}

function firstGround(rulers: Rulers, { record, river, from, to, route, line, length, closed }: Unplaced): GroundRow {
  const end = Math.min(to, length);
  const start = to <= length ? from : Math.min(from, Math.max(0, length - HANDLE_MM));
  const restMm = closed ? 0 : Math.max(0, to - Math.max(from, length));
  const ground = stretchOf(rulers, findRoute(rulers, route), start, end);
  return {
    record,
    river,
    from,
    to,
    seq: 1,
    aheadMm: Math.max(0, from - length),
    restMm,
    routeLine: line,
    line: ground,
  };
}

export interface GroundRow {
  record: number;
  river: number;
  /** What the record says. */
  from: number;
  to: number;
  /** Of a record's grounds, along it. */
  seq: number;
  /** How far ahead of its end the rest of the record begins, and how long that is. */
  aheadMm: number;
  restMm: number;
  routeLine: string;
  line: MeasuredVertices;
}

export async function writeGrounds(
  tx: Executor,
  district: string,
  version: number,
  rows: readonly GroundRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = ['district', 'record_id', 'river_id', 'from_mm', 'to_mm', 'seq', 'since', 'ahead_mm', 'rest_mm'];
  const types = ['text', 'int4', 'int4', 'int8', 'int8', 'int4', 'int8', 'int8', 'int8', 'text', 'line_m'] as const;
  const values = rows.map(({ record, river, from, to, seq, aheadMm, restMm, routeLine, line }) => {
    const along = [from, to, seq, version, aheadMm, restMm];
    return [district, record, river, ...along, routeLine, { plane: metresOf(line), m: line.m }];
  });
  await tx.copyIn('register.record_ground', [...columns, 'route_line', 'line_m'], encodeCopy(types, values));
}

/** On the line that a ground was taken from nothing of its record was drawn past it: grounds of longer lines go with them. */
export async function dropLaterGrounds(
  tx: Executor,
  district: string,
  later: readonly { record: number; seq: number }[],
): Promise<void> {
  if (later.length === 0) return;
  await tx.query(
    `delete from register.record_ground g using unnest($2::int[], $3::int[]) as l (record, seq)
      where g.district = $1 and g.record_id = l.record and g.seq > l.seq`,
    [district, later.map(({ record }) => record), later.map(({ seq }) => seq)],
  );
}

/** Where the ground line was taken is where the record lies: what moves it later is held against this. */
async function anchorOnOwn(tx: Executor, district: string, placed: readonly Unplaced[]): Promise<void> {
  const records = placed.map(({ record }) => record);
  await tx.query('delete from register.record_anchor where district = $1 and record_id = any($2::int[])', [
    district,
    records,
  ]);
  await tx.query(
    `insert into register.record_anchor (district, record_id, route_id, from_mm, to_mm, reversed, moved_mm)
     select $1, n.*, false, 0 from unnest($2::int[], $3::int[], $4::bigint[], $5::bigint[]) as n (id, route, from_mm, to_mm)
      where n.from_mm < n.to_mm`,
    [
      district,
      records,
      placed.map(({ route }) => route),
      placed.map(({ from }) => from),
      placed.map(({ to, length }) => Math.min(to, length)),
    ],
  );
}

function metresOf({ x, y }: MeasuredVertices): Float64Array {
  return Float64Array.from({ length: 2 * x.length }, (_, i) => (i % 2 === 0 ? x[i >> 1] : y[i >> 1]) / 1000);
}

/** The lines on the ground that records keep: taken once, from the routes they were first placed on. */
import type { Executor } from '../../db/database.ts';
import { type MeasuredVertices, stretchOf } from '../../engine/anchor/stretch.ts';
import { findRoute, type Rulers } from '../../engine/rulers.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import { keepGroundLines } from './ground-lines.ts';
import { keepWholeRivers } from './whole-rivers.ts';

interface Unplaced {
  record: number;
  river: number;
  from: number;
  to: number;
  route: number;
  line: string;
  length: number;
}

/**
 * Gives every record that has none its ground lines, by the routes as they stand: before routes change, and when
 * records come in. Its ground is what is drawn of it then, as of a whole river: what is drawn later is no part of it. Measures of
 * a river in several parts (main routes; shores where it has none), and those that begin past its end, wait.
 * @param version  at which the routes stand so
 * @returns the records that got theirs
 */
export async function keepGrounds(
  tx: Executor,
  district: string,
  version: number,
  rulers: () => Promise<Rulers>,
): Promise<number[]> {
  const whole = await keepWholeRivers(tx, district, version);
  const measured = await keepMeasured(tx, district, version, rulers);
  if (whole.length + measured.length > 0) await keepGroundLines(tx, district, version);
  return [...whole, ...measured];
}

async function keepMeasured(
  tx: Executor,
  district: string,
  version: number,
  rulers: () => Promise<Rulers>,
): Promise<number[]> {
  const unplaced = await tx.query<Unplaced>(
    `select s.id as record, s.river_id as river, s.from_mm as "from", s.to_mm as "to", r.id as route, md5(r.line_m::text) as line,
            r.length_mm as length
       from register.survey_record s
       join register.route r on r.district = s.district and r.river_id = s.river_id and r.seq = 1
      where s.district = $1 and s.from_mm < s.to_mm and s.from_mm < r.length_mm
        and not exists (select from register.route o
                         where o.district = r.district and o.river_id = r.river_id and o.id <> r.id and o.role = r.role)
        and not exists (select from register.record_ground g
                         where g.district = s.district and g.record_id = s.id and g.river_id = s.river_id
                           and g.from_mm = s.from_mm and g.to_mm = s.to_mm and g.day is null and g.until is null)
      order by s.id`,
    [district],
  );
  if (unplaced.length === 0) return [];
  const network = await rulers();
  const rows = unplaced.map((row) => groundOf(network, row));
  await writeGrounds(tx, district, version, rows);
  await anchorOnOwn(tx, district, unplaced);
  return unplaced.map(({ record }) => record);
}

function groundOf(rulers: Rulers, { route, line, length, ...row }: Unplaced): GroundRow {
  const ground = stretchOf(rulers, findRoute(rulers, route), row.from, Math.min(row.to, length));
  return { ...row, routeLine: line, line: ground };
}

interface GroundRow {
  record: number;
  river: number;
  /** What the record says. */
  from: number;
  to: number;
  routeLine: string;
  line: MeasuredVertices;
}

async function writeGrounds(
  tx: Executor,
  district: string,
  version: number,
  rows: readonly GroundRow[],
): Promise<void> {
  const columns = ['district', 'record_id', 'river_id', 'from_mm', 'to_mm', 'since', 'route_line', 'line_m'];
  const types = ['text', 'int4', 'int4', 'int8', 'int8', 'int8', 'text', 'line_m'] as const;
  const values = rows.map(({ record, river, from, to, routeLine, line }) => {
    const vertices = { plane: metresOf(line), m: line.m };
    return [district, record, river, from, to, version, routeLine, vertices];
  });
  await tx.copyIn('register.record_ground', columns, encodeCopy(types, values));
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

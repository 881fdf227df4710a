/** The lines on the ground that records keep: taken once, from the routes they were first placed on. */
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { EwkbReader } from '../../db/ewkb.ts';
import { type MeasuredVertices, stretchOf } from '../../engine/anchor/stretch.ts';
import { findRoute, type Rulers } from '../../engine/rulers.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import { literal } from '../literal.ts';
import { toMillimetres } from '../millimetres.ts';
import { keepWholeRivers } from './whole-rivers.ts';

interface Unplaced {
  record: number;
  river: number;
  from: number;
  to: number;
  route: number;
  line: string;
}

/**
 * Gives every record that has none its ground lines, by the routes as they stand: before routes change, and when
 * records come in. Measures beyond the end of the route wait until it is drawn that far; those of a river in several parts
 * (main routes; shores where it has none) until it is one.
 * @returns the records that got theirs
 */
export async function keepGrounds(tx: Executor, district: string, rulers: () => Promise<Rulers>): Promise<number[]> {
  const whole = await keepWholeRivers(tx, district);
  const unplaced = await tx.query<Unplaced>(
    `select s.id as record, s.river_id as river, s.from_mm as "from", s.to_mm as "to", r.id as route, md5(r.line_m::text) as line
       from register.survey_record s
       join register.route r on r.district = s.district and r.river_id = s.river_id and r.seq = 1
      where s.district = $1 and s.from_mm < s.to_mm and s.to_mm <= r.length_mm
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
  const rows = unplaced.map(({ record, river, from, to, route, line }) => {
    const stretch = stretchOf(network, findRoute(network, route), from, to);
    return [district, record, river, from, to, line, { plane: metresOf(stretch), m: stretch.m }];
  });
  await tx.copyIn(
    'register.record_ground',
    ['district', 'record_id', 'river_id', 'from_mm', 'to_mm', 'route_line', 'line_m'],
    encodeCopy(['text', 'int4', 'int4', 'int8', 'int8', 'text', 'line_m'], rows),
  );
  await anchorOnOwn(tx, district, unplaced);
  return [...whole, ...unplaced.map(({ record }) => record)];
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
     select $1, n.*, false, 0 from unnest($2::int[], $3::int[], $4::bigint[], $5::bigint[]) as n`,
    [district, records, placed.map(({ route }) => route), placed.map(({ from }) => from), placed.map(({ to }) => to)],
  );
}

function metresOf({ x, y }: MeasuredVertices): Float64Array {
  return Float64Array.from({ length: 2 * x.length }, (_, i) => (i % 2 === 0 ? x[i >> 1] : y[i >> 1]) / 1000);
}

export interface RecordPlace {
  record: number;
  river: number;
  riverKey: string;
  /** Null of a whole river. */
  range: { from: number; to: number } | null;
  /** Of a whole river one for each route it had; none where measures never fitted on a route, or the river was never drawn. */
  grounds: Ground[];
}

export interface Ground {
  from: number;
  to: number;
  routeLine: string;
  line: MeasuredVertices;
}

/** The chosen records (null: all) with their ground lines, by id. */
export async function readRecordPlaces(
  tx: Executor,
  district: string,
  ids: readonly number[] | null,
): Promise<RecordPlace[]> {
  const chosen = ids === null ? '' : `and s.id in (${[-1, ...ids].map(Number).join(', ')})`;
  const copy = new CopyReader(
    await tx.copyOut(
      `select s.id, s.river_id, coalesce(v.key, '#' || v.id), s.from_mm, s.to_mm, g.from_mm, g.to_mm, g.route_line, g.line_m
         from register.survey_record s
         join register.river v on v.district = s.district and v.id = s.river_id
         left join register.record_ground g on g.district = s.district and g.record_id = s.id
               and g.river_id = s.river_id
               and (s.from_mm is null and g.day = s.date or g.from_mm = s.from_mm and g.to_mm = s.to_mm and g.day is null)
        where s.district = ${literal(district)} ${chosen}
          and (s.from_mm < s.to_mm or s.from_mm is null and s.to_mm is null) order by s.id`,
    ),
  );
  const places: RecordPlace[] = [];
  while (copy.next()) {
    const [record, river, riverKey] = [copy.int()!, copy.int()!, copy.string()!];
    const range = rangeOf(copy.int(), copy.int());
    if (places.at(-1)?.record !== record) places.push({ record, river, riverKey, range, grounds: [] });
    const ground = rangeOf(copy.int(), copy.int());
    const [routeLine, line] = [copy.string(), copy.binary()];
    if (ground && routeLine !== null)
      places.at(-1)!.grounds.push({ ...ground, routeLine, line: verticesOf(new EwkbReader(line!).line()) });
  }
  return places;
}

function rangeOf(from: number | null, to: number | null): { from: number; to: number } | null {
  return from === null || to === null ? null : { from, to };
}

function verticesOf(line: Float64Array): MeasuredVertices {
  const axis = (at: number) => Float64Array.from({ length: line.length / 3 }, (_, i) => line[3 * i + at]);
  return { x: axis(0).map(toMillimetres), y: axis(1).map(toMillimetres), m: axis(2) };
}

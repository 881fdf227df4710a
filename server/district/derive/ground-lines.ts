/** The whole lines that grounds are taken from, kept with the keys they were drawn under. */
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { EwkbReader } from '../../db/ewkb.ts';
import type { DrawnAs } from '../../engine/anchor/own-line.ts';
import type { MeasuredVertices } from '../../engine/anchor/stretch.ts';
import { literal } from '../literal.ts';
import { toMillimetres } from '../millimetres.ts';

export interface GroundLine {
  /** Equal lines drawn under equal keys have one. */
  id: string;
  line: MeasuredVertices;
  drawnAs: readonly DrawnAs[];
  /** Keys of the river's other lines then. */
  beside: readonly string[];
}

/** Of a route r: which lines with a key it is drawn as. */
export const DRAWN_AS = `
  select coalesce(jsonb_agg(jsonb_build_array(s.source_id, g.from_mm, g.to_mm) order by g.from_mm, g.to_mm, s.source_id), '[]') as drawn_as
    from register.source_range g
    join register.source_segment s on s.district = g.district and s.id = g.segment_id and s.source_id is not null
   where g.district = r.district and g.route_id = r.id`;

/** Keeps the lines of grounds that were taken at this version from the routes as they stand. */
export async function keepGroundLines(tx: Executor, district: string, version: number): Promise<void> {
  await tx.query(KEEP, [district, version]);
}

const KEEP = `
  with taken as (
    select distinct river_id, route_line from register.record_ground
     where district = $1 and since = $2 and taken_from is null and until is null),
  drawn as materialized (
    select r.river_id, md5(r.line_m::text) as route_line, r.line_m, a.drawn_as, b.beside,
           md5(concat_ws(' ', r.line_m::text, a.drawn_as, b.beside)) as id
      from register.route r
     cross join lateral (${DRAWN_AS}) a
     cross join lateral (
           select array(select distinct s.source_id from register.source_segment s
                         where s.district = r.district and s.river_id = r.river_id and s.source_id is not null
                           and not a.drawn_as @> jsonb_build_array(jsonb_build_array(s.source_id)) order by 1) as beside) b
     where r.district = $1 and r.river_id in (select river_id from taken)),
  kept as (
    insert into register.ground_line (district, id, line_m, drawn_as, beside)
    select distinct on (d.id) $1, d.id, d.line_m, d.drawn_as, d.beside from drawn d join taken using (river_id, route_line)
        on conflict do nothing)
  update register.record_ground g set taken_from = d.id
    from drawn d
   where g.district = $1 and g.since = $2 and g.taken_from is null and g.until is null
     and d.river_id = g.river_id and d.route_line = g.route_line`;

/** The lines that grounds of the chosen records (null: all) were taken from, by id. */
export async function readGroundLines(
  tx: Executor,
  district: string,
  ids: readonly number[] | null,
): Promise<Map<string, GroundLine>> {
  const chosen = ids === null ? '' : `and g.record_id in (${[-1, ...ids].map(Number).join(', ')})`;
  const copy = new CopyReader(
    await tx.copyOut(
      `select l.id, l.line_m, l.drawn_as::text, to_json(l.beside)::text from register.ground_line l
        where l.district = ${literal(district)} and exists (
              select from register.record_ground g
               where g.district = l.district and g.taken_from = l.id and g.until is null ${chosen})`,
    ),
  );
  const lines = new Map<string, GroundLine>();
  while (copy.next()) {
    const [id, line] = [copy.string()!, new EwkbReader(copy.binary()!).line()];
    lines.set(id, {
      id,
      line: measuredVertices(line),
      drawnAs: drawnAsOf(JSON.parse(copy.string()!)),
      beside: JSON.parse(copy.string()!),
    });
  }
  return lines;
}

export function drawnAsOf(rows: readonly [string, number, number][]): DrawnAs[] {
  return rows.map(([key, fromMm, toMm]) => ({ key, fromMm, toMm }));
}

/** A stored line, plane metres and measures, in millimetres. */
export function measuredVertices(line: Float64Array): MeasuredVertices {
  const axis = (at: number) => Float64Array.from({ length: line.length / 3 }, (_, i) => line[3 * i + at]);
  return { x: axis(0).map(toMillimetres), y: axis(1).map(toMillimetres), m: axis(2) };
}

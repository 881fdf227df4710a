/** Ground that an undone batch had drawn is ground no more: the records wait once more, or are placed anew. */
import type { Executor } from '../../db/database.ts';

export interface Undone {
  batch: number;
  /** Of the undo. */
  version: number;
}

/**
 * Ends the grounds that records have by lines of an undone batch, once the routes stand without it: those taken when it
 * came, and those of records that had come before it and were placed after it (their river was in parts still, or ground
 * taken then was ended by another undo), unless the very line they were taken from is drawn still.
 */
export async function endGrounds(tx: Executor, district: string, { batch, version }: Undone): Promise<void> {
  await tx.query(ENDED, [district, batch, version]);
}

/** $1 district, $2 batch, $3 version. Lines that the batch drew are gone by now: its changes keep what they were. */
const ENDED = `
  with came as (
    select min(version) as version from register.change where district = $1 and batch_id = $2),
  drew as (
    select c.table_name, (c.before ->> 'river_id')::int as river_id from register.change c
     where c.district = $1 and c.batch_id = $2 and c.table_name in ('source_segment', 'water_body')),
  later as materialized (
    select g.ctid as place, g.* from register.record_ground g, came
     where g.district = $1 and g.until is null and g.since > came.version
       and exists (select from drew d where d.table_name = 'water_body' or d.river_id = g.river_id)
       and not exists (select from register.route r
                        where r.district = $1 and r.river_id = g.river_id and md5(r.line_m::text) = g.route_line)),
  waited as (
    select l.place from later l
      left join register.change_row i
             on i.district = $1 and i.table_name = 'survey_record' and i.row_id = l.record_id and i.version <= l.since
            and (i.operation = 'insert' or (i.before ->> 'river_id')::int <> l.river_id
                 or case when l.day is null then (i.before ->> 'from_mm')::bigint is distinct from l.from_mm
                                              or (i.before ->> 'to_mm')::bigint is distinct from l.to_mm
                         else (i.before ->> 'date')::date is distinct from l.day end)
     group by l.place
    having coalesce(max(i.version), 0) < (select version from came))
  update register.record_ground g set until = $3
   where g.district = $1 and g.until is null
     and (g.since in (select version from register.change where district = $1 and batch_id = $2)
          or g.ctid in (select place from waited))`;

/** How far ground that was taken anew at this version lies from the ground that ended at it, at most: mm by record. */
export async function readRetaken(tx: Executor, district: string, version: number): Promise<Map<number, number>> {
  const rows = await tx.query<{ record: number; metres: number }>(
    `select g.record_id as record, max(ST_HausdorffDistance(ST_Force2D(o.line_m), ST_Force2D(g.line_m))) as metres
       from register.record_ground g
       join register.record_ground o on o.district = g.district and o.record_id = g.record_id and o.until = g.since
      where g.district = $1 and g.since = $2 and g.until is null
      group by g.record_id`,
    [district, version],
  );
  return new Map(rows.map(({ record, metres }) => [record, Math.round(1000 * metres)]));
}

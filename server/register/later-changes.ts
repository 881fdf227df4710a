/** Who built upon a batch: what stands in the way of undoing it. */
import type { Executor } from '../db/database.ts';
import { REANCHORED } from '../district/derive/author.ts';

export interface LaterEdit {
  table: string;
  row: number;
  day: string;
  /** Of a decision that stands what opens it again: an item of the review list, or the two outfalls of a pair. */
  decided: string | null;
}

export interface LaterChange {
  batch_id: number | null;
  author: string;
  /** What a person changed, and on which day (UTC); null of a batch. */
  edits: LaterEdit[] | null;
}

/**
 * Batches and persons that changed rows of the batch after it, decided about links of its outfalls or about which of
 * them are one, or hung rows of their own on rivers, towns, outfalls and sections that it brought (a lake brings the river entry that is made for it).
 * An outfall that was edited back to what the batch left, and a decision that was opened again, stand in nobody's way.
 */
export async function laterChanges(tx: Executor, district: string, batch: number): Promise<LaterChange[]> {
  return tx.query<LaterChange>(
    `with mine as (
       select table_name, row_id, max(id) as last, bool_or(operation = 'insert') as brought from register.change_row
        where district = $1 and batch_id = $2 and author <> $3 group by table_name, row_id),
     watched as (
       select table_name, row_id, last from mine
        union all
       select 'outfall_link', row_id, last from mine m
        where table_name = 'outfall' and row_id in (select outfall_id from register.outfall_link
                                                     where district = $1 and (status = 'overridden' or reviewer is not null))
          and (brought or exists ( -- a review of a place that the batch moved
              select from register.change c join register.outfall o on o.district = c.district and o.id = c.row_id
               where c.district = $1 and c.batch_id = $2 and c.table_name = 'outfall' and c.row_id = m.row_id
                 and c.operation = 'update' and c.before ->> 'geom_m' is distinct from o.geom_m::text))
        union all
       -- what somebody decided about one of its outfalls and another, in the list of near duplicates or by hand
       select 'outfall_pair', p.id, m.last from mine m
         join register.outfall_pair p on p.district = $1 and m.row_id in (p.one_id, p.other_id)
        where m.table_name = 'outfall' and m.brought and p.status <> 'proposed'
        union all
       -- flags of outfalls and zones that it brought, confirmed or dismissed
       select 'review_decision', d.id, m.last from mine m
         join register.review_decision d on d.district = $1 and (m.table_name = 'outfall' and m.row_id = d.outfall_id
                                                                 or m.table_name = 'protected_zone' and m.row_id = d.zone_id)
        where m.brought
        union all
       select 'outfall', o.id, max(c.id) - 1 from mine m
         join register.outfall o on o.district = $1 and o.merged_into = m.row_id
         join register.change c on c.district = $1 and c.table_name = 'outfall' and c.row_id = o.id
                               and c.operation = 'update' and c.before ->> 'merged_into' is distinct from m.row_id::text
        where m.table_name = 'outfall' and m.brought group by o.id),
     rivers as (
       select row_id from mine where table_name = 'river' and brought
        union all
       select b.river_id from mine m join register.water_body b on b.district = $1 and b.id = m.row_id
        where m.table_name = 'water_body' and m.brought and b.kind <> 'river'
          and not exists (select from register.water_body o where o.district = $1 and o.river_id = b.river_id and o.id <> b.id)
          and exists (select from register.river v where v.district = $1 and v.id = b.river_id and v.kind <> 'river')),
     towns as (select row_id from mine where table_name = 'town' and brought),
     hung as (
       select 'source_segment' as table_name, id, batch_id from register.source_segment
        where district = $1 and river_id in (select row_id from rivers)
        union all
       select 'survey_record', id, batch_id from register.survey_record
        where district = $1 and (river_id in (select row_id from rivers) or town_id in (select row_id from towns))
        union all
       select 'sample', id, batch_id from register.sample
        where district = $1 and outfall_id in (select row_id from mine where table_name = 'outfall' and brought)
        union all
       select 'section_sample', id, batch_id from register.section_sample
        where district = $1 and section_id in (select row_id from mine where table_name = 'section' and brought))
     select c.batch_id, max(c.author) as author,
            case when c.batch_id is null
                 then jsonb_agg(distinct jsonb_build_object('table', c.table_name, 'row', c.row_id,
                                                            'day', to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD'),
                                                            'decided', case c.table_name
        when 'outfall_link' then 'link-' || c.row_id
        when 'outfall_pair' then (select p.one_id || ' ' || p.other_id from register.outfall_pair p
                                   where p.district = $1 and p.id = c.row_id and p.status = 'distinct')
        when 'review_decision' then (select concat_ws('-', d.kind, d.outfall_id, d.zone_id, d.relation) from register.review_decision d
                                      where d.district = $1 and d.id = c.row_id) end)) end as edits
       from register.change_row c join watched w on w.table_name = c.table_name and w.row_id = c.row_id
       left join register.import_batch b on b.district = c.district and b.id = c.batch_id
      where c.district = $1 and c.id > w.last and c.author <> $3 and c.batch_id is distinct from $2
        and (c.batch_id is null or b.undone_at is null)
        and not (c.table_name = 'outfall' and c.batch_id is null and exists (
              select from register.outfall o
               where o.district = $1 and o.id = c.row_id
                 and o is not distinct from jsonb_populate_record(null::register.outfall, (
                       select f.before from register.change f
                        where f.district = $1 and f.table_name = 'outfall' and f.row_id = c.row_id and f.id > w.last
                        order by f.id limit 1))))
      group by c.batch_id, case when c.batch_id is null then c.author end
     union
     select hung.batch_id, coalesce(b.author, max(c.author)), null
       from hung left join register.import_batch b on b.district = $1 and b.id = hung.batch_id
       left join register.change_row c on c.district = $1 and c.table_name = hung.table_name and c.row_id = hung.id
                                  and c.operation = 'insert'
      where hung.batch_id is distinct from $2 and b.undone_at is null
      group by hung.batch_id, b.author
      order by 1, 2`,
    [district, batch, REANCHORED],
  );
}

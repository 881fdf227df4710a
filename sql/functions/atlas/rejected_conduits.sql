-- atlas.rejected_conduits(district_key)
--
-- Rows of conduit files that were kept out and that no later batch made good: nobody knows what they touch.
--
-- A row is made good by a conduit of a later batch that has its source_id, or by undoing the batch.
--
-- returns    one row per rejected row; row_number null where a batch does not say which. outfall_id: the one outfall that bears
--            the word the row names, as code, provincial code, source_id, # and the id, or name, at the end of a chain of merges;
--            null where it names none, none bears it or several do, so that it may be any's. A code of one that is another's
--            source_id is several here, since atlas.conduit_outfalls would give the conduit to both.
-- tested by  test/report/rejected-conduits.test.ts

create or replace function atlas.rejected_conduits(district_key text)
returns table (batch_id int, row_number int, outfall_id int)
language sql stable parallel safe rows 5
as $$
  with recursive
  rejected as materialized (
    select distinct on (b.id, i.row_number) b.id as batch_id, i.row_number,
           btrim(i.original ->> (b.mapping ->> 'outfall')) as word, btrim(i.original ->> (b.mapping ->> 'source_id')) as source_id
      from register.import_batch as b
      left join register.import_issue as i
        on i.district = b.district and i.batch_id = b.id and i.severity = 'error' and i.original is not null
     where b.district = district_key and b.layer = 'conduits' and b.rows_rejected > 0 and b.undone_at is null
     order by b.id, i.row_number, i.id
  ),
  standing as materialized (
    select r.* from rejected as r
     where not exists (select from register.conduit as c
                        where c.district = district_key and c.batch_id > r.batch_id and c.source_id = r.source_id)
  ),
  -- union, not union all: a chain that bites its tail ends
  bearer as (
    select s.word, o.id as outfall_id
      from register.outfall as o
     cross join lateral (values (o.code), (o.code_province), (o.source_id), ('#' || o.id), (o.name)) as n (word)
      join standing as s on s.word = n.word
     where o.district = district_key
    union
    select b.word, o.merged_into
      from bearer as b
      join register.outfall as o on o.district = district_key and o.id = b.outfall_id
     where o.merged_into is not null
  ),
  meant as (
    select b.word, case when count(*) = 1 then min(b.outfall_id) end as outfall_id
      from bearer as b
      join register.outfall as o on o.district = district_key and o.id = b.outfall_id and o.merged_into is null
     group by b.word
  )
  select s.batch_id, s.row_number, m.outfall_id
    from standing as s
    left join meant as m on m.word = s.word
   order by 1, 2
$$;

comment on function atlas.rejected_conduits is
  'Rows of conduit files that were kept out and not made good since, with the outfall each names where that is one.';

-- atlas.rejected_zones(district_key)
--
-- Rows of zone files that were kept out and that no later batch made good: nobody knows which outfalls lie in them.
--
-- A row is made good by a zone of a later batch that has its key or its source_id, or by undoing the batch.
--
-- returns    one row per rejected row; row_number null where a batch does not say which. kind: as the row says it; null where it
--            says none or a word nobody knows, so that it may be any. Words are those of ZONE_KIND in server/import/values.ts.
-- tested by  test/import/zones-dirt.test.ts

create or replace function atlas.rejected_zones(district_key text)
returns table (batch_id int, row_number int, kind text)
language sql stable parallel safe rows 5
as $$
  with word as (
    select k.kind, lower(w.word) as word
      from (values
        ('drinking_water', array['drinking_water', '饮用水水源保护区', '饮用水源保护区', '水源保护区', '饮用水水源地']),
        ('nature', array['nature', '自然保护地', '自然保护区', '生态保护红线', 'nature_reserve']),
        ('special', array['special', '特殊保护区', '需要特殊保护区域', '风景名胜区']),
        ('other', array['other', '其他', '其它'])) as k (kind, words)
     cross join unnest(k.words) as w (word)
  ),
  rejected as (
    select distinct on (b.id, i.row_number) b.id, i.row_number, btrim(i.original ->> (b.mapping ->> 'kind')) as kind,
           btrim(i.original ->> (b.mapping ->> 'key')) as key, btrim(i.original ->> (b.mapping ->> 'source_id')) as source_id
      from register.import_batch as b
      left join register.import_issue as i
        on i.district = b.district and i.batch_id = b.id and i.severity = 'error' and i.original is not null
     where b.district = district_key and b.layer = 'zones' and b.rows_rejected > 0 and b.undone_at is null
     order by b.id, i.row_number, i.id
  )
  select r.id, r.row_number, w.kind
    from rejected as r
    left join word as w on w.word = lower(r.kind)
   where not exists (select from register.protected_zone as z
                      where z.district = district_key and z.batch_id > r.id and (z.key = r.key or z.source_id = r.source_id))
   order by 1, 2
$$;

comment on function atlas.rejected_zones is
  'Rows of zone files that were kept out and not made good since, with their kind where the row says it.';

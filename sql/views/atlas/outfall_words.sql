-- Which outfall a word means, where sewers, conduits, dischargers and samples name one.
create or replace view atlas.outfall_words as
-- records found to be another outfall stand for that one
with recursive stands as (
       select o.district, o.id, o.id as outfall_id
         from register.outfall as o
        where o.merged_into is null
        union all
       select o.district, o.id, s.outfall_id
         from stands as s
         join register.outfall as o on o.district = s.district and o.merged_into = s.id),
-- a code says more than a number of some file, and that more than a name
words as (
       select w.district, w.word, min(w.rank) over (partition by w.district, w.word) as best, w.rank, s.outfall_id
         from (select o.district, o.id, o.code as word, 1 as rank from register.outfall as o
                union all
               select o.district, o.id, o.code_province, 2 from register.outfall as o
                union all
               select o.district, o.id, o.source_id, 3 from register.outfall as o
                union all
               select o.district, o.id, '#' || o.id, 4 from register.outfall as o
                union all
               select o.district, o.id, o.name, 5 from register.outfall as o) as w
         join stands as s on s.district = w.district and s.id = w.id
        where w.word is not null)
select w.district, w.word, case when count(distinct w.outfall_id) = 1 then min(w.outfall_id) end as outfall_id
  from words as w
 where w.rank = w.best
 group by w.district, w.word;

comment on view atlas.outfall_words is
  'Words that name outfalls: code, else provincial code, else source_id, else # and the id, else name. outfall_id is null where several are meant.';

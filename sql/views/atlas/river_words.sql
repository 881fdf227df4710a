-- Which river a word means, where sections, intakes and levees name one.
create or replace view atlas.river_words as
select w.district, w.word, case when count(*) = 1 then min(w.river_id) end as river_id
  from (select r.district, r.word, r.rank, r.river_id, min(r.rank) over (partition by r.district, r.word) as best
          from (select district, coalesce(key, '#' || id) as word, 1 as rank, id as river_id from register.river
                 union all
                select district, code, 2, id from register.river
                 union all
                select district, name, 3, id from register.river
                 union all
                -- only where the name is written in another form than that
                select district, atlas.plain_name(name), 4, id from register.river where atlas.plain_name(name) <> name) as r
         where r.word is not null) as w
 where w.rank = w.best
 group by w.district, w.word;

comment on view atlas.river_words is
  'Words that name rivers: key (or # and the id), else code, else name, else plain name (atlas.plain_name). river_id is null where several are meant.';

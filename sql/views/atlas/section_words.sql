-- Which monitoring section a word means, where samples name one.
create or replace view atlas.section_words as
select w.district, w.word, case when count(*) = 1 then min(w.section_id) end as section_id
  from (select s.district, s.word, s.rank, s.section_id, min(s.rank) over (partition by s.district, s.word) as best
          from (select district, code as word, 1 as rank, id as section_id from register.section
                 union all
                select district, source_id, 2, id from register.section
                 union all
                select district, '#' || id, 3, id from register.section
                 union all
                select district, name, 4, id from register.section) as s
         where s.word is not null) as w
 where w.rank = w.best
 group by w.district, w.word;

comment on view atlas.section_words is
  'Words that name monitoring sections: code, else source_id, else # and the id, else name. section_id is null where several are meant.';

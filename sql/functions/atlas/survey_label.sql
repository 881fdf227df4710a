-- atlas.survey_label(district_key, per)
--
-- Which row of a report by crew, method, campaign or year each surveyed range belongs to.
--
-- per        crew | method | campaign | year; any other group: every range is in the one row of place 0, key null.
-- returns    range_id of register.surveyed_range, place in the order of the report, key. What has none is `unknown`, last.
-- note       names crews: not for atlas_reader.
-- tested by  test/oracle/coverage-by.test.ts

create or replace function atlas.survey_label(district_key text, per text)
returns table (range_id int, place bigint, key text)
language sql stable parallel safe
as $$
  with
  said as (
    select s.id, case per when 'crew' then s.crew
                          when 'method' then coalesce(t.method, r.method)
                          when 'campaign' then t.campaign
                          when 'year' then extract(year from s.day)::int::text end as word
      from register.surveyed_range as s
      left join register.survey_track as t on t.district = s.district and t.id = s.track_id
      left join register.survey_record as r on r.district = s.district and r.id = s.record_id
     where s.district = district_key
  )
  select id, case when per in ('crew', 'method', 'campaign', 'year') then dense_rank() over (order by word collate "C" nulls last) else 0 end,
         case when per in ('crew', 'method', 'campaign', 'year') then coalesce(word, 'unknown') end
    from said
$$;

comment on function atlas.survey_label is 'The row of a report by crew, method, campaign or year that each surveyed range belongs to.';

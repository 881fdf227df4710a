-- atlas.outfall_enterprises(district_key, only_outfall)
--
-- The enterprises behind each outfall: dischargers that name it, and those that have its credit code.
--
-- An enterprise is its unified credit code, never its name. Several may share an outfall; one may have several places.
--
-- only_outfall  its id, or null for all.
-- returns    pairs, each once. by_code: known by the credit code alone, which is not public. Words as atlas.outfall_words
--            reads them; a word that means several outfalls names none.
-- tested by  test/oracle/surroundings.test.ts, test/report/outfall-enterprises.test.ts

create or replace function atlas.outfall_enterprises(district_key text, only_outfall int default null)
returns table (outfall_id int, discharger_id int, by_code boolean)
language plpgsql stable parallel safe rows 1000
as $$
#variable_conflict use_column
declare
  sought text[]; -- null: all words. A variable, since no subquery is taken into a view to where its tables are read
begin
  -- one outfall's own words, and of records merged into it, as far as a discharger writes them
  if only_outfall is not null then
    with recursive own as (
      select only_outfall as id
       union
      select o.id from own as w join register.outfall as o on o.district = district_key and o.merged_into = w.id
    )
    select coalesce(array_agg(distinct d.outfall), '{}') into sought
      from own as w
      join register.outfall as o on o.district = district_key and o.id = w.id
     cross join unnest(array[o.code, o.code_province, o.source_id, '#' || o.id, o.name]) as k (word)
      join register.discharger as d on d.district = district_key and d.outfall = k.word;
  end if;
  return query
  -- read once: before the tables have statistics the words were looked for anew for every discharger
  with word as materialized (
    select w.word, w.outfall_id
      from atlas.outfall_words as w
     where w.district = district_key and w.outfall_id is not null
       and (sought is null or w.word = any (sought)) and (sought is null or sought <> '{}')
  )
  select e.outfall_id, e.discharger_id, bool_and(e.by_code)
    from (select w.outfall_id, d.id as discharger_id, false as by_code
            from register.discharger as d
            join word as w on w.word = d.outfall
           where d.district = district_key
           union all
          select o.id, d.id, true
            from register.discharger as d
            join register.outfall as o on o.district = d.district and o.credit_code = d.credit_code
           where d.district = district_key and o.merged_into is null) as e
   where only_outfall is null or e.outfall_id = only_outfall
   group by e.outfall_id, e.discharger_id;
end
$$;

comment on function atlas.outfall_enterprises is
  'Outfalls and the dischargers behind them, by the outfall they name or by their credit code.';

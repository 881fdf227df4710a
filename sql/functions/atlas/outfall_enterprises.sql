-- atlas.outfall_enterprises(district_key)
--
-- The enterprises behind each outfall: dischargers that name it, and those that have its credit code.
--
-- An enterprise is its unified credit code, never its name. Several may share an outfall; one may have several places.
--
-- returns    pairs, each once. by_code: known by the credit code alone, which is not public. Words as atlas.outfall_words
--            reads them; a word that means several outfalls names none.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.outfall_enterprises(district_key text)
returns table (outfall_id int, discharger_id int, by_code boolean)
language sql stable parallel safe rows 1000
as $$
  -- read once: before the tables have statistics the words were looked for anew for every discharger
  with word as materialized (
    select w.word, w.outfall_id from atlas.outfall_words as w where w.district = district_key and w.outfall_id is not null
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
   group by e.outfall_id, e.discharger_id
$$;

comment on function atlas.outfall_enterprises is
  'Outfalls and the dischargers behind them, by the outfall they name or by their credit code.';

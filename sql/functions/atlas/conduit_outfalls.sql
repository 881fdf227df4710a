-- atlas.conduit_outfalls(district_key)
--
-- Which outfalls each conduit ends at: those whose code, provincial code or source_id the conduit names, or # and the id.
--
-- A record merged into another stands for the one it was merged into, at the end of the chain. Where several outfalls
-- bear the name, the conduit is each one's: a zone it touches is not lost to a doubtful name.
--
-- returns    pairs, each once; conduits that name no outfall of the district are left out.
-- tested by  test/oracle/zone-relations.test.ts

create or replace function atlas.conduit_outfalls(district_key text)
returns table (conduit_id int, outfall_id int)
language sql stable parallel safe
as $$
  with recursive
  named as (
    select c.id as conduit_id, o.id as outfall_id
      from register.outfall as o
     cross join lateral (values (o.code), (o.code_province), (o.source_id), ('#' || o.id)) as n (name)
      join register.conduit as c on c.district = o.district and c.outfall = n.name
     where o.district = district_key
  ),
  -- union, not union all: a chain that bites its tail ends
  standing as (
    select n.conduit_id, n.outfall_id from named as n
    union
    select s.conduit_id, o.merged_into
      from standing as s
      join register.outfall as o on o.district = district_key and o.id = s.outfall_id
     where o.merged_into is not null
  )
  select s.conduit_id, s.outfall_id
    from standing as s
    join register.outfall as o on o.district = district_key and o.id = s.outfall_id and o.merged_into is null
   order by 1, 2
$$;

comment on function atlas.conduit_outfalls is
  'The outfalls that conduits end at, by the code, provincial code, source_id or #id they name.';

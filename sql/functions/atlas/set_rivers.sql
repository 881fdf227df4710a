-- atlas.set_rivers(district_key, set_name)
--
-- The rivers that are in a named set now.
--
--   select name, level from atlas.set_rivers('qianjiang', '主要河流');
--
-- returns    those whose key, name or level the set lists, in the order of ids.
-- tested by  test/register/river-sets.test.ts

create or replace function atlas.set_rivers(district_key text, set_name text)
returns table (id int, key text, name text, level text)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables
as $$
  select r.id, r.key, r.name, r.level
    from register.river_set as s
    join register.river as r
      on r.district = s.district and (r.key = any(s.keys) or r.name = any(s.names) or r.level = any(s.levels))
   where s.district = district_key and s.name = set_name
   order by r.id
$$;

comment on function atlas.set_rivers is 'The rivers of a named set: those with one of its keys, names or levels.';

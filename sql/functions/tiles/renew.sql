-- tiles.renew(layer_name, district_key)
--
-- Makes the rows of one layer of one district again, unless they are those of its version already or no row that they show
-- has changed since (register.change), nor a name of towns and waters been spelled (register.latin_name).
--
-- tested by  test/db/postgres/tile-functions.test.ts

create or replace function tiles.renew(layer_name text, district_key text)
returns void
language plpgsql volatile
as $$
declare
  newest bigint := (select d.version from register.district as d where d.key = district_key);
  known bigint := (select m.version from tiles.made as m where m.layer = layer_name and m.district = district_key);
  kind record;
begin
  if newest is null or known = newest then return; end if;
  select l.* into kind from tiles.layers() as l where l.layer = layer_name;
  if known is null or known > newest or kind.table_name is null
     or exists (select from register.change as c
                 where c.district = district_key and c.version > known and c.table_name = kind.table_name)
     or kind.table_name in ('town', 'water_body')
        and exists (select from register.latin_name as n where n.district = district_key and n.version > known) then
    execute format('select tiles.make_%ss($1, $2)', kind.form) using layer_name, district_key;
  end if;
  insert into tiles.made (layer, district, version) values (layer_name, district_key, newest)
  on conflict (layer, district) do update set version = excluded.version;
end
$$;

comment on function tiles.renew is 'Makes the rows of one tile layer of one district again where they are of an older version.';

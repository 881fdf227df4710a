-- register.next_ids(district, table_name, n)
--
-- Hands out n ids of a table of the register: the first of n numbers that nobody else gets. Taken under the district's
-- row lock, so the same order of imports gives the same ids. Ids given by hand (psql, QGIS) are passed over.
--
-- returns    the first id; the others follow it.
-- raises     OA001 when there is no such district.
-- tested by  test/db/versions.test.ts

create or replace function register.next_ids(district text, table_name text, n int)
returns int
language plpgsql volatile
as $$
declare
  used int;
  last int;
begin
  perform from register.district as d where d.key = next_ids.district for no key update;
  if not found then
    raise exception 'district_unknown: There is no district "%".', next_ids.district
      using errcode = 'OA001', detail = format('没有辖区“%s”。', next_ids.district);
  end if;
  -- column names come from the catalogue of the register only: an unknown table raises
  execute format('select coalesce(max(id), 0) from register.%I where district = $1', next_ids.table_name)
     into used using next_ids.district;
  insert into register.counter as c (district, table_name, last_id)
  values (next_ids.district, next_ids.table_name, used + n)
      on conflict on constraint counter_pkey do update set last_id = greatest(c.last_id, used) + n
  returning c.last_id into last;
  return last - n + 1;
end
$$;

comment on function register.next_ids is
  'First of n fresh ids of a table of the register in a district; the others follow it.';

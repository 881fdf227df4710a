-- register.assign_id()
--
-- Row trigger for rows inserted without an id, as QGIS and psql do: the next id of the table in the district.
--
-- tested by  test/db/versions.test.ts

create or replace function register.assign_id()
returns trigger
language plpgsql
as $$
begin
  new.id := register.next_ids(new.district, tg_table_name, 1);
  return new;
end
$$;

comment on function register.assign_id is 'Row trigger: a row inserted without an id gets the next one of its table and district.';

-- register.filled_tables(district)
--
-- The derived tables that have rows of a district. One that had some when the district was last derived from
-- (register.district.derived_tables) and has none now was emptied by hand: everything is then derived again.
--
-- note       grounds of records and reviews are not among them: they are taken anew where they are needed.
-- note       plpgsql keeps its plans: it is asked with every request, where planning nine lookups took 4 ms.
-- index      primary keys and indexes that begin with the district: a row of each is looked for. Beside large districts the planner reads
--            whole tables to find that a small one has no row there: 6 ms of a district instead of 1, with every request.
-- tested by  test/district/emptied-tables.test.ts

create or replace function register.filled_tables(district text)
returns text[]
language plpgsql stable
set enable_seqscan = off
as $$
begin
  return array_remove(array[
    case when exists (select from register.route t where t.district = filled_tables.district) then 'route' end,
    case when exists (select from register.source_range t where t.district = filled_tables.district) then 'source_range' end,
    case when exists (select from register.route_town t where t.district = filled_tables.district) then 'route_town' end,
    case when exists (select from register.route_zone t where t.district = filled_tables.district) then 'route_zone' end,
    case when exists (select from register.reach_match t where t.district = filled_tables.district) then 'reach_match' end,
    case when exists (select from register.surveyed_range t where t.district = filled_tables.district) then 'surveyed_range' end,
    case when exists (select from register.record_anchor t where t.district = filled_tables.district) then 'record_anchor' end,
    case when exists (select from register.outfall_zone t where t.district = filled_tables.district) then 'outfall_zone' end,
    case when exists (select from register.latin_name t where t.district = filled_tables.district) then 'latin_name' end], null);
end
$$;

comment on function register.filled_tables is 'The derived tables that have rows of a district.';

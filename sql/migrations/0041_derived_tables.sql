-- Which derived tables had rows of a district when it was last derived from: one that has none now was emptied behind our back.

alter table register.district add column derived_tables text[] not null default '{}';
comment on column register.district.derived_tables is
  'Derived tables that had rows when everything was last derived from; one that has none now is made again (register.filled_tables).';

-- noting what was derived is no edit of the district; with tracks there should be ranges, which an older version did not miss
do $$
declare
  is_older constant boolean := exists (
    select from pg_trigger where tgrelid = 'register.district'::regclass and tgname = 'district_changed');
begin
  if not is_older then return; end if;
  alter table register.district disable trigger district_changed;
  update register.district d set derived_tables = array_remove(array[
    case when exists (select from register.route t where t.district = d.key) then 'route' end,
    case when exists (select from register.source_range t where t.district = d.key) then 'source_range' end,
    case when exists (select from register.route_town t where t.district = d.key) then 'route_town' end,
    case when exists (select from register.route_zone t where t.district = d.key) then 'route_zone' end,
    case when exists (select from register.reach_match t where t.district = d.key) then 'reach_match' end,
    case when exists (select from register.surveyed_range t where t.district = d.key)
           or exists (select from register.survey_track t where t.district = d.key) then 'surveyed_range' end,
    case when exists (select from register.record_anchor t where t.district = d.key) then 'record_anchor' end,
    case when exists (select from register.outfall_zone t where t.district = d.key) then 'outfall_zone' end,
    case when exists (select from register.latin_name t where t.district = d.key) then 'latin_name' end], null);
  alter table register.district enable trigger district_changed;
end
$$;

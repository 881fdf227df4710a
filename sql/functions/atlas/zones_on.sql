-- atlas.zones_on(district_key, flag, as_of, only_level)
--
-- The protected zones that count for a question.
--
-- flag        drinking_water, nature, special, or zones for every kind.
-- as_of       a zone counts from valid_from to valid_to, both days included; a date that is not given bounds nothing.
-- only_level  1, 2, quasi or the word the layer has; null for all levels.
-- returns     zone: name, else key, else # and id. layer_date: of when the boundary is, as the layer says; else the day of its
--             designation (valid_from), else the day it was imported; layer_date_from says which: layer, valid_from or import.
-- tested by   test/report/zone-flags.test.ts

create or replace function atlas.zones_on(district_key text, flag text, as_of date, only_level text default null)
returns table (id int, zone text, kind text, level text, layer_date date, layer_date_from text)
language sql stable parallel safe
as $$
  select z.id, coalesce(z.name, z.key, '#' || z.id), z.kind, z.level,
         coalesce(z.layer_date, z.valid_from,
                  (b.created_at at time zone 'UTC' + make_interval(mins => coalesce(d.utc_offset_minutes, 0)))::date),
         case when z.layer_date is not null then 'layer' when z.valid_from is not null then 'valid_from'
              when b.id is not null then 'import' end
    from register.protected_zone as z
    join register.district as d on d.key = z.district
    left join register.import_batch as b on b.district = z.district and b.id = z.batch_id
   where z.district = district_key and (flag = 'zones' or z.kind = flag)
     and (only_level is null or z.level = only_level)
     and (z.valid_from is null or z.valid_from <= as_of) and (z.valid_to is null or z.valid_to >= as_of)
$$;

comment on function atlas.zones_on is
  'Protected zones of a kind (or all: zones) and level that are valid on a day, with the date of their layer.';

-- atlas.nearest_each(layer, district_key, keys, places, kinds)
--
-- Of a layer the row that lies nearest to each of many places, in a straight line; of polygons their boundary is measured.
--
-- layer      a table of schema register with id and geom_m: manhole, sewer_pipe, section, intake, levee, park, sewer_service_area.
-- keys       a number per place, to tell the answers by.
-- places     the district's plane, metres, as many as keys; a null place has no answer.
-- kinds      only rows of these kinds, where the layer has kinds; null for all.
-- returns    a row per place, none for an empty layer: id, the nearest point (plane, mm), distance in mm. Lowest id at a tie.
-- index      gist (geom_m): the nearest by PostGIS, then with two millimetres to spare those that whole numbers decide among.
-- manner     one statement for all places: planning one for each costs ten times the search.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.nearest_each(
  layer text, district_key text, keys int[], places geometry[], kinds text[] default null
)
returns table (key int, id int, x double precision, y double precision, distance_mm bigint)
language plpgsql stable parallel safe rows 1000
as $$
#variable_conflict use_column
begin
  return query execute format($q$
    select p.key, n.id, n.x, n.y, atlas.rounded(sqrt(n.d2))::bigint
      from unnest($2, $3) as p (key, place)
     cross join lateral (select st_distance(b.geom_m, p.place) as metres
                           from register.%1$I as b where b.district = $1 %2$s order by b.geom_m <-> p.place limit 1) as least
     cross join lateral (
           select b.id, f.x, f.y, f.d2
             from register.%1$I as b
            cross join lateral atlas.nearest_on(b.geom_m, atlas.rounded(st_x(p.place) * 1000), atlas.rounded(st_y(p.place) * 1000)) as f
            where b.district = $1 %2$s and st_dwithin(b.geom_m, p.place, least.metres + 0.002)
            order by f.d2, b.id
            limit 1) as n
     where p.place is not null
     order by p.key $q$, layer, case when kinds is not null then 'and b.kind = any ($4)' end)
    using district_key, keys, places, kinds;
end
$$;

comment on function atlas.nearest_each is
  'The row of a layer nearest to each of many places of the district plane: id, nearest point and straight distance in mm.';

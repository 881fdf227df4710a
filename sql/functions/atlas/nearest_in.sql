-- atlas.nearest_in(layer, district_key, place)
--
-- The row of a layer that lies nearest to a place, in a straight line; of polygons their boundary is measured.
--
-- layer      a table of schema register with id and geom_m: manhole, section, intake, levee, park, sewer_service_area …
-- place      the district's plane, metres.
-- returns    no row for an empty layer, else one: id, the nearest point (plane, mm) and the distance in mm. Lowest id at a tie.
-- index      gist (geom_m): the nearest by PostGIS, then with two millimetres to spare those that whole numbers decide among.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.nearest_in(layer text, district_key text, place geometry)
returns table (id int, x double precision, y double precision, distance_mm bigint)
language plpgsql stable parallel safe rows 1
as $$
#variable_conflict use_column
begin
  return query execute format($q$
    select t.id, n.x, n.y, atlas.rounded(sqrt(n.d2))::bigint
      from register.%I as t
     cross join lateral atlas.nearest_on(t.geom_m, atlas.rounded(st_x($2) * 1000), atlas.rounded(st_y($2) * 1000)) as n
     where t.district = $1
       and st_dwithin(t.geom_m, $2, 0.002 + (select st_distance(b.geom_m, $2) from register.%I as b
                                              where b.district = $1 order by b.geom_m <-> $2 limit 1))
     order by n.d2, t.id
     limit 1 $q$, layer, layer) using district_key, place;
end
$$;

comment on function atlas.nearest_in is
  'The row of a layer nearest to a place of the district plane: id, nearest point and straight distance in mm.';

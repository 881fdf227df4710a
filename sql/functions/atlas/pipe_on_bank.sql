-- atlas.pipe_on_bank(district_key, place, within_m)
--
-- The nearest sanitary or combined pipe that a straight line from a place reaches without crossing water.
--
-- place      the district's plane, metres; null has no answer.
-- within_m   no farther than this, rounded distance inclusive.
-- returns    no row or one: the nearest point (plane, mm) and the distance in mm. Lowest id at a tie.
-- manner     pipes in the order of PostGIS's distance, until the next one is 2 mm and more farther than the best found.
-- index      that of foul pipes, sewer_pipe (geom_m) gist.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.pipe_on_bank(district_key text, place geometry, within_m double precision)
returns table (pipe_id int, x double precision, y double precision, distance_mm bigint)
language plpgsql stable parallel safe rows 1
as $$
#variable_conflict use_column
declare
  pipe     record;
  reached  record;
  least    double precision;
  least_m  double precision := 'infinity';
begin
  if place is null then return; end if;
  for pipe in select p.id, p.geom_m, st_distance(p.geom_m, place) as metres from register.sewer_pipe as p
               where p.district = district_key and p.kind in ('sanitary', 'combined') order by p.geom_m <-> place
  loop
    exit when pipe.metres > least_m + 0.002 or pipe.metres > within_m + 0.002;
    select * into reached
      from atlas.nearest_on(pipe.geom_m, atlas.rounded(st_x(place) * 1000), atlas.rounded(st_y(place) * 1000));
    continue when reached.d2 > least or (reached.d2 = least and pipe.id > pipe_id)
               or atlas.rounded(sqrt(reached.d2)) > within_m * 1000;
    continue when exists (select from atlas.routes_crossed(district_key, place, st_makepoint(reached.x / 1000, reached.y / 1000)));
    pipe_id := pipe.id;
    x := reached.x;
    y := reached.y;
    distance_mm := atlas.rounded(sqrt(reached.d2))::bigint;
    least := reached.d2;
    least_m := least(least_m, pipe.metres);
  end loop;
  if pipe_id is not null then return next; end if;
end
$$;

comment on function atlas.pipe_on_bank is
  'The nearest sanitary or combined pipe on the same bank as a place of the district plane: nearest point and straight distance in mm.';

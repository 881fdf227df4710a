-- atlas.nearest_pipe(district_key, place, foul, same_bank, within_m)
--
-- The sewer pipe that lies nearest to a place, in a straight line, and whether that line crosses water.
--
-- place      the district's plane, metres.
-- foul       only sanitary and combined pipes: those that sewage may be led into. A pipe of unknown kind is none of them.
-- same_bank  only pipes whose nearest point is reached without crossing a river (atlas.waters_crossed).
-- within_m   no farther than this, rounded distance inclusive.
-- returns    no row or one: the nearest point (plane, mm), distance in mm, names of the waters crossed. Lowest id at a tie.
-- manner     pipes in the order of PostGIS's distance, until the next one is 2 mm and more farther than the best found.
-- index      sewer_pipe (geom_m) gist, that of foul pipes its own.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.nearest_pipe(
  district_key text, place geometry, foul boolean default false, same_bank boolean default false,
  within_m double precision default 'infinity'
)
returns table (pipe_id int, kind text, x double precision, y double precision, distance_mm bigint, crossed text[])
language plpgsql stable parallel safe rows 1
as $$
#variable_conflict use_column
declare
  pipes    refcursor;
  pipe     record;
  reached  record;
  waters   text[];
  least    double precision;
  least_m  double precision := 'infinity';
begin
  if place is null then return; end if;
  if foul then
    open pipes for select p.id, p.kind, p.geom_m, st_distance(p.geom_m, place) as metres from register.sewer_pipe as p
                    where p.district = district_key and p.kind in ('sanitary', 'combined') order by p.geom_m <-> place;
  else
    open pipes for select p.id, p.kind, p.geom_m, st_distance(p.geom_m, place) as metres from register.sewer_pipe as p
                    where p.district = district_key order by p.geom_m <-> place;
  end if;
  loop
    fetch pipes into pipe;
    exit when not found or pipe.metres > least_m + 0.002 or pipe.metres > within_m + 0.002;
    select * into reached
      from atlas.nearest_on(pipe.geom_m, atlas.rounded(st_x(place) * 1000), atlas.rounded(st_y(place) * 1000));
    continue when reached.d2 > least or (reached.d2 = least and pipe.id > pipe_id)
               or atlas.rounded(sqrt(reached.d2)) > within_m * 1000;
    waters := atlas.waters_crossed(district_key, place, st_makepoint(reached.x / 1000, reached.y / 1000));
    continue when same_bank and cardinality(waters) > 0;
    pipe_id := pipe.id;
    kind := pipe.kind;
    x := reached.x;
    y := reached.y;
    distance_mm := atlas.rounded(sqrt(reached.d2))::bigint;
    crossed := waters;
    least := reached.d2;
    least_m := least(least_m, pipe.metres);
  end loop;
  close pipes;
  if pipe_id is not null then return next; end if;
end
$$;

comment on function atlas.nearest_pipe is
  'The sewer pipe nearest to a place of the district plane: nearest point, straight distance in mm, waters crossed on the way.';

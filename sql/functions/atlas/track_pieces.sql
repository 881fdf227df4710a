-- atlas.track_pieces(district_key, track_id)
--
-- A track cleaned, in the order of docs/coverage.md: local days, too fast or not, drawn or recorded (densely or sparsely), outliers,
-- cuts, means where its receiver jitters, thinning.
--
--   o-o-o-o       o-o------------o-o-o     x  more than 100 m off and soon back: dropped
--          \  x  /     a step of 100 m or more: cut
--
-- returns    pieces in order of time with their vertices (plane, whole mm) and m, the rounded running sum of distances.
--            Pieces of length 0 are left out.
-- tested by  test/oracle/track-pieces.test.ts

create or replace function atlas.track_pieces(district_key text, track_id int)
returns table (piece int, day date, x double precision[], y double precision[], m double precision[])
language plpgsql stable parallel safe rows 2
as $$
declare
  fixes  record;
  pace   record;
  kept   int[];
  ends   int[];
  sway   double precision;
  reach  int;
  first  int;
  last   int;
begin
  piece := 0;
  for fixes in
    select f.day as on_day, array_agg(f.x order by f.seq) as xs, array_agg(f.y order by f.seq) as ys,
           array_agg(f.t order by f.seq) as ts
      from atlas.track_fixes(district_key, track_id) as f
     group by f.day
    having count(*) > 1
     order by f.day
  loop
    day := fixes.on_day;
    select * into pace from atlas.track_pace(fixes.xs, fixes.ys, fixes.ts);
    continue when atlas.is_too_fast(fixes.xs, fixes.ys, fixes.ts, pace.spacing, pace.wait);
    kept := atlas.kept_fixes(fixes.xs, fixes.ys, fixes.ts, pace.drawn, pace.sparse, pace.spacing, pace.wait);
    ends := array(select atlas.piece_ends(fixes.xs, fixes.ys, fixes.ts, kept, pace.drawn, pace.sparse, pace.spacing, pace.wait));
    sway := atlas.usual_sway(fixes.xs, fixes.ys, kept, ends);
    reach := case when pace.drawn or pace.sparse or sway < 10000 or sway < double precision '1.35' * pace.spacing then 0
                  else atlas.mean_reach(fixes.xs, fixes.ys, kept, ends) end;
    first := 1;
    foreach last in array ends loop
      select t.px, t.py, t.pm into x, y, m
        from atlas.steadied(fixes.xs, fixes.ys, kept[first:last], reach, sway) as s
       cross join lateral atlas.thinned(s.sx, s.sy) as t;
      first := last + 1;
      continue when m[cardinality(m)] = 0;
      piece := piece + 1;
      return next;
    end loop;
  end loop;
end
$$;

comment on function atlas.track_pieces is
  'A survey track cleaned and cut into pieces: vertices in the plane and measures along the piece, in mm.';

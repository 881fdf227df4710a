-- atlas.track_chords(district_key, track_id)
--
-- The chords of a track, about 50 m each: what is matched to rivers.
--
-- returns    one row per chord in order of time. from_mm, middle_mm, to_mm are measures along the piece, (x0, y0), (cx, cy),
--            (x1, y1) the points there, plane, whole mm.
-- tested by  test/oracle/track-pieces.test.ts

create or replace function atlas.track_chords(district_key text, track_id int)
returns table (
  piece int, chord int, day date, from_mm double precision, middle_mm double precision, to_mm double precision,
  x0 double precision, y0 double precision, cx double precision, cy double precision,
  x1 double precision, y1 double precision
)
language plpgsql stable parallel safe rows 200 -- plpgsql keeps the plan over many tracks
as $$
#variable_conflict use_column
begin
  return query
  select p.piece, c.i, p.day, c.from_mm, c.middle_mm, c.to_mm, a.px, a.py, b.px, b.py, z.px, z.py
    from (select *, m[cardinality(m)] as length from atlas.track_pieces(district_key, track_id) offset 0) as p
   cross join lateral (select greatest(1, atlas.rounded(p.length / 50000)) as n) as pieces
   cross join lateral (
         select i, e.from_mm, atlas.rounded((e.from_mm + e.to_mm) / 2) as middle_mm, e.to_mm
           from generate_series(0, pieces.n::int - 1) as i
          cross join lateral (select atlas.rounded(i * p.length / pieces.n) as from_mm,
                                     atlas.rounded((i + 1) * p.length / pieces.n) as to_mm) as e
         ) as c
   cross join lateral atlas.point_at(p.x, p.y, p.m, c.from_mm) as a
   cross join lateral atlas.point_at(p.x, p.y, p.m, c.middle_mm) as b
   cross join lateral atlas.point_at(p.x, p.y, p.m, c.to_mm) as z;
end
$$;

comment on function atlas.track_chords is
  'Chords of about 50 m of a survey track: measures along their piece and the points at both ends and the middle.';

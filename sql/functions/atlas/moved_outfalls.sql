-- atlas.moved_outfalls(district_key)
--
-- Outfalls whose link a person decided when they stood more than 10 m from where they stand now, or nowhere: the link is where
-- it was decided, and nobody has looked at the new place.
--
-- returns    outfalls, each once; those whose link waits for review anyway are left out.
-- tested by  test/register/review.test.ts

create or replace function atlas.moved_outfalls(district_key text)
returns table (outfall_id int)
language sql stable parallel safe
as $$
  select o.id
    from register.review_decision as d
    join register.outfall as o on o.district = d.district and o.id = d.outfall_id
    join register.outfall_link as l on l.district = o.district and l.outfall_id = o.id
   where d.district = district_key and d.kind = 'link' and l.status <> 'proposed'
     and coalesce(atlas.plane_distance(atlas.rounded(st_x(o.geom_m) * 1000), atlas.rounded(st_y(o.geom_m) * 1000),
                                       (d.seen ->> 'x_mm')::float8, (d.seen ->> 'y_mm')::float8) > 10000,
                  (o.geom_m is null) <> (d.seen ->> 'x_mm' is null))
$$;

comment on function atlas.moved_outfalls is
  'Outfalls that were moved by more than 10 m since a person decided their link.';

-- atlas.link_quality(district_key)
--
-- How good the links of a district are: one row per town, outfalls outside every town (town null), and the whole.
--
-- returns    is_whole: the row of the district. outfalls = linked + unlinked. reviewed: a person decided, and the decision holds; waiting:
--            status proposed. high, medium, low: confidence, a reviewed link counts where its confidence stands.
--            recorded: linked outfalls whose receiving water is recorded; disagreeing: of these, the linked river bears another name, by the
--            rule of atlas.link_candidates. offset_*: to the route, of linked outfalls; the p-quantile of n values is the value at
--            ceil(p · n) of the ascending list. offset_counts: outfalls with an offset up to 1, 2, 5, 10, 20, 50 m (each bound included,
--            each outfall once) and above.
-- tested by  test/http/reviews.test.ts

create or replace function atlas.link_quality(district_key text)
returns table (
  is_whole boolean, town_id int, outfalls int, linked int, unlinked int, reviewed int, waiting int, high int, medium int, low int,
  recorded int, disagreeing int, offset_median_mm bigint, offset_p90_mm bigint, offset_p99_mm bigint, offset_greatest_mm bigint,
  offset_counts int[]
)
language sql stable parallel safe
as $$
  with
  water as materialized (
    select atlas.plain_name(v.name) as name, atlas.name_stem(v.name) as stem, min(v.id) as first_id
      from register.river as v
     where v.district = district_key
     group by 1, 2
  ),
  stem as (select distinct on (w.stem) w.stem, w.name from water as w order by w.stem, w.first_id),
  link as materialized (
    select l.town_id, l.route_id is not null as is_linked, l.status, l.reviewer, l.confidence, l.offset_mm,
           l.route_id is not null and atlas.plain_name(o.receiving_water) is not null as is_recorded,
           coalesce(coalesce(same.name, alike.name) = atlas.plain_name(v.name), false) as agrees,
           array_position(array[1000, 2000, 5000, 10000, 20000, 50000]::bigint[],
             (select min(b) from unnest(array[1000, 2000, 5000, 10000, 20000, 50000]::bigint[]) as b where b >= l.offset_mm)) as bin
      from register.outfall_link as l
      join register.outfall as o on o.district = l.district and o.id = l.outfall_id and o.merged_into is null
      left join register.route as r on r.district = l.district and r.id = l.route_id
      left join register.river as v on v.district = r.district and v.id = r.river_id
      left join water as same on same.name = atlas.plain_name(o.receiving_water)
      left join stem as alike on alike.stem = atlas.name_stem(o.receiving_water)
     where l.district = district_key
  )
  select grouping(l.town_id) = 1, l.town_id, count(*)::int, count(*) filter (where l.is_linked)::int,
         count(*) filter (where not l.is_linked)::int,
         count(*) filter (where l.status <> 'proposed' and (l.reviewer is not null or l.status = 'overridden'))::int,
         count(*) filter (where l.status = 'proposed')::int,
         count(*) filter (where l.confidence = 'high')::int, count(*) filter (where l.confidence = 'medium')::int,
         count(*) filter (where l.confidence = 'low')::int,
         count(*) filter (where l.is_recorded)::int, count(*) filter (where l.is_recorded and not l.agrees)::int,
         percentile_disc(0.5) within group (order by l.offset_mm) filter (where l.is_linked),
         percentile_disc(0.9) within group (order by l.offset_mm) filter (where l.is_linked),
         percentile_disc(0.99) within group (order by l.offset_mm) filter (where l.is_linked),
         max(l.offset_mm) filter (where l.is_linked),
         array[count(*) filter (where l.is_linked and l.bin = 1)::int, count(*) filter (where l.is_linked and l.bin = 2)::int,
                    count(*) filter (where l.is_linked and l.bin = 3)::int, count(*) filter (where l.is_linked and l.bin = 4)::int,
                    count(*) filter (where l.is_linked and l.bin = 5)::int, count(*) filter (where l.is_linked and l.bin = 6)::int,
                    count(*) filter (where l.is_linked and l.bin is null and l.offset_mm is not null)::int]
    from link as l
   group by grouping sets ((), (l.town_id))
   order by 1 desc, 2
$$;

comment on function atlas.link_quality is
  'Quality of the links of a district, as a whole and by town: reviewed, confidence, offsets, disagreement with the recorded receiving water.';

-- Which outfalls lie in which zones, as one set join: the fastest form found in SQL (performance.md 3). No distance, no
-- edge, no receiving water, no river.
select count(*)::int as inside from zone_area z join zone_outfall o on st_contains(z.geom, o.geom)

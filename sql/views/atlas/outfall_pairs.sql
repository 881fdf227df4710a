-- Pairs of outfalls from different batches that may be one, and what was decided about them.
create or replace view atlas.outfall_pairs as
select p.district, p.id, p.one_id, a.code as one_code, a.name as one_name, p.other_id, b.code as other_code,
       b.name as other_name, p.status, round(p.distance_mm / 1000.0, 3) as distance_m,
       round(p.along_mm / 1000.0, 3) as along_m, p.decided_at, st_makeline(a.geom, b.geom) as geom
  from register.outfall_pair as p
  join register.outfall as a on a.district = p.district and a.id = p.one_id
  join register.outfall as b on b.district = p.district and b.id = p.other_id;

comment on view atlas.outfall_pairs is
  'Near duplicates: proposed waits for a person, merged and distinct are decided; distance straight and along the bank, geom between the two.';

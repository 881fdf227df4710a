-- Dischargers as anyone may see them: no credit code, nor the permit's number, which begins with it.
create or replace view atlas.dischargers as
select d.district, d.id, d.source_id, d.name, d.outfall, d.geom, d.industry
  from register.discharger as d;

comment on view atlas.dischargers is
  'Dischargers and the outfall each names, as written (atlas.outfall_words says which is meant); geom in EPSG:4490.';

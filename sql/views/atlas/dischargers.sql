-- Dischargers as anyone may see them: no credit code.
create or replace view atlas.dischargers as
select d.district, d.id, d.source_id, d.name, d.outfall, d.geom
  from register.discharger as d;

comment on view atlas.dischargers is 'Dischargers and the outfall each names, as written; geom in EPSG:4490.';

-- Records found to be another outfall, each with the outfall that counts, however long the chain to it. They keep their
-- codes and attributes and stand in no other list.
create or replace view atlas.merged_records as
with recursive stands as (
       select o.district, o.id, o.id as outfall_id
         from register.outfall as o
        where o.merged_into is null
        union all
       select o.district, o.id, s.outfall_id
         from stands as s
         join register.outfall as o on o.district = s.district and o.merged_into = s.id)
select o.district, o.id, s.outfall_id, o.merged_into, o.source_id, o.code, o.code_province, o.name, o.type, o.status,
       o.surveyed_on, o.geom
  from stands as s
  join register.outfall as o on o.district = s.district and o.id = s.id
 where s.id <> s.outfall_id;

comment on view atlas.merged_records is
  'Records merged into another outfall: id is the record, outfall_id the outfall that counts; the recorded point in EPSG:4490.';

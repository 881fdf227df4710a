-- What was found at outfalls; of a record merged into another, at that one.
create or replace view atlas.samples as
select m.district, m.id, m.source_id, o.id as outfall_id, o.code as outfall_code, o.name as outfall, m.date, m.kind, m.ph, m.cod_mg_l, m.bod5_mg_l,
       m.nh3n_mg_l, m.tp_mg_l, m.tn_mg_l, m.phenol_mg_l, m.temperature_c, m.flow_m3_d, o.geom
  from register.sample as m
  left join atlas.merged_records as r on r.district = m.district and r.id = m.outfall_id
  join register.outfall as o on o.district = m.district and o.id = coalesce(r.outfall_id, m.outfall_id) and o.merged_into is null;

comment on view atlas.samples is
  'Samples of outfalls: mg/L, °C, cubic metres a day; kind quick (on the spot) or lab. geom: the outfall, EPSG:4490.';

-- What was found at outfalls.
create or replace view atlas.samples as
select m.district, m.id, m.source_id, m.outfall_id, o.code as outfall_code, o.name as outfall, m.date, m.kind, m.ph, m.cod_mg_l, m.bod5_mg_l,
       m.nh3n_mg_l, m.tp_mg_l, m.tn_mg_l, m.phenol_mg_l, m.temperature_c, m.flow_m3_d, o.geom
  from register.sample as m
  join register.outfall as o on o.district = m.district and o.id = m.outfall_id;

comment on view atlas.samples is
  'Samples of outfalls: mg/L, °C, cubic metres a day; kind quick (on the spot) or lab. geom: the outfall, EPSG:4490.';

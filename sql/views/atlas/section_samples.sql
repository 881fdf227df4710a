-- What was found at monitoring sections.
create or replace view atlas.section_samples as
select m.district, m.id, m.source_id, m.section_id, s.code as section_code, s.name as section, m.date, m.ph, m.do_mg_l, m.codmn_mg_l,
       m.cod_mg_l, m.bod5_mg_l, m.nh3n_mg_l, m.tp_mg_l, m.tn_mg_l, m.class, s.target_class, s.geom
  from register.section_sample as m
  join register.section as s on s.district = m.district and s.id = m.section_id;

comment on view atlas.section_samples is
  'Samples of monitoring sections in mg/L; class as reported, I to V and worse as 1 to 6. geom: the section, EPSG:4490.';

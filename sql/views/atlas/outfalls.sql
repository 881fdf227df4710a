-- Outfalls as anyone may see them: no responsible party, no credit code.
create or replace view atlas.outfalls as
select o.district, o.id, o.source_id, o.code, o.code_province, o.name, o.type, o.subtype, o.mouth_form, o.source_facility,
       o.receiving_water, o.status, o.flow_state, o.handle_type, o.handle_stage, o.closed_out_on, o.surveyed_on,
       t.name as town, v.name as river, l.route_id, round(l.measure_mm / 1000.0, 3) as measure_m, l.bank,
       l.confidence as link_confidence, l.status as link_status, o.geom
  from register.outfall as o
  left join register.outfall_link as l on l.district = o.district and l.outfall_id = o.id
  left join register.route as r on r.district = l.district and r.id = l.route_id
  left join register.river as v on v.district = r.district and v.id = r.river_id
  left join register.town as t on t.district = o.district and t.id = l.town_id;

comment on view atlas.outfalls is
  'Outfalls with the river, measure, bank and town they are linked to; the recorded point, never moved, in EPSG:4490.';

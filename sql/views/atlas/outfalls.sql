-- Outfalls as anyone may see them: no responsible party, no credit code or permit (its number begins with the code), no phone.
create or replace view atlas.outfalls as
select o.district, o.id, o.source_id, o.code, o.code_province, o.name, o.type, o.subtype, o.mouth_form, o.source_facility,
       o.receiving_water, o.status, o.flow_state, o.handle_type, o.handle_stage, o.closed_out_on, o.surveyed_on,
       t.name as town, v.name as river, l.route_id, round(l.measure_mm / 1000.0, 3) as measure_m, l.bank,
       l.confidence as link_confidence, l.status as link_status, o.geom,
       o.status_on, o.flow_state_on, o.sampleable, o.dry_weather_flow, o.dry_weather_flow_on, o.trace_result, o.traced_on,
       o.handle_stage_on, o.deadline, o.approval_status, o.legacy, o.sign_name, o.sign_code, o.sign_category, o.sign_agency
  from register.outfall as o
  left join register.outfall_link as l on l.district = o.district and l.outfall_id = o.id
  left join register.route as r on r.district = l.district and r.id = l.route_id
  left join register.river as v on v.district = r.district and v.id = r.river_id
  left join register.town as t on t.district = o.district and t.id = l.town_id
 where o.merged_into is null;

comment on view atlas.outfalls is
  'Outfalls with the river, measure, bank and town they are linked to; the recorded point, never moved, in EPSG:4490. Without merged_records.';

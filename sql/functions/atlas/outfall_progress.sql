-- atlas.outfall_progress(district_key, as_of)
--
-- How far each outfall had come by a day: what targets count.
--
-- as_of      local day.
-- returns    one row per outfall that was confirmed by that day. A confirmation without a day counts (found_undated): leaving
--            it out would make every percent better. Merged and rejected records are none. Numerators are the other way round:
--            a state counts only with a day up to as_of.
--              traced        traced or undeterminable; trace_undated: such a result, and nobody wrote when
--              obliged       flowing and sampleable (QP-9); null: one of the two is not known
--              monitored     a sample up to the day
--              to_remediate  its handle_type is not no_action, unknown ones too
--              closed        closed out (销号); close_undated: its stage is done, and no close-out day is written
--              dry_weather   flows in dry weather, as far as known on the day (undated: as known now)
-- history    A later state hides the earlier one. Traced by the day and found otherwise after it counts as traced; closed out by
--            the day and in work again after it (handle_stage_on) as closed. A day that was only corrected counts as corrected.
-- index      register.change_outfall
-- tested by  test/report/targets.test.ts

create or replace function atlas.outfall_progress(district_key text, as_of date)
returns table (
  outfall_id int, type text, subtype text, town_id int, route_id int, measure_mm bigint, found_undated boolean,
  traced boolean, trace_undated boolean, obliged boolean, monitored boolean, to_remediate boolean,
  closed boolean, close_undated boolean, dry_weather boolean
)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the register
as $$
  select o.id, o.type, o.subtype, l.town_id, l.route_id, l.measure_mm, o.status_on is null,
         case when o.trace_result is null then false
              when o.traced_on <= as_of then true
              else exists (select from register.change as c
                            where c.district = o.district and c.table_name = 'outfall' and c.row_id = o.id
                              and o.traced_on > as_of and (c.before ->> 'traced_on')::date <= as_of
                              and c.before ->> 'trace_result' <> o.trace_result) end,
         o.trace_result is not null and o.traced_on is null,
         case when o.flow_state <> 'flowing' or not o.sampleable then false
              when o.flow_state = 'flowing' and o.sampleable then true end,
         exists (select from register.sample as s
                  where s.district = o.district and s.outfall_id = o.id and s.date <= as_of),
         o.handle_type is distinct from 'no_action',
         case when o.closed_out_on is not null then o.closed_out_on <= as_of
              when o.handle_stage_on > as_of and o.handle_stage <> 'done'
              then exists (select from register.change as c
                            where c.district = o.district and c.table_name = 'outfall' and c.row_id = o.id
                              and (c.before ->> 'closed_out_on')::date <= as_of)
              else false end,
         o.closed_out_on is null and o.handle_stage = 'done',
         coalesce(o.dry_weather_flow and coalesce(o.dry_weather_flow_on <= as_of, true), false)
    from register.outfall as o
    left join register.outfall_link as l on l.district = o.district and l.outfall_id = o.id
   where o.district = district_key and o.merged_into is null and o.status = 'confirmed'
     and coalesce(o.status_on <= as_of, true)
   order by o.id
$$;

comment on function atlas.outfall_progress is
  'Per outfall confirmed by a day: traced, monitored, closed out by then, and which of these states carry no day.';

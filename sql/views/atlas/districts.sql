-- The districts of this database.
create or replace view atlas.districts as
select d.key, d.name, d.plane_srid, d.utc_offset_minutes, d.one_pass_width_m, d.stale_after_months, d.link_tolerance_m,
       d.synthetic, d.version, d.pack
  from register.district as d;

comment on view atlas.districts is
  'Jurisdictions that keep a register here, with their place parameters; synthetic marks 合成演示数据; pack is the plan said to hold.';

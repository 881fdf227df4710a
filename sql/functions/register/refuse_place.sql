-- register.refuse_place()
--
-- Row trigger of what is written by hand: an empty geometry, or one beyond the world of maps (85° north or south, 180° east or
-- west), would be a row of which nothing is found, or that stops what is derived. Imports refuse such rows one by one before.
--
-- raises     OA004.
-- tested by  test/db/refused-places.test.ts

create or replace function register.refuse_place()
returns trigger
language plpgsql
as $$
begin
  if st_isempty(new.geom) then
    raise exception 'geometry_empty: The geometry of this row of register.% is empty; give one with coordinates, or null where the table has rows without.', tg_table_name
      using errcode = 'OA004', detail = format('register.%s 的这一行几何为空（EMPTY），请给出坐标；允许无位置的表可用 null。', tg_table_name);
  end if;
  raise exception 'place_off_map: The geometry of this row of register.% reaches %; longitude is -180 to 180 and latitude -85 to 85.',
      tg_table_name, st_astext(st_makepoint(st_xmax(new.geom), st_ymax(new.geom)), 6)
    using errcode = 'OA004', detail = format('register.%s 的这一行超出范围：经度应为 -180 至 180，纬度应为 -85 至 85。', tg_table_name);
end
$$;

comment on function register.refuse_place is 'Row trigger: an empty geometry, or one off the map, is refused.';

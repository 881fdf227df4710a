-- The legal coastline.
create or replace view atlas.coastlines as
select c.district, c.id, c.source_id, c.name, c.authority, c.sea_side, c.layer_date, c.geom
  from register.coastline as c;

comment on view atlas.coastlines is
  'Legal coastline; the sea lies on sea_side, looking along the line as drawn. geom in EPSG:4490.';

-- The level of the source that a drinking-water zone protects: Shangcheng's plan asks for those of county level and above (SC-12).
alter table register.protected_zone
  add column source_level text check (source_level in ('city', 'county', 'township', 'village'));
comment on column register.protected_zone.source_level is
  'Level of the drinking-water source that the zone protects; null where the layer does not say, which counts as county and above.';

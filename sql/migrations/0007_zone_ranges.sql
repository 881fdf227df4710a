-- What of the rivers lies in which zone: function zones and key reaches by measures or by a line, and ranges in every area.

alter table register.water_function_zone
  alter column river_key drop not null,
  alter column from_mm drop not null,
  alter column to_mm drop not null,
  add column geom geometry(MultiLineString, 4490),
  add column geom_m geometry(MultiLineString),
  add constraint water_function_zone_form
    check ((geom is null) = (geom_m is null) and (geom_m is not null or num_nulls(river_key, from_mm, to_mm) = 0));
comment on table register.water_function_zone is
  'Water function zones: a river with measures along its main route, or a line that is matched to routes (reach_match says how well).';

create table register.key_reach (
  district   text not null references register.district on delete cascade,
  id         int not null,
  batch_id   int,
  source_id  text,
  name       text,
  town       text,
  document   text,
  river_key  text,
  from_mm    bigint,
  to_mm      bigint check (to_mm > from_mm),
  geom       geometry(MultiLineString, 4490),
  geom_m     geometry(MultiLineString),
  primary key (district, id),
  constraint key_reach_form
    check ((geom is null) = (geom_m is null) and (geom_m is not null or num_nulls(river_key, from_mm, to_mm) = 0))
);
comment on table register.key_reach is
  'Key reaches (重点河段) that plans of districts and towns name, kept as water function zones are; document: the plan.';

create table register.route_zone (
  district  text not null,
  kind      text not null check (kind in ('zone', 'function_zone', 'basin', 'park', 'residential', 'key_reach')),
  zone_id   int not null,
  route_id  int not null,
  from_mm   bigint not null,
  to_mm     bigint not null check (to_mm > from_mm),
  primary key (district, kind, zone_id, route_id, from_mm),
  foreign key (district, route_id) references register.route on delete cascade
);
create index route_zone_route on register.route_zone (district, route_id);
comment on table register.route_zone is
  'Ranges of routes in each zone (zone_id: the id in the table of its kind). Zones of a kind may overlap: a millimetre can be in several. Derived.';

create table register.reach_match (
  district         text not null references register.district on delete cascade,
  kind             text not null check (kind in ('function_zone', 'key_reach')),
  reach_id         int not null,
  recorded         text not null,
  method           text not null check (method in ('line', 'measures', 'ground')),
  state            text not null check (state in (
    'matched', 'partly', 'unmatched', 'river_unknown', 'river_ambiguous', 'routes_ambiguous')),
  line_mm          bigint,
  matched_mm       bigint,
  unmatched        int8multirange not null default '{}',
  mean_offset_mm   bigint,
  greatest_offset_mm bigint,
  other_river_mm   bigint,
  placed           jsonb not null default '[]',
  ground_m         geometry(MultiLineString),
  primary key (district, kind, reach_id)
);
comment on table register.reach_match is
  'How each function zone and key reach came to its ranges: by its own line, by its measures, or (measures, routes drawn anew) by the line '
  'on the ground that it had when it was first placed (ground_m). recorded: what it was placed from. Lengths in planar mm; unmatched along the line. Derived.';

-- its columns change with this version; sql/views makes it again
drop view if exists atlas.function_zones;

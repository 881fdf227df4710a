-- Outfalls and protected zones: which relations hold, how far the boundary is and how far along the river.

update register.protected_zone set accuracy_m = 2 where not (accuracy_m >= 0 and accuracy_m < 'infinity');
alter table register.protected_zone
  add column part text check (part in ('land', 'water')),
  add constraint protected_zone_accuracy check (accuracy_m >= 0 and accuracy_m < 'infinity');
comment on column register.protected_zone.part is
  'Of a drinking-water protection area that is kept in parts: its land (陆域) or its water (水域). Null where the polygon is both.';
comment on column register.protected_zone.accuracy_m is 'How far the boundary may be off; an outfall nearer to it is said to be on its edge.';
create index protected_zone_geom_m on register.protected_zone using gist (geom_m);

create table register.outfall_zone (
  district       text not null,
  outfall_id     int not null,
  zone_id        int not null,
  relation       text not null check (relation in ('inside', 'edge', 'conduit', 'receiving')),
  distance_mm    bigint,
  river_up_mm    bigint,
  river_down_mm  bigint,
  version        bigint not null,
  primary key (district, outfall_id, zone_id, relation),
  foreign key (district, outfall_id) references register.outfall on delete cascade,
  foreign key (district, zone_id) references register.protected_zone on delete cascade
);
create index outfall_zone_zone on register.outfall_zone (district, zone_id);
comment on table register.outfall_zone is
  'One row per outfall, zone and relation that holds, whatever the zone''s dates. distance_mm: recorded point to the boundary, negative inside, null '
  'without a point; river_up_mm, river_down_mm: along routes of the same river from the link to the zone, null where no way leads there. Derived.';

-- zones that are loaded already wait to be derived from, as an edit of the settings would make them
update register.district as d set version = d.version + 1, version_xid = pg_current_xact_id()
 where exists (select from register.protected_zone as z where z.district = d.key);
insert into register.change (district, version, table_name, operation, before, author)
select d.key, d.version, 'district', 'update', to_jsonb(d), 'migration'
  from register.district as d
 where exists (select from register.protected_zone as z where z.district = d.key);

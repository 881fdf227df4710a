-- Which plan holds in a district, who is chief of a river, and indexes for what lies nearest to an outfall.

alter table register.district add column pack text check (pack in ('QP', 'SC', 'JY', 'NT', 'QJ'));
comment on column register.district.pack is
  'Which plan holds here; null: the one made for this GB/T 2260 code, if any (server/rules/packs.ts).';

alter table register.river add column chief text;
comment on column register.river.chief is 'River chief (河长), a person: for role viewer and above, in no public answer, view or tile.';

create index manhole_geom_m on register.manhole using gist (geom_m);
create index sewer_pipe_geom_m on register.sewer_pipe using gist (geom_m);
create index sewer_pipe_foul_geom_m on register.sewer_pipe using gist (geom_m) where kind in ('sanitary', 'combined');
create index sewer_service_area_geom_m on register.sewer_service_area using gist (geom_m);
create index park_geom_m on register.park using gist (geom_m);
create index section_geom_m on register.section using gist (geom_m);
create index intake_geom_m on register.intake using gist (geom_m);
create index levee_geom_m on register.levee using gist (geom_m);
create index coastline_geom_m on register.coastline using gist (geom_m);

-- the demonstration district is drawn after Qingpu, and so is its plan
update register.district set pack = 'QP' where synthetic;

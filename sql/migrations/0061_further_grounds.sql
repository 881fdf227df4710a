-- Survey rows with measures past the end of the drawn river have ground of what is drawn of them, and of the rest when it is (DECISIONS 142).

alter table register.record_ground add column seq int not null default 1;
alter table register.record_ground add column since bigint not null default 0;
alter table register.record_ground add column ahead_mm bigint not null default 0;
alter table register.record_ground add column rest_mm bigint not null default 0;

comment on column register.record_ground.seq is
  'Along the record: 1 for what was drawn of its measures when it was first placed (and for every route of a whole river), 2 and on for what was drawn of them later.';
comment on column register.record_ground.since is 'The version it was taken at; 0: of a whole river, or before versions were noted.';
comment on column register.record_ground.ahead_mm is 'How far ahead of its end the rest of the record begins; more than 0 of one that begins past the drawn end, whose ground is the end of the line and counts for nothing.';
comment on column register.record_ground.rest_mm is 'How much of the record lies ahead, where more of the river may be drawn; 0 on a closed route, which was drawn whole.';
comment on table register.record_ground is
  'Where a record lay on the ground when it was first placed, a from-to by its measures, a whole river with every route it had; routes drawn anew are held against it. Plane metres along the record, M = measure of the route it was taken from, downwards where that ran against the record.';

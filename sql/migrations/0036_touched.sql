-- Which tables each version of a district touched, and which rows of those that change most often: a process that holds an
-- older version then reads these and not the whole district. Versions from before have no lines: it reads the whole once.

create table register.touched (
  district   text   not null references register.district (key) on delete cascade,
  version    bigint not null,
  table_name text   not null,
  ids        int[],
  primary key (district, version, table_name)
);
comment on table register.touched is
  'What the latest versions touched, written by triggers for processes that follow: a line per version and table they read; every version has a line of table district. Older lines go.';
comment on column register.touched.ids is
  'Of outfall, survey_track and survey_record the rows, of outfall_link and surveyed_range the routes they lie or lay on; null: any row of the table.';

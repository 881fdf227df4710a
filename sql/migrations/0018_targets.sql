-- A district's own targets, beside those its plan states (server/rules/targets/packs).

create table register.target (
  district     text not null references register.district on delete cascade,
  id           int not null,
  clause       text check (length(clause) between 1 and 200),
  words        text not null check (length(words) between 1 and 1000),
  scope        text not null default 'district' check (scope in
    ('district', 'rivers', 'river_set', 'basin', 'venues', 'drinking_water', 'parks', 'sea')),
  scope_names  text[] not null default '{}',
  within_m     double precision check (within_m > 0 and within_m <= 50000),
  types        text[] not null default '{}' check (types <@ array['industrial', 'urban_wwtp', 'agricultural', 'other']),
  subtypes     text[] not null default '{}',
  dry_weather  boolean not null default false,
  metric       text not null check (metric in
    ('above_water_ledger_km', 'under_water_ledger_km', 'surveyed_length_percent', 'traced_length_percent',
     'traced_count_percent', 'monitored_count_percent', 'remediated_count_percent')),
  threshold    double precision check (threshold > 0),
  after_km     double precision not null default 0 check (after_km >= 0),
  from_day     date,
  due          date,
  hedge        text check (length(hedge) between 1 and 50),
  primary key (district, id),
  constraint target_percent check (metric like '%\_km' or threshold <= 100 and after_km = 0),
  constraint target_names check ((scope in ('rivers', 'river_set', 'basin')) = (scope_names <> '{}')),
  constraint target_within check ((scope = 'venues') = (within_m is not null)),
  constraint target_days check (from_day <= due)
);
comment on table register.target is
  'What the district wants reached by a day: of which waters and outfalls, measured how. threshold null: the words give no measure and get no verdict.';
comment on column register.target.after_km is
  'Of a target in km: so much of what is covered first belongs to earlier targets, so that no km counts twice.';
comment on column register.target.hedge is 'The word that leaves it open (基本完成, 力争): the figure is printed, no verdict.';

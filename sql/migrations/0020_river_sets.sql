-- Named sets of rivers that plans speak of (主要河流, 阿蓬江干流): what reports and targets can be restricted to.

create table register.river_set (
  district   text not null references register.district on delete cascade,
  id         int not null,
  name       text not null check (name ~ '^[^,:@[:cntrl:]]{1,80}$' and name = btrim(name)),
  keys       text[] not null default '{}',
  names      text[] not null default '{}',
  levels     text[] not null default '{}' check (levels <@ '{municipal,district,town,village}'),
  main_only  boolean not null default false,
  clause     text,
  words      text,
  primary key (district, id),
  unique (district, name),
  check (cardinality(keys) + cardinality(names) + cardinality(levels) > 0)
);
comment on table register.river_set is
  'A named set of rivers: those with one of the keys, names or levels, whenever they come in (atlas.set_rivers). main_only: only their '
  'main routes (干流). clause, words: where a plan speaks of it.';

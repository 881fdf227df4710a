-- Which derived tables somebody else than the derivation wrote to since everything was last derived from (DECISIONS 122).

alter table register.district add column edited_tables text[] not null default '{}';
comment on column register.district.edited_tables is
  'Derived tables with rows that were inserted, edited or deleted by hand since they were derived (register.derived_edited): they are made again.';

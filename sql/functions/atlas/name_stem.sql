-- atlas.name_stem(name)
--
-- A water's plain name without the word for river at its end: 苏州河, 苏州河道 and 苏州 河 are one.
--
-- returns    null when only that word is left.
-- tested by  test/oracle/links.test.ts

create or replace function atlas.name_stem(name text)
returns text
language sql immutable parallel safe
as $$
  select nullif(regexp_replace(atlas.plain_name(name), '(河道|河)$', ''), '')
$$;

comment on function atlas.name_stem is 'A plain name without 河 or 河道 at its end; null when nothing else is left.';

-- atlas.plain_name(name)
--
-- A water's name as people write it, made comparable: full-width letters and digits become plain, spaces go, letters small.
--
-- returns    null when nothing is left.
-- tested by  test/oracle/links.test.ts

create or replace function atlas.plain_name(name text)
returns text
language sql immutable parallel safe
as $$
  select nullif(lower(regexp_replace(normalize(name, nfkc), '\s+', '', 'g')), '')
$$;

comment on function atlas.plain_name is 'A name without spaces, in plain small letters; null when nothing is left.';

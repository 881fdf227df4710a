-- atlas.routes_at(district_key, as_of)
--
-- The network of a day: 2022's length is 2022's network.
--
-- as_of      a local day; null is the network as it stands (routes that have ended are left out).
-- returns    rows of register.route. valid_from is the first day of a route, valid_to the first day it is gone.
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.routes_at(district_key text, as_of date default null)
returns setof register.route
language sql stable parallel safe
as $$
  select r.*
    from register.route as r
   where r.district = district_key
     and coalesce(r.valid_from, '-infinity') <= coalesce(as_of, 'infinity')
     and coalesce(r.valid_to > coalesce(as_of, 'infinity'), true)
$$;

comment on function atlas.routes_at is 'The routes of a district that exist on a day; without a day those that exist now.';

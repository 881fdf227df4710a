-- tiles.refresh(layer_name, near)
--
-- Brings the rows of a layer (null: of all layers) to the newest version of every district. Every tile function begins with
-- it, so tiles are never older than the last commit; called ahead, after imports, it saves the first reader the wait.
--
-- near       box in EPSG:3857: coverage and gaps, which take seconds, are left as they are in districts that have no river in
--            it and had none; null: nothing is left.
--
-- On a read replica, or in a transaction that may not write, it does nothing: tiles are then as old as tiles.made says.
-- jit        compiling the statements of gaps takes longer than running them.
-- tested by  test/db/postgres/tile-functions.test.ts, test/db/postgres/tile-refresh.test.ts

create or replace function tiles.refresh(layer_name text default null, near geometry default null)
returns void
language plpgsql volatile
security definer set search_path = public, pg_catalog, pg_temp set jit = off
as $$
declare
  stale record;
begin
  if pg_is_in_recovery() or current_setting('transaction_read_only')::boolean then return; end if;
  for stale in
    select l.layer, d.key as district
      from register.district as d
     cross join tiles.layers() as l
     where l.layer = coalesce(layer_name, l.layer)
       and not exists (select from tiles.made as m where m.layer = l.layer and m.district = d.key and m.version = d.version)
       and (near is null or l.layer not in ('coverage', 'gaps') or tiles.may_meet(l.layer, d.key, near))
     order by 1, 2
  loop
    perform pg_advisory_xact_lock(hashtext('tiles ' || stale.layer), hashtext(stale.district));
    perform tiles.renew(stale.layer, stale.district);
  end loop;
end
$$;

comment on function tiles.refresh is 'Brings the rows behind a tile layer, or behind all, to the newest version of every district.';

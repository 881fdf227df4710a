-- register.follow_words()
--
-- Row trigger of register.target: the hedge is the word that the words have, unless it was set on purpose. An update that
-- changes it sets it, to null too; one that says what the words say, or hedge_set = false, lets it follow them again. An
-- insert cannot tell null from nothing: hedge_set = true says that null is meant.
--
-- tested by  test/report/targets.test.ts

create or replace function register.follow_words()
returns trigger
language plpgsql
as $$
declare
  said constant text := register.hedge_in(new.words);
  was_set boolean;
begin
  if tg_op = 'INSERT' then
    -- before-images from before the column have null
    if new.hedge is not null or new.hedge_set is null then new.hedge_set := new.hedge is distinct from said; end if;
  else
    was_set := coalesce(old.hedge_set, old.hedge is distinct from register.hedge_in(old.words));
    new.hedge_set := coalesce(new.hedge_set, was_set);
    if new.hedge is distinct from old.hedge and new.hedge_set = was_set then new.hedge_set := true; end if;
  end if;
  if new.hedge = said then new.hedge_set := false; end if;
  if not new.hedge_set then new.hedge := said; end if;
  return new;
end
$$;

comment on function register.follow_words is
  'Row trigger: the hedge of a target follows its words unless it was set on purpose.';

-- register.follow_words()
--
-- Row trigger of register.target: words that leave a target open always do, by the word that they have. One that they do not
-- have may be added by hand (hedge_set) and stays when they are edited, until it is changed or hedge_set = false lets the
-- hedge follow the words again. No hedge is the same as none added: an update that takes away the words' own is refused, an
-- insert, which cannot tell null from nothing, has it.
--
-- raises     OA003.
-- tested by  test/report/hedges.test.ts

create or replace function register.follow_words()
returns trigger
language plpgsql
as $$
declare
  said  constant text := register.hedge_in(new.words);
  added text := new.hedge;
begin
  if tg_op = 'UPDATE' then
    if new.hedge is null and old.hedge is not null and said is not null then
      raise exception 'hedge_in_words: The words say "%": such a target gets no verdict. Give the part of the sentence that does not say it as a target of its own.', said
        using errcode = 'OA003', detail = format('原文有“%s”，不作达标结论；请把不含该词的部分另设为一项指标。', said);
    end if;
    if new.hedge is not distinct from old.hedge
       and not coalesce(new.hedge_set, old.hedge is distinct from register.hedge_in(old.words)) then
      added := null;
    end if;
  end if;
  new.hedge_set := coalesce(added <> said, added is not null);
  new.hedge := coalesce(added, said);
  return new;
end
$$;

comment on function register.follow_words is
  'Row trigger: words that leave a target open always do; a hedge that they do not have may be added.';

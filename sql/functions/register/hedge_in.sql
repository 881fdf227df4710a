-- register.hedge_in(words)
--
-- The word by which a target leaves open what is to be reached: 力争 or 基本完成 (建成, 实现, 消除, 达到); null when there is none.
--
-- tested by  test/report/targets.test.ts

create or replace function register.hedge_in(words text)
returns text
language sql immutable parallel safe
as $$
  select substring(words from '力争|基本(?:完成|建成|实现|消除|达到)')
$$;

comment on function register.hedge_in is 'The word by which a target leaves open what is to be reached; null when there is none.';

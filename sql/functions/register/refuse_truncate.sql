-- register.refuse_truncate()
--
-- Truncating would lose rows without a before-image.
--
-- raises     OA002.
-- tested by  test/db/versions.test.ts

create or replace function register.refuse_truncate()
returns trigger
language plpgsql
as $$
begin
  raise exception 'truncate_refused: Rows of register.% leave by delete, which keeps their history.', tg_table_name
    using errcode = 'OA002', detail = format('register.%s 的记录只能用 delete 删除，以保留历史。', tg_table_name);
end
$$;

comment on function register.refuse_truncate is 'Statement trigger: a table with history cannot be truncated.';

-- register.refuse_truncate()
--
-- Truncating would lose rows without a before-image, or what recorded things lie on.
--
-- raises     OA002.
-- tested by  test/db/versions.test.ts

create or replace function register.refuse_truncate()
returns trigger
language plpgsql
as $$
begin
  raise exception 'truncate_refused: Rows of register.% leave by delete, which keeps their history; what is derived is made again by atlas districts rebuild.', tg_table_name
    using errcode = 'OA002', detail = format('register.%s 的记录只能用 delete 删除，以保留历史；派生数据可用 atlas districts rebuild 重算。', tg_table_name);
end
$$;

comment on function register.refuse_truncate is 'Statement trigger: a table with history, or of what recorded things lie on, cannot be truncated.';

-- Rows that an import could not take as they were.
create or replace view atlas.issues as
select i.district, i.batch_id, i.id, i.severity, i.code, i.row_number, i.field, i.reason_zh, i.reason_en
  from register.import_issue as i;

comment on view atlas.issues is 'Rejected and doubtful rows of imports with the reason in Chinese and English; values stay in the register.';

-- What is known of an outfall and since when: each status with its date, approval, deadline and the sign at the mouth.
-- A date is the day from which its status holds; null is not known, and nothing stands in for it.

alter table register.outfall
  add column status_on               date,
  add column flow_state_on           date,
  add column sampleable              boolean,
  add column dry_weather_flow        boolean,
  add column dry_weather_flow_on     date,
  add column trace_result            text check (trace_result in ('traced', 'undeterminable')),
  add column traced_on               date,
  add column handle_stage_on         date,
  add column deadline                date,
  add column approval_status         text check (approval_status in
    ('approved', 'registered', 'filed', 'not_approved', 'not_registered', 'not_filed')),
  add column permit_reference        text,
  add column legacy                  boolean,
  add column sign_name               text,
  add column sign_code               text,
  add column sign_category           text,
  add column sign_responsible_party  text,
  add column sign_agency             text,
  add column sign_phone              text;

comment on column register.outfall.approval_status is
  '审批 approved, 登记 registered and 备案 filed are three regimes (2025 rules): which one is wanted depends on type and place.';
comment on column register.outfall.trace_result is
  'Null until the source was looked for: only undeterminable lets a party be designated.';
comment on column register.outfall.legacy is '历史遗留: a finding against it needs a decision, it is not ordered away.';

-- Why a person changed a row, in their words.
alter table register.change add column reason text;

-- The history of one outfall. Only theirs: imports of other layers write no second index.
create index change_outfall on register.change (district, row_id, id) where table_name = 'outfall';

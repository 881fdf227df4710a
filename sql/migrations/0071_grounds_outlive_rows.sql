-- The ground of a survey row stays when the row goes, for registers as known before that (DECISIONS 153). Of rows that went before this it is lost.

alter table register.record_ground drop constraint record_ground_district_record_id_fkey;
alter table register.record_ground add foreign key (district) references register.district on delete cascade;

create table register.lost_ground (
  district   text not null references register.district on delete cascade,
  record_id  int not null,
  primary key (district, record_id)
);
comment on table register.lost_ground is
  'Survey rows that were removed while their ground went with them: where they lay on a river redrawn before cannot be told of a register as known then.';
insert into register.lost_ground (district, record_id)
select distinct c.district, c.row_id
  from register.change as c
  join register.district as d on d.key = c.district
 where c.table_name = 'survey_record' and c.operation = 'delete'
   and not exists (select from register.survey_record as s where s.district = c.district and s.id = c.row_id);

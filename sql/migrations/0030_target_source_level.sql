-- A district's own target may be about drinking water of sources of county level and above, as plans' are (SC-12).

alter table register.target drop constraint target_names;
alter table register.target add constraint target_names check (case scope
  when 'drinking_water' then scope_names in ('{}', '{县级以上}')
  else (scope in ('rivers', 'river_set', 'basin')) = (scope_names <> '{}') end);

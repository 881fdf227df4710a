-- Keys of the river's other lines of then (DECISIONS 158): where a line was cut, what has a new key beside it is its other part, and what had another key is not.

alter table register.ground_line add column beside text[] not null default '{}';
comment on column register.ground_line.beside is 'The other lines (source_id) of its river then.';
comment on table register.ground_line is
  'Routes that grounds of survey rows were taken from, whole, as they were drawn then. Plane metres, M = measure. id: a hash of all columns.';

update register.ground_line as l
   set beside = array(
       select distinct s.source_id from register.source_segment as s
        where s.district = l.district and s.source_id is not null
          and s.river_id in (select g.river_id from register.record_ground as g where g.district = l.district and g.taken_from = l.id)
          and not l.drawn_as @> jsonb_build_array(jsonb_build_array(s.source_id))
        order by 1);

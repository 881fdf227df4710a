-- Links that wait for a person.
create or replace view atlas.review as
select * from atlas.links where status = 'proposed';

comment on view atlas.review is 'Links that are ambiguous, disagree with the recorded receiving water, or were not found.';

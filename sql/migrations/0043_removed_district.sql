-- A district that is made anew under its key goes on from the versions of the one before: a version, which tiles in browsers
-- and answers are kept by, never names two states.

create table register.removed_district (
  key      text primary key,
  version  bigint not null
);
comment on table register.removed_district is
  'Keys of districts that were deleted, with the version after their last: one made anew under the key begins there.';

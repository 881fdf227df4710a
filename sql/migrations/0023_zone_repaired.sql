-- A zone whose outline crossed itself stands with every part its line winds round; where the line was meant to run nobody knows.
alter table register.protected_zone add column repaired boolean not null default false;
comment on column register.protected_zone.repaired is
  'Its outline as imported was invalid and has been repaired: points within its hull may or may not lie in what was meant.';

-- Links that show one district to whoever has them, until a day: what stands in embeds and messages. Tokens say who asks, a share says what may be seen.

create table register.share (
  id           int generated always as identity primary key,
  district     text not null references register.district (key) on delete cascade,
  name         text not null check (name <> ''),
  layers       text[] check (cardinality(layers) > 0),
  secret_hash  bytea not null check (length(secret_hash) = 32),
  created_by   text not null,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  revoked_at   timestamptz
);
comment on table register.share is
  'Read-only links to one district. Only the SHA-256 of the 256 random bits is kept; the link is shown once, when it is made.';
comment on column register.share.layers is 'Tile layers and collections it shows; null: all that is public.';

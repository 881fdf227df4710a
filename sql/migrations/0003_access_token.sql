-- Who may see what is not public and change the register: bearer tokens of the API. Not of a district: one server, one list.

create table register.access_token (
  id           int generated always as identity primary key,
  name         text not null check (name <> ''),
  role         text not null check (role in ('viewer', 'editor', 'admin')),
  secret_hash  bytea not null check (length(secret_hash) = 32),
  created_at   timestamptz not null default now(),
  expires_at   timestamptz,
  revoked_at   timestamptz
);
comment on table register.access_token is
  'Bearer tokens. Only the SHA-256 of the 256 random bits is kept; the token is shown once, when it is made.';
comment on column register.access_token.role is 'viewer reads what is not public, editor also changes, admin also sees to others'' imports.';

-- The engine: one counter per stream orders every change; events are chained; versions are what readers are sent.

create table stream (
  id uuid primary key,
  head_seq bigint not null default 0 check (head_seq >= 0),
  head_mac bytea not null
);

create table event (
  stream_id uuid not null references stream (id),
  seq bigint not null check (seq > 0),
  command_id uuid not null unique,
  kind text not null,
  actor_id text not null,
  device_id text,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  digest bytea not null,
  prev bytea not null,
  mac bytea not null,
  primary key (stream_id, seq)
);

create table version (
  stream_id uuid not null,
  kind text not null,
  id text not null,
  seq bigint not null,
  compartment text not null,
  centre_id uuid,
  digest bytea not null,
  "row" jsonb,
  primary key (stream_id, kind, id, seq),
  foreign key (stream_id, seq) references event (stream_id, seq) deferrable initially deferred
);
create index version_by_seq on version (stream_id, seq);

create table receipt (
  command_id uuid primary key,
  author_id text not null,
  device_id text,
  name text not null,
  body_hash bytea not null,
  stream_id uuid,
  seq bigint,
  result json,
  problem json,
  recorded_at timestamptz not null
);

-- What a refused command said. Restricted: never read by a screen of someone else's.
create table refused_command (
  command_id uuid primary key references receipt (command_id),
  args jsonb not null,
  occurred_at timestamptz not null
);

create table setting (
  key text primary key,
  value jsonb not null,
  row_version integer not null default 1
);

-- People who sign in. The first four tables are shaped by the sign-in library.

create table "user" (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  disabled_at timestamptz
);

create table session (
  id text primary key,
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  user_id text not null references "user" (id) on delete cascade
);
create index session_by_user on session (user_id);

create table account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references "user" (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_by_user on account (user_id);

create table verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table rate_limit (
  id text primary key,
  key text not null unique,
  count integer not null,
  last_request bigint not null
);

create table access_grant (
  id uuid primary key,
  user_id text not null references "user" (id) on delete cascade,
  role text not null,
  operation_id uuid,
  centre_id uuid,
  address boolean not null default true,
  ends_at timestamptz,
  granted_by text not null,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  row_version integer not null default 1,
  check (centre_id is null or operation_id is not null)
);
create index access_grant_by_user on access_grant (user_id) where revoked_at is null;

-- A one-time link: only its digest is kept.
create table invitation (
  id uuid primary key,
  token_hash bytea not null unique,
  purpose text not null check (purpose in ('first_administrator', 'join', 'reset')),
  user_id text references "user" (id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null
);

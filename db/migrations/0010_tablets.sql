-- Tablets: keys to seal to, pairing, hands with PINs, turns, and what a tablet out of use hands in.

-- The private half is kept under a key outside the database and never leaves the server.
create table stream_key (
  stream_id uuid primary key references stream (id),
  public_key jsonb not null,
  private_key bytea not null,
  made_at timestamptz not null
);

create table device (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  centre_id uuid not null references centre (id),
  label text not null,
  letter text not null check (letter ~ '^[A-Z]$'),
  token_hash bytea unique,
  paired_by text not null,
  paired_at timestamptz not null,
  last_seen_at timestamptz,
  waiting integer not null default 0 check (waiting >= 0),
  pin_tries integer not null default 0 check (pin_tries >= 0),
  locked_at timestamptz,
  revoked_at timestamptz,
  revoked_reason text,
  row_version integer not null default 1
);
create index device_by_centre on device (centre_id);
create index device_by_operation on device (operation_id);

-- A code works once: only its digest is kept, and that of the tablet's own claim.
create table pairing (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  centre_id uuid not null references centre (id),
  code_hash bytea not null unique,
  state text not null check (state in ('waiting', 'asking', 'done', 'refused')),
  digits text check (digits ~ '^\d\d$'),
  claim_hash bytea unique,
  device_id uuid references device (id),
  made_by text not null,
  expires_at timestamptz not null,
  check ((state = 'waiting') = (claim_hash is null) or state = 'refused')
);

create table hand_pin (
  centre_id uuid not null references centre (id),
  user_id text not null references "user" (id) on delete cascade,
  hash text not null,
  -- Of a first PIN, which must be changed when it is used; null for a PIN of one's own.
  expires_at timestamptz,
  tries integer not null default 0,
  set_by text not null,
  set_at timestamptz not null,
  primary key (centre_id, user_id)
);

-- A hand's turn at a tablet: what a session is to an account. Only the token's digest is kept.
create table device_turn (
  id uuid primary key,
  device_id uuid not null references device (id),
  user_id text not null references "user" (id) on delete cascade,
  token_hash bytea not null unique,
  started_at timestamptz not null,
  used_at timestamptz not null,
  ended_at timestamptz
);
create unique index device_turn_one_at_a_time on device_turn (device_id) where ended_at is null;
create index device_turn_by_user on device_turn (user_id) where ended_at is null;

-- Sealed still: nobody has said yet that it may be let in. Restricted, as what it holds is.
create table quarantined_item (
  command_id uuid primary key,
  operation_id uuid references operation (id),
  centre_id uuid references centre (id),
  device_id uuid references device (id),
  author_id text,
  sealed json not null,
  reason text not null check (reason in
    ('revoked', 'no_grant', 'unproven', 'other_device', 'other_account', 'unopened', 'malformed', 'defect')),
  received_at timestamptz not null,
  raised_at timestamptz,
  released_at timestamptz,
  released_by text
);
create index quarantined_by_operation on quarantined_item (operation_id) where released_at is null;

-- Somebody without an account, who uses the tablets of a centre by PIN.
alter table "user" add column by_pin boolean not null default false;

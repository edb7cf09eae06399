-- Walls: screens in a room that show the counts of one operation by a session of their own. Only digests of the code
-- that puts one on a screen, and of the screen's own token, are kept.
create table wall (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  name text not null,
  started_by text not null references "user" (id),
  started_at timestamptz not null,
  code_hash bytea unique,
  code_ends_at timestamptz,
  token_hash bytea unique,
  opened_at timestamptz,
  -- By the day's own clock, as sessions are.
  heard_at timestamptz,
  ended_at timestamptz,
  ended_how text check (ended_how in ('command', 'screen', 'operation', 'starter')),
  check ((code_hash is null) = (code_ends_at is null)),
  check ((token_hash is null) = (opened_at is null)),
  check ((ended_at is null) = (ended_how is null))
);
create index wall_on on wall (operation_id) where ended_at is null;
create index wall_by_starter on wall (started_by) where ended_at is null;

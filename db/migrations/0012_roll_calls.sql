-- The sign-in book of everyone who is not a guest, and the counting of everyone in a fire.

create table visit (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  centre_id uuid not null references centre (id),
  kind text not null check (kind in ('staff', 'interpreter', 'visitor')),
  name text not null,
  organisation text not null default '',
  zone text,
  signed_in_at timestamptz not null,
  signed_out_at timestamptz,
  row_version integer not null default 1
);
create index visit_by_centre on visit (centre_id) where signed_out_at is null;

create table roll_call (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  centre_id uuid not null references centre (id),
  reason text not null check (reason in ('fire', 'drill', 'check')),
  meet_at text,
  joined_to uuid references roll_call (id),
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz,
  ended_by text,
  ended_seen integer check (ended_seen >= 0),
  ended_expected integer check (ended_expected >= ended_seen),
  row_version integer not null default 1
);
-- One count at a time: whoever starts a second joins the first.
create unique index roll_call_one_running on roll_call (centre_id) where ended_at is null and joined_to is null;

-- Marks only ever come and are taken back, each once, so that tablets without signal agree in whatever order theirs
-- arrive. No key to the roll call: a mark may come before the start it belongs to.
create table roll_call_mark (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  centre_id uuid not null references centre (id),
  roll_call_id uuid not null,
  subject_kind text check (subject_kind in ('guest', 'staff', 'interpreter', 'visitor')),
  subject_id uuid,
  reference text,
  zone text,
  marked_at timestamptz,
  marked_by text,
  counted_by text,
  late boolean not null default false,
  taken_back_at timestamptz,
  check (subject_kind is null or (subject_id is null) <> (reference is null))
);
create index roll_call_mark_by_centre on roll_call_mark (centre_id, roll_call_id);

-- What a person has to sort out, joins of two records, and what is said of guests no tablet has told of yet.

create table attention (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  centre_id uuid references centre (id),
  kind text not null check (kind in
    ('refused', 'conflict', 'same_reference', 'duplicate', 'held', 'quarantined')),
  author_id text,
  device_id text,
  command_id uuid,
  command text,
  problem jsonb,
  person_ids uuid[] not null default '{}',
  reference text,
  asked boolean not null default false,
  asked_by text,
  raised_at timestamptz not null,
  settled_at timestamptz,
  settled_as text check (settled_as in ('discarded', 'retried', 'joined', 'kept_apart', 'released', 'resolved')),
  settled_by text,
  settled_reason text,
  -- The command that did what the refused one could not.
  retried_as uuid,
  merge_id uuid,
  row_version integer not null default 1,
  check ((settled_at is null) = (settled_as is null))
);
create index attention_open on attention (operation_id, centre_id) where settled_at is null;
create index attention_by_command on attention (command_id) where command_id is not null;
create index attention_by_person on attention using gin (person_ids);
create unique index attention_one_open_per_reference on attention (operation_id, reference)
  where kind = 'same_reference' and settled_at is null;

-- What was said, in whole. Restricted: only its author and the leads of the centre are shown it, each what they may see.
create table attention_said (
  id uuid primary key references attention (id),
  args jsonb not null,
  occurred_at timestamptz not null
);

alter table person add column merged_into uuid references person (id);
create index person_by_arrival on person (centre_id, arrived_at) where undone_at is null;

create table person_merge (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  keep_id uuid not null references person (id),
  join_id uuid not null references person (id),
  -- How both stood, and what was made of it: no names.
  before jsonb not null,
  merged_by text not null,
  merged_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  undone_reason text
);
create unique index person_merge_one_standing on person_merge (join_id) where undone_at is null;

create table held_command (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  centre_id uuid not null references centre (id),
  reference text not null,
  command text not null,
  args jsonb not null,
  author_id text not null,
  author_name text not null,
  device_id text,
  occurred_at timestamptz not null,
  state text not null check (state in ('held', 'done', 'refused', 'dropped'))
);
create index held_command_waiting on held_command (operation_id, reference) where state = 'held';

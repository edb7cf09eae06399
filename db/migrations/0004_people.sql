-- Guests. Each compartment is a table of its own, so that one can be granted, or erased, without the others.

create table person (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  centre_id uuid not null references centre (id),
  reference text not null,
  language text not null,
  age_band text not null check (age_band in ('adult', 'child', 'unsure')),
  presence text not null check (presence in
    ('expected', 'in_transit', 'on_site', 'temporarily_out', 'departed', 'left_voluntarily',
     'transferred', 'missing', 'removed_by_police')),
  zone text,
  vehicle text,
  group_id uuid,
  flags jsonb not null default '[]',
  arrived_at timestamptz not null,
  undone_at timestamptz,
  undone_reason text,
  row_version integer not null default 1
);
-- Not unique: the same wristband on two guests is a fact to be flagged and mended, never refused.
create index person_by_reference on person (operation_id, reference);
create index person_on_site on person (centre_id) where presence = 'on_site' and undone_at is null;

create table person_identity (
  id uuid primary key references person (id),
  operation_id uuid not null references operation (id),
  centre_id uuid not null references centre (id),
  preferred_name text,
  sex text check (sex in ('female', 'male', 'other', 'not_asked')),
  row_version integer not null default 1
);

create table stay (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  centre_id uuid not null references centre (id),
  person_id uuid not null references person (id),
  arrived_at timestamptz not null,
  left_at timestamptz,
  ended_as text
);
create unique index stay_one_open_per_person on stay (person_id) where left_at is null;

create table need (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  centre_id uuid not null references centre (id),
  person_id uuid references person (id),
  compartment text not null check (compartment in ('welfare', 'health', 'safeguarding')),
  priority text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
  state text not null check (state in ('open', 'accepted', 'in_progress', 'met', 'declined', 'escalated')),
  holder_id text,
  holder text,
  alerts boolean not null default false,
  raised_at timestamptz not null,
  due_at timestamptz,
  accepted_at timestamptz,
  closed_at timestamptz,
  row_version integer not null default 1
);
create index need_open_by_centre on need (centre_id, priority) where state not in ('met', 'declined');
create index need_by_person on need (person_id);

create table need_welfare (
  id uuid primary key references need (id),
  operation_id uuid not null references operation (id),
  centre_id uuid not null references centre (id),
  kind text not null,
  note text
);
create table need_health (like need_welfare including all);
alter table need_health add foreign key (id) references need (id);
create table need_safeguarding (like need_welfare including all);
alter table need_safeguarding add foreign key (id) references need (id);

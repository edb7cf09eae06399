-- Operations, the centres stood up for them, the vehicles on their way and the log.

create table operation (
  id uuid primary key references stream (id),
  code_name text not null,
  type text not null,
  state text not null check (state in ('planned', 'running', 'closed')),
  exercise boolean not null default false,
  expected integer check (expected >= 0),
  at_least integer check (at_least >= 0),
  at_most integer check (at_most >= 0),
  first_arrival_at timestamptz,
  nights integer,
  from_square text,
  languages jsonb not null default '[]',
  wishes jsonb not null default '[]',
  police_lead text,
  care_lead text,
  opened_by text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  row_version integer not null default 1
);
create unique index operation_code_name_in_use on operation (lower(code_name)) where state <> 'closed';

create table centre (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  name text not null,
  state text not null check (state in
    ('planned', 'standby', 'activating', 'open', 'full', 'standing_down', 'closed', 'debriefed', 'cancelled')),
  district text not null,
  square text not null,
  size text not null check (size in ('small', 'medium', 'large', 'several')),
  places integer not null check (places >= 0),
  planned_for integer not null check (planned_for >= 0),
  doors_at timestamptz not null,
  opened_at timestamptz,
  state_since timestamptz not null,
  overflow_of uuid references centre (id),
  manager_name text,
  zones jsonb not null default '[]',
  ready jsonb not null default '{}',
  sheet_letter text not null,
  row_version integer not null default 1,
  unique (operation_id, name)
);

-- Compartment "address": which venue a centre is in. A venue holds one live centre at a time.
create table centre_access (
  id uuid primary key references centre (id),
  operation_id uuid not null references operation (id),
  venue_id uuid not null,
  released_at timestamptz
);
create unique index centre_access_one_live_centre on centre_access (venue_id) where released_at is null;

create table vehicle (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  centre_id uuid not null references centre (id),
  label text not null,
  kind text not null,
  from_square text,
  people integer not null check (people >= 0),
  due_at timestamptz not null,
  state text not null check (state in ('expected', 'on_the_way', 'arrived', 'cancelled')),
  arrived_at timestamptz,
  arrived_people integer check (arrived_people >= 0),
  row_version integer not null default 1
);
create index vehicle_by_operation on vehicle (operation_id);

create table log_entry (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  centre_id uuid references centre (id),
  number integer not null,
  kind text not null check (kind in ('entry', 'decision', 'system')),
  decision integer,
  text text not null,
  reason text,
  author text not null,
  corrects uuid references log_entry (id),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  unique (operation_id, number),
  unique (operation_id, decision)
);

-- Compartment "address": the ranking a decision was made from names venues.
create table log_basis (
  id uuid primary key references log_entry (id),
  operation_id uuid not null references operation (id),
  centre_id uuid,
  basis jsonb not null
);

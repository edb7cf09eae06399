-- The registers kept between operations: venues, partners and what they can send, the role plan; and what supports them.

create table venue (
  id uuid primary key,
  code text not null,
  type text not null,
  district text not null,
  square text not null,
  sleeping_m2 double precision not null check (sleeping_m2 >= 0),
  day_m2 double precision check (day_m2 >= 0),
  fire_limit integer not null check (fire_limit >= 0),
  toilets integer not null check (toilets >= 0),
  showers integer not null check (showers >= 0),
  minutes_to_open integer not null check (minutes_to_open >= 0),
  available_hours text not null,
  last_inspected date,
  inspection_due date,
  suitability text not null check (suitability in ('suitable', 'suitable_with_conditions', 'unsuitable')),
  details jsonb not null,
  archived_at timestamptz,
  archived_reason text,
  row_version integer not null default 1,
  constraint venue_code_key unique (code)
);

-- Compartment "address": what names a place or says where it is.
create table venue_access (
  id uuid primary key references venue (id),
  name text not null,
  address text not null,
  town text not null,
  postcode text not null,
  lat double precision not null check (lat between 49.8 and 60.9),
  lon double precision not null check (lon between -8.7 and 1.8),
  owner text not null,
  details jsonb not null
);

-- Who opened an address, or took the register away as a file, and when. Append only.
create table address_read (
  id uuid primary key,
  venue_id uuid references venue (id),
  what text not null check (what in ('address', 'csv', 'geojson')),
  actor_id text not null,
  read_at timestamptz not null
);
create index address_read_by_venue on address_read (venue_id, read_at);

create table partner (
  id uuid primary key,
  code text not null,
  name text not null,
  kind text not null,
  hours text not null,
  contact text not null,
  contact_phone text not null,
  contact_email text not null,
  deputy text not null default '',
  deputy_phone text not null default '',
  archived_at timestamptz,
  archived_reason text,
  row_version integer not null default 1,
  constraint partner_code_in_use unique (code)
);

-- `key` is partner, role and languages: interpreters have a row per language.
create table partner_capacity (
  id uuid primary key,
  key text not null,
  partner text not null references partner (code),
  role text not null,
  languages jsonb not null default '[]',
  heads integer not null check (heads >= 0),
  callout_minutes integer not null check (callout_minutes >= 0),
  max_hours double precision not null check (max_hours > 0),
  confirmed_on date,
  row_version integer not null default 1,
  constraint partner_capacity_key_in_use unique (key)
);

-- Every version is kept: a centre holds the one it was activated with.
create table role_plan (
  id uuid not null,
  row_version integer not null,
  rows jsonb not null,
  saved_by text not null,
  saved_at timestamptz not null,
  primary key (id, row_version)
);

-- What a file would change, until it is confirmed.
create table import_preview (
  id uuid primary key,
  kind text not null check (kind in ('venues', 'partners', 'capacities', 'plan')),
  rows jsonb not null,
  removed jsonb not null default '[]',
  base_version integer,
  made_by text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

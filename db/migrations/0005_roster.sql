-- The roster: one role of one partner in one shift. Partners say how many come, never who.

create table slot (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  centre_id uuid not null references centre (id),
  role text not null,
  partner text not null,
  language text,
  shift_start timestamptz not null,
  shift_end timestamptz not null,
  needed integer not null check (needed >= 0),
  state text not null check (state in ('not_asked', 'asked', 'accepted', 'declined', 'arrived', 'stood_down')),
  asked integer not null default 0 check (asked >= 0),
  asked_at timestamptz,
  answer_by timestamptz,
  accepted integer not null default 0 check (accepted >= 0),
  arrive_by timestamptz,
  arrived integer not null default 0 check (arrived >= 0),
  arrived_at timestamptz,
  words text not null default '',
  said_by text not null default '',
  channel text,
  note text not null default '',
  row_version integer not null default 1,
  check (shift_end > shift_start)
);
create index slot_by_centre on slot (centre_id, shift_start);

-- The highest number given out under a letter is found without reading every guest.
create index person_by_number on person (operation_id, left(reference, 1), (substr(reference, 3)::int));

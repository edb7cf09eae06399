-- Printed sheets of wristbands and of paper forms, and guests keyed in from a form.

create table sheet (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  centre_id uuid not null references centre (id),
  kind text not null check (kind in ('wristbands', 'forms')),
  letter text check ((letter is not null) = (kind = 'wristbands')),
  first integer not null check (first >= 1),
  last integer not null check (last between first and 9999),
  marks jsonb not null default '[]',
  made_at timestamptz not null,
  made_by text not null,
  row_version integer not null default 1
);
create unique index sheet_begins_once on sheet (operation_id, kind, coalesce(letter, ''), first);
create index sheet_by_centre on sheet (centre_id);

-- Not unique: the same form keyed in twice is a fact to be flagged and mended, never refused.
alter table person
  add column paper_form integer check (paper_form between 1 and 9999),
  add column keyed_at timestamptz;
create index person_by_paper_form on person (operation_id, paper_form) where paper_form is not null;

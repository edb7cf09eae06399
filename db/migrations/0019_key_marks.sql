-- By what a start sees that its keys are those this database was begun with: derived from each, never the key itself.
create table key_mark (
  key text primary key check (key in ('audit', 'session')),
  mark bytea not null
);

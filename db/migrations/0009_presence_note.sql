-- What was said when a guest went out, came back, left or moved on.
alter table person add column presence_note text;

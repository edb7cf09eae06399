-- What was told of a time that cannot be, beside the time it was heard. Old rows say what they said.
alter table person add column told_at timestamptz;
alter table log_entry add column told_at timestamptz;

-- Where a tablet, or somebody's computer, tells such times, its clock has to be set: one open item for each.
alter table attention drop constraint attention_kind_check, add constraint attention_kind_check check (kind in
  ('refused', 'conflict', 'same_reference', 'duplicate', 'held', 'quarantined', 'clock'));
create unique index attention_one_open_per_clock on attention (operation_id, coalesce(device_id, author_id))
  where kind = 'clock' and settled_at is null;

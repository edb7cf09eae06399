-- Whose session handed an item in that is kept sealed, and what they might do there at that moment: nothing is let in
-- above that. Both null for what was handed in before they were kept.
alter table quarantined_item
  add column sent_by text,
  add column sent_grants jsonb;

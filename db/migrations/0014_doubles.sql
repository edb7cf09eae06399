-- What a check-in looks up costs the same however many guests were ever recorded.

-- The first stay of a guest, and with it who checked them in.
create index stay_by_person on stay (person_id, arrived_at);
-- Whoever shares a name, a group or a vehicle with somebody new: the last of them, or the nearest in time.
create index person_identity_by_name on person_identity (centre_id, lower(preferred_name), id)
  where preferred_name is not null;
create index person_by_group on person (group_id) where group_id is not null;
create index person_by_vehicle on person (centre_id, lower(vehicle), arrived_at)
  where vehicle is not null and undone_at is null;
-- A question is found at once where it has only just been raised.
alter index attention_by_person set (fastupdate = off);
drop index person_by_arrival;
-- The same as person_by_number, written twice at every check-in.
drop index person_by_sheet;
-- What was settled last is listed beside what is open.
create index attention_settled on attention (operation_id, settled_at) where settled_at is not null;

-- A roll call, and a centre that closes, read what is of their centre and nothing else.
create index person_by_centre on person (centre_id);
create index vehicle_by_centre on vehicle (centre_id);
create index roll_call_by_centre on roll_call (centre_id);
create index need_missing_by_centre on need_welfare (centre_id) where kind = 'missing_person';
drop index visit_by_centre;
create index visit_by_centre on visit (centre_id);

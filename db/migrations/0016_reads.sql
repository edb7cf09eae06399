-- Whoever works at one centre is sent what is of that centre: found by it, in the order it happened.
create index version_by_centre on version (stream_id, centre_id, seq);

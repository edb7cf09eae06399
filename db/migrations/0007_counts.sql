-- Silver's counts are made anew each second: this keeps that from reading every guest's row.

create index person_for_counts on person (operation_id, centre_id, presence) where undone_at is null;

-- The next number of a sheet of wristbands is found at once, however many have been given out.

create index person_by_sheet on person (operation_id, left(reference, 1), (substr(reference, 3)::int));

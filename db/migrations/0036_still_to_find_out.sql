-- A venue can be used before all of it is known; what is still to be found out is empty.
alter table venue add column places_told integer;
alter table venue
  alter column sleeping_m2 drop not null,
  alter column fire_limit drop not null,
  alter column toilets drop not null,
  alter column showers drop not null,
  alter column available_hours drop not null,
  alter column suitability drop not null;

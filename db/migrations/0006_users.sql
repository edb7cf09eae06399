-- People who sign in: tries at one account outlive a restart, and an email address is written one way only.

drop table rate_limit;

create table sign_in_try (
  key text primary key,
  points integer not null,
  expire timestamptz
);
create index sign_in_try_by_end on sign_in_try (expire);

alter table "user" add column last_seen_at timestamptz;
alter table "user" add constraint user_email_lower_case check (email = lower(email));

create unique index account_one_password on account (user_id) where provider_id = 'credential';
create index invitation_by_user on invitation (user_id) where used_at is null;

-- The stream of the registers is there from the start: changes of accounts lock it to keep one administrator.
insert into stream (id, head_mac)
values ('00000000-0000-7000-8000-000000000001', sha256('haven stream 00000000-0000-7000-8000-000000000001'))
on conflict do nothing;

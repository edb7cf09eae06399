-- When a partner's answer was given. Of the answers kept until now nobody wrote it down.
alter table slot add column answered_at timestamptz;

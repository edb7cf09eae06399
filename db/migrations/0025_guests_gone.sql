-- A need ends when its guest has left, or when the check-in it came with is undone.
alter table need drop constraint need_state_check;
alter table need add constraint need_state_check check
  (state in ('open', 'accepted', 'in_progress', 'met', 'declined', 'escalated', 'left_before_met', 'undone'));
drop index need_open_by_centre;
create index need_open_by_centre on need (centre_id, priority)
  where state not in ('met', 'declined', 'left_before_met', 'undone');

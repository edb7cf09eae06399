-- What belongs to an operation refers only to centres, guests and needs of that operation, and to what exists.
-- Every key holds from now on. Old rows that break one are kept: that key stays marked as not checked for them
-- (pg_constraint.convalidated), and Haven says which when it has brought the database up to date.

alter table centre add unique (id, operation_id);
alter table person add unique (id, operation_id);
alter table need add unique (id, operation_id);

do $$
declare
  it record;
  key text;
  weaker text;
begin
  for it in
    select child, columns, parent from (
      select child, 'centre_id, operation_id' as columns, 'centre (id, operation_id)' as parent
      from unnest(array['person', 'person_identity', 'stay', 'need', 'need_welfare', 'need_health',
        'need_safeguarding', 'vehicle', 'slot', 'log_entry', 'log_basis', 'visit', 'roll_call', 'roll_call_mark',
        'device', 'pairing', 'attention', 'held_command', 'quarantined_item', 'sheet', 'access_grant']) as child
      union all values
        ('centre', 'overflow_of, operation_id', 'centre (id, operation_id)'),
        ('centre_access', 'id, operation_id', 'centre (id, operation_id)'),
        ('centre_access', 'venue_id', 'venue (id)'),
        ('access_grant', 'operation_id', 'operation (id)'),
        ('person_identity', 'id, operation_id', 'person (id, operation_id)'),
        ('person', 'merged_into, operation_id', 'person (id, operation_id)'),
        ('stay', 'person_id, operation_id', 'person (id, operation_id)'),
        ('need', 'person_id, operation_id', 'person (id, operation_id)'),
        ('person_merge', 'operation_id', 'operation (id)'),
        ('person_merge', 'keep_id, operation_id', 'person (id, operation_id)'),
        ('person_merge', 'join_id, operation_id', 'person (id, operation_id)'),
        ('need_welfare', 'id, operation_id', 'need (id, operation_id)'),
        ('need_health', 'id, operation_id', 'need (id, operation_id)'),
        ('need_health', 'operation_id', 'operation (id)'),
        ('need_safeguarding', 'id, operation_id', 'need (id, operation_id)'),
        ('need_safeguarding', 'operation_id', 'operation (id)'),
        ('attention', 'merge_id', 'person_merge (id)')
    ) as wanted
  loop
    key := it.child || '_' || replace(replace(it.columns, ', operation_id', '_in_operation'), ' ', '') || '_tie';
    execute format('alter table %I add constraint %I foreign key (%s) references %s not valid',
      it.child, key, it.columns, it.parent);
    begin
      -- A failure here undoes only this block.
      execute format('alter table %I validate constraint %I', it.child, key);
      -- A key that says less about the same column would be looked up at every write for nothing.
      for weaker in
        select old.conname from pg_constraint old
        join pg_constraint new on new.conrelid = old.conrelid and new.confrelid = old.confrelid
        where old.contype = 'f' and old.conrelid = it.child::regclass and new.conname = key
          and cardinality(old.conkey) = 1 and cardinality(new.conkey) = 2 and old.conkey[1] = new.conkey[1]
          and (select bool_and(attnotnull) from pg_attribute where attrelid = old.conrelid and attnum = new.conkey[2])
      loop
        execute format('alter table %I drop constraint %I', it.child, weaker);
      end loop;
    exception when foreign_key_violation then
      raise notice 'old rows of % do not fit %', it.child, key;
    end;
  end loop;
end $$;

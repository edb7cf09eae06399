import type { TransactionSql } from 'postgres';
import type { Sql } from '../../db/connect.ts';
import { uuidv7 } from '../../server/engine/ids.ts';
import { fill, type Ground, settle } from './fill.ts';

/** An operation that is over, and its one centre. */
const openAndClose = async (tx: TransactionSql): Promise<Ground> => {
  const [operationId, centreId] = [uuidv7(), uuidv7()];
  await tx`insert into stream (id, head_mac) values (${operationId}, sha256('m'))`;
  await tx`
    insert into operation (id, code_name, type, state, opened_by, opened_at, closed_at)
    values (${operationId}, ${`Past ${operationId}`}, 'warrant', 'closed', 'bench', now(), now())`;
  await tx`
    insert into centre (id, operation_id, name, state, district, square, size, places, planned_for, doors_at, state_since,
      sheet_letter)
    values (${centreId}, ${operationId}, 'Past', 'closed', 'Amber Valley', 'SK 35', 'large', 500, 500, now(), now(), 'A')`;
  return { operationId, centreId };
};

/** Questions that were never settled, vehicles, what was said too early, the log, the book of visits and a roll call. */
const work = async (tx: TransactionSql, { operationId, centreId }: Ground, of: number): Promise<void> => {
  const where = tx`overlay(gen_random_uuid()::text placing '7' from 15 for 1)::uuid, ${operationId}::uuid, ${centreId}::uuid`;
  const each = tx`generate_series(1, ${of}::int) as n`;
  await tx`
    insert into attention (id, operation_id, centre_id, kind, person_ids, raised_at)
    select ${where}, 'duplicate', array[gen_random_uuid(), gen_random_uuid()], now() from ${each}`;
  await tx`
    insert into vehicle (id, operation_id, centre_id, label, kind, people, due_at, state, arrived_people)
    select ${where}, 'Coach 1', 'coach', 40, now(), 'arrived', 40 from ${each}`;
  await tx`
    insert into held_command (id, operation_id, centre_id, reference, command, args, author_id, author_name, occurred_at,
      state)
    select ${where}, 'A-001', 'needs.raise', '{}', 'bench', 'bench', now(), 'done' from ${each}`;
  await tx`
    insert into log_entry (id, operation_id, centre_id, number, kind, text, author, occurred_at, recorded_at)
    select ${where}, n, 'entry', 'Heating is on', 'bench', now(), now() from ${each}`;
  await tx`
    insert into visit (id, operation_id, centre_id, kind, name, signed_in_at, signed_out_at)
    select ${where}, 'staff', 'Someone', now(), now() from ${each}`;
  await tx`
    insert into roll_call (id, operation_id, centre_id, reason, started_at, started_by, ended_at)
    select ${where}, 'drill', now(), 'bench', now() from ${each}`;
  await tx`
    insert into roll_call_mark (id, operation_id, centre_id, roll_call_id, subject_kind, subject_id, marked_at)
    select ${where}, gen_random_uuid(), 'guest', gen_random_uuid(), now() from ${each}`;
};

/** What a database keeps of operations that are over: all of it. */
export const remember = async (
  sql: Sql,
  { operations, guests }: { operations: number; guests: number },
): Promise<void> => {
  for (let n = 1; n <= operations; n += 1) {
    const ground = (await sql.begin((tx) => openAndClose(tx))) as Ground;
    await fill(sql, ground, guests, { daysAgo: 30 * n });
    await sql.begin((tx) => work(tx, ground, Math.round(guests / 5)));
  }
  await settle(sql);
};

import type { Sql } from '../../db/connect.ts';
import { names } from './names.ts';

export interface Ground {
  operationId: string;
  centreId: string;
}

/**
 * Puts guests into a centre as if each had been checked in with one need, and every second with a name: rows, versions,
 * events, receipts and counter. They came one a second, the last of them so many days ago; whoever came on another day
 * has left. Wristbands are of the letters A to D; the codes that chain events are made up.
 */
export const fill = async (
  sql: Sql,
  { operationId, centreId }: Ground,
  guests: number,
  { daysAgo = 0 }: { daysAgo?: number } = {},
): Promise<void> => {
  const gone = daysAgo > 0;
  await sql.begin(async (tx) => {
    await tx`set local statement_timeout = 0`;
    const [head] = await tx<{ seq: number }[]>`select head_seq as seq from stream where id = ${operationId} for update`;
    if (!head) throw new Error('there is no such operation');
    // Of version 7, as readers are promised.
    const id = tx`overlay(gen_random_uuid()::text placing '7' from 15 for 1)::uuid`;
    await tx`
      create temporary table guest on commit drop as
      select n, ${id} as person, ${id} as stay, ${id} as need,
        chr(65 + n / 9000) || '-' || lpad((n % 9000 + 1)::text, greatest(3, length((n % 9000 + 1)::text)), '0') as reference,
        now() - n * interval '1 second' - make_interval(days => ${daysAgo}) as at,
        case when n % 2 = 0 then (${names}::text[])[1 + (n / 2 * 7919::bigint) % ${names.length}] end as name,
        ${operationId}::uuid as op, ${centreId}::uuid as centre, ${head.seq}::bigint + n + 1 as seq
      from generate_series(0, ${guests}::int - 1) as n`;
    await tx`
      insert into event (stream_id, seq, command_id, kind, actor_id, occurred_at, recorded_at, digest, prev, mac)
      select op, seq, stay, 'people.checkIn', 'bench', at, at, sha256('d'), sha256('p'), sha256('m') from guest`;
    await tx`
      insert into receipt (command_id, author_id, name, body_hash, stream_id, seq, result, recorded_at)
      select stay, 'bench', 'people.checkIn', sha256('b'), op, seq,
        jsonb_build_object('personId', person, 'reference', reference, 'flags', '[]'::jsonb, 'alreadyHere', false), at
      from guest`;
    await tx`
      insert into person (id, operation_id, centre_id, reference, language, age_band, presence, arrived_at)
      select person, op, centre, reference, 'vi', 'adult', ${gone ? 'departed' : 'on_site'}, at from guest`;
    await tx`
      insert into person_identity (id, operation_id, centre_id, preferred_name)
      select person, op, centre, name from guest where name is not null`;
    await tx`
      insert into stay (id, operation_id, centre_id, person_id, arrived_at, left_at, ended_as)
      select stay, op, centre, person, at, ${gone ? tx`at + interval '8 hours', 'departed'` : tx`null, null`} from guest`;
    await tx`
      insert into need (id, operation_id, centre_id, person_id, compartment, priority, state, raised_at, due_at)
      select need, op, centre, person, 'welfare', 'P2', ${gone ? 'met' : 'open'}, at, at + interval '1 hour' from guest`;
    await tx`
      insert into need_welfare (id, operation_id, centre_id, kind) select need, op, centre, 'drink' from guest`;
    await tx`
      insert into version (stream_id, seq, kind, id, compartment, centre_id, digest, "row")
      select op, seq, it.kind, it.id, it.compartment, centre, sha256('v'),
        jsonb_build_object('operationId', op, 'centreId', centre, 'id', it.id) || it."row"
      from guest, lateral (values
        ('person', person::text, 'core', jsonb_build_object('reference', reference, 'language', 'vi', 'ageBand', 'adult',
          'presence', ${gone ? 'departed' : 'on_site'}::text, 'zone', null, 'vehicle', null, 'groupId', null, 'flags', '[]'::jsonb, 'arrivedAt', at,
          'undoneAt', null, 'undoneReason', null, 'rowVersion', 1)),
        ('personIdentity', person::text, 'identity', jsonb_build_object('preferredName', name, 'sex', null, 'rowVersion', 1)),
        ('stay', stay::text, 'core', jsonb_build_object('personId', person, 'arrivedAt', at, 'leftAt', null, 'endedAs', null)),
        ('need', need::text, 'welfare', jsonb_build_object('personId', person, 'compartment', 'welfare', 'priority', 'P2',
          'state', ${gone ? 'met' : 'open'}::text, 'holderId', null, 'holder', null, 'alerts', false, 'raisedAt', at,
          'dueAt', at + interval '1 hour', 'acceptedAt', null, 'closedAt', null, 'rowVersion', 1)),
        ('needDetail', need::text, 'welfare', jsonb_build_object('kind', 'drink', 'note', null, 'compartment', 'welfare'))
      ) as it(kind, id, compartment, "row") where it.kind <> 'personIdentity' or name is not null`;
    await tx`update stream set head_seq = head_seq + ${guests} where id = ${operationId}`;
  });
  await settle(sql);
};

/** As a database is some time after: tidied, and with its numbers known to whoever plans a query. */
export const settle = async (sql: Sql): Promise<void> => {
  const one = await sql.reserve();
  try {
    await one`set statement_timeout = 0`;
    await one`vacuum analyze`;
    await one`reset statement_timeout`;
  } finally {
    one.release();
  }
};

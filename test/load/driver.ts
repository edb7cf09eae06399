import { createHash } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import type { Sql } from '../../db/connect.ts';
import type { CheckIn } from './guests.ts';

const hash = (text: string) => createHash('sha256').update(text).digest();

interface Written {
  kind: string;
  compartment: string;
  row: Record<string, unknown>;
}

/** A row as readers are sent it: the database's names, in the form the code has them. */
const asSent = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, it]) => [
      name.replace(/_(.)/g, (_all, letter: string) => letter.toUpperCase()),
      it,
    ]),
  );

const insertPerson = async (tx: TransactionSql, { args, occurredAt }: CheckIn): Promise<Written> => {
  const { operationId, centreId, personId, reference, language, ageBand } = args;
  const [person] = await tx`
    insert into person (id, operation_id, centre_id, reference, language, age_band, presence, zone, vehicle, group_id,
      flags, arrived_at)
    values (${personId}, ${operationId}, ${centreId}, ${reference}, ${language}, ${ageBand}, 'on_site', null, null, null,
      '[]', ${occurredAt})
    on conflict do nothing returning *`;
  return { kind: 'person', compartment: 'core', row: person ?? {} };
};

const insertStay = async (tx: TransactionSql, { id, args, occurredAt }: CheckIn): Promise<Written> => {
  const { operationId, centreId, personId } = args;
  const [stay] = await tx`
    insert into stay (id, operation_id, centre_id, person_id, arrived_at)
    values (${id}, ${operationId}, ${centreId}, ${personId}, ${occurredAt}) on conflict do nothing returning *`;
  return { kind: 'stay', compartment: 'core', row: stay ?? {} };
};

const findSharers = async (tx: TransactionSql, { args: { operationId, reference } }: CheckIn): Promise<void> => {
  await tx`
    select person.*, exists (
      select 1 from held_command where operation_id = ${operationId} and reference = ${reference} and state = 'held')
    from person where operation_id = ${operationId} and reference = ${reference} and undone_at is null`;
};

const insertNeed = async (tx: TransactionSql, { args, occurredAt }: CheckIn): Promise<Written[]> => {
  const { operationId, centreId, personId, needs } = args;
  const needId = needs[0]?.id ?? '';
  const dueAt = new Date(new Date(occurredAt).getTime() + 3_600_000);
  const [[need]] = await Promise.all([
    tx`
      insert into need (id, operation_id, centre_id, person_id, compartment, priority, state, alerts, raised_at, due_at)
      values (${needId}, ${operationId}, ${centreId}, ${personId}, 'welfare', 'P2', 'open', false, ${occurredAt}, ${dueAt})
      on conflict do nothing returning *`,
    tx`
      insert into need_welfare (id, operation_id, centre_id, kind, note)
      values (${needId}, ${operationId}, ${centreId}, 'drink', null) on conflict do nothing returning *`,
  ]);
  const detail = { id: needId, operationId, centreId, kind: 'drink', note: null, compartment: 'welfare' };
  return [
    { kind: 'need', compartment: 'welfare', row: need ?? {} },
    { kind: 'needDetail', compartment: 'welfare', row: detail },
  ];
};

const append = async (tx: TransactionSql, { id, args, occurredAt }: CheckIn, rows: readonly Written[]) => {
  const { operationId, centreId, personId, reference } = args;
  const [head] = await tx`select id, head_seq, head_mac from stream where id = ${operationId} for update`;
  const seq = Number(head?.['head_seq']) + 1;
  const mac = hash(`${String(seq)}`);
  const prev = head?.['head_mac'] as Uint8Array;
  const versions = rows.map(({ row, ...it }) => {
    const sent = asSent(row);
    return { ...it, id: sent['id'], centre_id: centreId, digest: mac.toString('hex'), row: sent };
  });
  const result = JSON.stringify({ personId, reference, flags: [], alreadyHere: false });
  await tx`
    with placed as (
      update stream set head_seq = ${seq}, head_mac = ${mac} where id = ${operationId}
    ), told as (
      insert into event
        (stream_id, seq, command_id, kind, actor_id, device_id, occurred_at, recorded_at, digest, prev, mac)
      values (${operationId}, ${seq}, ${id}, 'people.checkIn', 'bench', null, ${occurredAt}, ${occurredAt}, ${mac}, ${prev}, ${mac})
    ), answered as (
      update receipt set stream_id = ${operationId}, seq = ${seq}, result = ${result} where command_id = ${id}
    )
    insert into version (stream_id, seq, kind, id, compartment, centre_id, digest, "row")
    select ${operationId}::uuid, ${seq}::bigint, v.kind, v.id, v.compartment, v.centre_id, decode(v.digest, 'hex'), v."row"
    from jsonb_to_recordset(${JSON.stringify(versions)}::text::jsonb)
      as v(kind text, id text, compartment text, centre_id uuid, digest text, "row" jsonb)`;
};

/** What a check-in does to the database, with nothing around it: the statements the server sends, in their order. */
export const checkInByHand = async (sql: Sql, guest: CheckIn): Promise<void> => {
  const { id, args, occurredAt } = guest;
  const { operationId, centreId, personId, reference } = args;
  await sql.begin(async (tx) => {
    await tx`
      insert into receipt (command_id, author_id, device_id, name, body_hash, recorded_at)
      values (${id}, 'bench', null, 'people.checkIn', ${hash(id)}, ${occurredAt}) on conflict do nothing returning command_id`;
    await Promise.all([
      tx`select * from centre where id = ${centreId} and operation_id = ${operationId} for share`,
      tx`
        select (
          select count(*) from (
            select 1 from person where centre_id = centre.id and presence = 'on_site' and undone_at is null
            limit centre.places) as here
        ) >= centre.places as full
        from centre where id = ${centreId}`,
      tx`select pg_advisory_xact_lock(hashtextextended(${`${operationId} ${reference}`}, 0))`,
      tx`select * from person where id = ${personId} for update`,
      tx`select value from setting where key = 'needClocks'`,
    ]);
    const [person, stay, , need] = await Promise.all([
      insertPerson(tx, guest),
      insertStay(tx, guest),
      findSharers(tx, guest),
      insertNeed(tx, guest),
    ]);
    await append(tx, guest, [person, stay, ...need]);
  });
};

import { createHash } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import type { Sql } from '../../db/connect.ts';
import type { CheckIn } from './guests.ts';

const hash = (text: string) => createHash('sha256').update(text).digest();

/** The guest's rows, as a server would have worked them out beforehand. */
const rowsOf = ({ id, args, occurredAt }: CheckIn) => {
  const { operationId, centreId, personId, reference, language, ageBand, needs } = args;
  const place = { operation_id: operationId, centre_id: centreId };
  const needId = needs[0]?.id ?? '';
  const dueAt = new Date(new Date(occurredAt).getTime() + 3_600_000).toISOString();
  const state = { presence: 'on_site', flags: [], arrived_at: occurredAt, row_version: 1 };
  const blank = {
    zone: null,
    vehicle: null,
    group_id: null,
    undone_at: null,
    undone_reason: null,
    presence_note: null,
  };
  const paper = { paper_form: null, keyed_at: null, merged_into: null };
  const urgency = { compartment: 'welfare', priority: 'P2', state: 'open', alerts: false, row_version: 1 };
  const nobody = { holder_id: null, holder: null, accepted_at: null, closed_at: null };
  return {
    person: { id: personId, ...place, reference, language, age_band: ageBand, ...state, ...blank, ...paper },
    stay: { id, ...place, person_id: personId, arrived_at: occurredAt, left_at: null, ended_as: null },
    need: { id: needId, ...place, person_id: personId, ...urgency, ...nobody, raised_at: occurredAt, due_at: dueAt },
    needDetail: { id: needId, ...place, kind: 'drink', note: null },
  };
};
type Rows = ReturnType<typeof rowsOf>;

/** A row as readers are sent it: the database's names, in the form the code has them. */
const asSent = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, it]) => [
      name.replace(/_(.)/g, (_all, letter: string) => letter.toUpperCase()),
      it,
    ]),
  );

const askAtDoor = (tx: TransactionSql, { args: { operationId, centreId, personId, reference } }: CheckIn) => tx`
  with here as materialized (
    select id, state, places, sheet_letter from centre where id = ${centreId} and operation_id = ${operationId} for share
  ), held as materialized (
    select ${reference}::text as reference, pg_advisory_xact_lock(hashtextextended(${`${operationId} ${reference}`}, 0))
    from here)
  select state, (
      select count(*) from (
        select 1 from person where centre_id = here.id and presence = 'on_site' and undone_at is null
        limit here.places) as inside
    ) >= here.places as full,
    (select value from setting where key = 'needClocks') as clocks, reference,
    exists (select from person where person.id = ${personId}) as known
  from here, held`;

const insertAll = (tx: TransactionSql, { args: { operationId, reference } }: CheckIn, rows: Rows) => tx`
  with made as (
    insert into person select * from jsonb_populate_recordset(null::person, ${JSON.stringify([rows.person])}::text::jsonb)
    on conflict do nothing returning id
  ), stayed as (
    insert into stay select * from jsonb_populate_recordset(null::stay, ${JSON.stringify([rows.stay])}::text::jsonb)
    on conflict do nothing returning id
  ), needed as (
    insert into need select * from jsonb_populate_recordset(null::need, ${JSON.stringify([rows.need])}::text::jsonb)
    on conflict do nothing returning id
  ), told as (
    insert into need_welfare
    select * from jsonb_populate_recordset(null::need_welfare, ${JSON.stringify([rows.needDetail])}::text::jsonb)
    where id in (select id from needed) on conflict do nothing returning id)
  select array(select id from made), array(select id from stayed), array(select id from needed),
    array(select id from told),
    exists (
      select 1 from person where operation_id = ${operationId} and reference = ${reference} and undone_at is null) as worn,
    exists (
      select 1 from held_command where operation_id = ${operationId} and reference = ${reference} and state = 'held')
      as awaited`;

const takePlace = (tx: TransactionSql, { args: { operationId } }: CheckIn) => tx`
  with turn as materialized (select pg_advisory_xact_lock(hashtextextended(${`stream ${operationId}`}, 0)))
  select head_seq, head_mac from stream where id = ${operationId} and (select count(*) from turn) = 1 for update`;

const append = (tx: TransactionSql, { id, args, occurredAt }: CheckIn, rows: Rows, seq: number, prev: Uint8Array) => {
  const { operationId, centreId, personId, reference } = args;
  const mac = hash(`${String(seq)}`);
  const digest = mac.toString('hex');
  const versions = Object.entries(rows).map(([kind, row]) => ({
    kind,
    id: row.id,
    compartment: kind.startsWith('need') ? 'welfare' : 'core',
    centre_id: centreId,
    digest,
    row: { ...asSent(row), ...(kind === 'needDetail' ? { compartment: 'welfare' } : {}) },
  }));
  const result = JSON.stringify({ personId, reference, flags: [], alreadyHere: false });
  return tx`
    with placed as (
      update stream set head_seq = ${seq}, head_mac = ${mac} where id = ${operationId}
    ), told as (
      insert into event
        (stream_id, seq, command_id, kind, actor_id, device_id, occurred_at, recorded_at, digest, prev, mac)
      values (${operationId}, ${seq}, ${id}, 'people.checkIn', 'bench', null, ${occurredAt}, ${occurredAt}, ${mac}, ${prev}, ${mac})
    ), answered as (
      insert into receipt (command_id, author_id, device_id, name, body_hash, stream_id, seq, result, recorded_at)
      values (${id}, 'bench', null, 'people.checkIn', ${hash(id)}, ${operationId}, ${seq}, ${result}, ${occurredAt})
    )
    insert into version (stream_id, seq, kind, id, compartment, centre_id, digest, "row")
    select ${operationId}::uuid, ${seq}::bigint, v.kind, v.id, v.compartment, v.centre_id, decode(v.digest, 'hex'), v."row"
    from jsonb_to_recordset(${JSON.stringify(versions)}::text::jsonb)
      as v(kind text, id text, compartment text, centre_id uuid, digest text, "row" jsonb)`;
};

/** What a check-in does to the database, with nothing around it: the statements the server sends, in their order. */
export const checkInByHand = async (sql: Sql, guest: CheckIn): Promise<void> => {
  const recorded = await sql.begin(async (tx) => {
    await askAtDoor(tx, guest);
    const rows = rowsOf(guest);
    const [, [head]] = await Promise.all([insertAll(tx, guest, rows), takePlace(tx, guest)]);
    const sent = append(tx, guest, rows, Number(head?.['head_seq']) + 1, head?.['head_mac'] as Uint8Array).execute();
    sent.catch(() => undefined);
    // It goes out with the commit.
    return { sent };
  });
  await recorded.sent;
};

/** What any check-in must do at the least: two rows, and the number of the change. */
export const insertTwo = async (sql: Sql, { id, args, occurredAt }: CheckIn): Promise<void> => {
  const { operationId, centreId, personId, reference, language, ageBand } = args;
  await sql.begin(async (tx) => {
    await Promise.all([
      tx`
        insert into person (id, operation_id, centre_id, reference, language, age_band, presence, arrived_at)
        values (${personId}, ${operationId}, ${centreId}, ${reference}, ${language}, ${ageBand}, 'on_site', ${occurredAt})`,
      tx`
        insert into stay (id, operation_id, centre_id, person_id, arrived_at)
        values (${id}, ${operationId}, ${centreId}, ${personId}, ${occurredAt})`,
      tx`update stream set head_seq = head_seq + 1 where id = ${operationId} returning head_seq`,
    ]);
  });
};

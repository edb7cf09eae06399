import { once } from 'node:events';
import { Socket } from 'node:net';
import { integer, jsonb, pgTable, timestamp } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, send } from '../../db/connect.ts';
import type { FreshDatabase } from '../support/cluster.ts';
import { freshDatabase } from '../support/cluster.ts';

const arrival = pgTable('arrival', {
  id: integer('id').primaryKey(),
  at: timestamp('at', { withTimezone: true }).notNull(),
  facts: jsonb('facts').notNull(),
});
const at = new Date('2026-03-29T00:59:59.123Z');
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  await database.owner`create table arrival (id int primary key, at timestamptz not null, facts jsonb not null)`;
  await database.owner`grant all on arrival to ${database.owner(database.options.username)}`;
});

afterAll(() => database.drop());

test('a time and a set of facts come back as they were written, by either way of asking', async () => {
  const facts = { children: 2, languages: ['ro', 'vi'] };
  await database.db.insert(arrival).values({ id: 1, at, facts });
  await database.sql`insert into arrival values (2, ${at}, ${database.sql.json(facts)})`;
  const plain = await database.sql`select id, at, facts from arrival order by id`;
  const typed = await database.db.select().from(arrival).orderBy(arrival.id);
  expect(plain).toEqual([
    { id: 1, at, facts },
    { id: 2, at, facts },
  ]);
  expect(typed).toEqual([...plain]);
});

test('a count is a number, and one too large for a number is refused rather than rounded', async () => {
  const [row] = await database.sql`select count(*) as people from arrival`;
  expect(typeof row?.['people']).toBe('number');
  await expect(database.sql`select 9007199254740993::bigint as people`).rejects.toThrow('too large');
});

test('what is sent just before a commit is done or undone with it, and what cannot be sent stops the commit', async () => {
  const { db, sql } = database;
  const insert = 'insert into arrival values ($1::text::int, $2, $3::text::jsonb)';
  const said = (id: unknown) =>
    db.transaction(async (tx) => {
      await tx.insert(arrival).values({ id: 70, at, facts: {} });
      return { sent: send(tx, insert, [id as string, at.toISOString(), '{}']) };
    });
  // It breaks on the row before it, when its commit is on the way already.
  await expect((await said('70')).sent).rejects.toThrow('duplicate key');
  await expect(said(Symbol('nothing that can be sent'))).rejects.toThrow('only text');
  expect(await sql`select id from arrival where id >= 70`).toHaveLength(0);
  await (
    await said('71')
  ).sent;
  expect(await sql`select id from arrival where id >= 70 order by id`).toEqual([{ id: 70 }, { id: 71 }]);
});

test('a query that takes too long, or waits too long for a lock, is given up by the server', async () => {
  const usual = connect(database.options, { max: 1 });
  const settings = await usual.sql`
    select name, setting from pg_settings
    where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by name`;
  expect(settings.map((row) => Number(row['setting']))).toEqual([10_000, 5_000, 15_000]);
  await usual.sql.end();
});

/** One connection, so that whoever asks next has the very same. */
const onlyOne = async (work: (sql: FreshDatabase['sql']) => Promise<void>): Promise<void> => {
  const { sql } = connect(database.options, { max: 1 });
  await work(sql).finally(() => sql.end({ timeout: 2 }));
};

const endOf = async (sql: Pick<FreshDatabase['sql'], 'unsafe'>): Promise<void> => {
  const [row] = await sql.unsafe<{ pid: number }[]>('select pg_backend_pid() as pid');
  await database.sql`select pg_terminate_backend(${row?.pid ?? 0})`;
};

test('a transaction whose connection has ended says nothing to whoever has that connection next', async () => {
  await onlyOne(async (sql) => {
    let goOn = (): void => undefined;
    const another = new Promise<void>((resolve) => (goOn = resolve));
    let late: Promise<unknown> = Promise.resolve();
    const ended = sql.begin(async (tx) => {
      await endOf(tx);
      await another;
      late = tx`insert into arrival values (9, ${at}, '{}')`.execute();
      await late;
    });
    await expect(ended).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    await sql.begin(async (tx) => {
      await tx`insert into arrival values (10, ${at}, '{}')`;
      goOn();
      await another;
      await expect(late).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
      // What it says to take itself back has been said by now, if anything is said at all.
      await tx`select 1`;
    });
    const kept = await sql`select id from arrival where id in (9, 10)`;
    expect(kept.map((row) => row['id'])).toEqual([10]);
  });
});

/** One connection whose socket the test holds. `away`: nobody answers. */
const held = (spoil: (socket: Socket, tries: number) => unknown = () => undefined) => {
  const line = { socket: new Socket(), away: false, tries: 0 };
  const reach = (): Socket => {
    line.tries += 1;
    line.socket = new Socket();
    line.socket.connect(line.away ? `${database.options.path}.away` : database.options.path);
    spoil(line.socket, line.tries);
    return line.socket;
  };
  const options = { ...database.options, socket: reach } as FreshDatabase['options'];
  return { line, sql: connect(options, { max: 1 }).sql };
};

test('a connection that ends while something is about to be said on it is opened again like any other', async () => {
  const { sql, line } = held();
  await sql`select 1`;
  // The driver writes a turn later than it is asked, and hears of the end between the two.
  const asked = new Promise<unknown>((resolve, reject) => {
    setTimeout(() => {
      line.socket.destroy();
      setImmediate(() => sql`select 2`.then(resolve, reject));
    });
  });
  await expect(asked).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
  expect([...(await sql`select 3 as it`)]).toEqual([{ it: 3 }]);
  await sql.end({ timeout: 2 });
});

test('a connection that ends while it begins is refused like any other, and nothing is left unheard', async () => {
  const { sql } = held((socket, tries) => {
    const write = socket.write.bind(socket);
    socket.write = ((said: Buffer, ...more: never[]): boolean => {
      // What the driver asks first, by itself.
      if (tries > 1 || !said.includes('pg_type')) return write(said, ...more);
      socket.destroy(new Error('cut'));
      return false;
    }) as Socket['write'];
  });
  await expect(sql`select 1`).rejects.toThrow('cut');
  expect([...(await sql`select 3 as it`)]).toEqual([{ it: 3 }]);
  await sql.end({ timeout: 2 });
});

const ROW = 'D'.charCodeAt(0);
const lastWords = 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0';

/** Where the first row of an answer ends; `null` where there is none. */
const endOfRow = (said: Buffer): number | null => {
  for (let end = 0, kind = 0; end < said.length;) {
    kind = said.readUInt8(end);
    end += 1 + said.readUInt32BE(end + 1);
    if (kind === ROW) return end;
  }
  return null;
};

/** Hears the first row of the next answer, and then that the database ends the connection. */
const cutShort = (socket: Socket): void => {
  const hear = socket.emit.bind(socket);
  const fatal = Buffer.alloc(5);
  fatal.write('E');
  fatal.writeUInt32BE(4 + lastWords.length, 1);
  socket.emit = (event: string | symbol, ...told: unknown[]): boolean => {
    const said = told[0];
    const end = event === 'data' && Buffer.isBuffer(said) ? endOfRow(said) : null;
    if (end === null) return hear(event, ...told);
    hear('data', Buffer.concat([(said as Buffer).subarray(0, end), fatal, Buffer.from(lastWords)]));
    socket.destroy();
    return true;
  };
};

test('half an answer of a connection that has ended is no part of the next answer', async () => {
  const { sql, line } = held();
  await sql`select 1`;
  cutShort(line.socket);
  await expect(sql`select 2`).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
  expect([...(await sql`select 3 as it`)]).toEqual([{ it: 3 }]);
  expect([...(await sql`select 4 as it`)]).toEqual([{ it: 4 }]);
  await sql.end({ timeout: 2 });
});

test('nor is half an answer to what the driver asks for itself as a connection begins', async () => {
  const { sql } = held((socket, tries) => tries === 1 && cutShort(socket));
  expect([...(await sql`select 1 as it`)]).toEqual([{ it: 1 }]);
  expect([...(await sql`select 2 as it`)]).toEqual([{ it: 2 }]);
  await sql.end({ timeout: 2 });
});

test('a question asked as a connection fails is refused, and no other’s answer is taken for its own', async () => {
  const { sql, line } = held();
  await sql`select 1`;
  const { socket } = line;
  const first = sql`select pg_sleep(30)`.then(
    () => 'answered',
    (error: Error) => error.message,
  );
  // The driver has asked once this has gone round.
  await new Promise((resolve) => setImmediate(resolve));
  socket.emit('error', new Error('reset'));
  expect(await first).toBe('reset');
  const second = sql`select 2 as it`.execute();
  await Promise.resolve();
  await Promise.resolve();
  socket.emit('close', true);
  socket.destroy();
  await expect(second).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
  expect([...(await sql`select 3 as it`)]).toEqual([{ it: 3 }]);
  expect([...(await sql`select 4 as it`)]).toEqual([{ it: 4 }]);
  await sql.end({ timeout: 2 });
});

test('a question put to a connection that has ended is refused, and ends nothing else', async () => {
  const { sql, line } = held();
  const reserved = await sql.reserve();
  const closed = once(line.socket, 'close');
  line.socket.destroy();
  await closed;
  await expect(reserved`select 1`).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
  await sql.end({ timeout: 0 });
});

test('who listens goes on listening after a database that was away', async () => {
  const { sql, line } = held();
  const heard: string[] = [];
  const times = { listening: 0 };
  await sql.listen(
    'door',
    (words) => heard.push(words),
    () => (times.listening += 1),
  );
  line.away = true;
  line.socket.destroy();
  const { tries } = line;
  await expect.poll(() => line.tries).toBeGreaterThan(tries + 1);
  line.away = false;
  await expect.poll(() => times.listening).toBe(2);
  await database.sql`select pg_notify('door', 'a coach is here')`;
  await expect.poll(() => heard).toEqual(['a coach is here']);
  await sql.end({ timeout: 2 });
});

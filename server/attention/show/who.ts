import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { attention } from '../../../db/schema/attention.ts';
import { quarantinedItem } from '../../../db/schema/tablets.ts';
import { event, receipt, version } from '../../../db/schema/engine.ts';
import { stay } from '../../../db/schema/people.ts';
import { usersById } from '../../access/placed.ts';
import { believe } from '../../engine/claims.ts';
import type { Reader } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';
import { devicesById } from '../intake/place.ts';
import { together } from '../../engine/together.ts';
import { nameHere } from './named.ts';
import type { Subject } from '../../engine/description.ts';
import { releaseQuarantined } from '../../../shared/attention.ts';

/** As a side is headed: `Desk 1, Meera S.` */
export const whoIs = async (reader: Reader, authorId: string | null, deviceId: string | null): Promise<string> => {
  const [[named], [tablet]] = await together([
    authorId ? usersById(reader, authorId) : [],
    deviceId ? devicesById(reader, deviceId) : [],
  ]);
  const parts = [tablet?.label, named?.name].filter((it) => it !== undefined);
  return parts.length > 0 ? parts.join(', ') : 'Not known';
};

type Came = Pick<typeof quarantinedItem.$inferSelect, 'operationId' | 'deviceId' | 'sentBy' | 'authorId'>;

/** How it came in, not who said it: `Tablet 1`, `Tablet 1, open for Meera S.`, `the account of R. Iqbal`. */
export const whoCame = async (reader: Reader, { operationId, deviceId, sentBy, authorId }: Came): Promise<string> => {
  const account = sentBy ?? (deviceId === null ? authorId : null);
  const name = account && operationId && (await nameHere(reader, operationId, account));
  if (deviceId !== null) return `${await whoIs(reader, null, deviceId)}${name ? `, open for ${name}` : ''}`;
  return name ? `the account of ${name}` : 'Not known';
};

/** Whom to name for a quarantined item: its author where that is proven, else how it came in. */
export const senderNamed = async (reader: Reader, kept: Came): Promise<string> => {
  if (kept.authorId !== null) return whoIs(reader, kept.authorId, kept.deviceId);
  return (await whoCame(reader, kept)).replace(/^the account/, 'Account');
};

const releasedAs = finder(
  (reader, ids) =>
    reader
      .select({ kept: quarantinedItem, as: attention.retriedAs })
      .from(attention)
      .innerJoin(quarantinedItem, eq(quarantinedItem.commandId, attention.commandId))
      .where(and(inArray(attention.retriedAs, ids), eq(attention.settledAs, 'released'))),
  ({ as }) => as ?? '',
);

/** The author of a change that somebody let in; `null` where it came the usual way. */
const releasedFrom = async (reader: Reader, commandId: string): Promise<string | null> => {
  const [found] = await releasedAs(reader, commandId);
  return found ? senderNamed(reader, found.kept) : null;
};

const written = { n: sql<number>`(${version.row}->>'rowVersion')::int` };

interface By {
  who: string;
  at: string | null;
}

/** `Tablet 1, let in by Maya Manager`. */
const withLetIn = async (reader: Reader, { commandId, name }: { commandId: string; name: string }, by: string) => {
  const sender = name === releaseQuarantined.name ? await releasedFrom(reader, commandId) : null;
  return sender ? `${sender}, let in by ${by}` : by;
};

const firstWriters = finder(
  (reader, keys) =>
    reader
      .selectDistinctOn([version.streamId, version.kind, version.id, written.n], {
        streamId: version.streamId,
        kind: version.kind,
        id: version.id,
        rowVersion: written.n,
        commandId: event.commandId,
        name: event.kind,
        actorId: event.actorId,
        deviceId: event.deviceId,
        claimed: event.occurredAt,
        heard: event.recordedAt,
        began: sql<string>`(select e.recorded_at from ${event} e where e.stream_id = ${version.streamId} and e.seq = 1)`,
      })
      .from(version)
      .innerJoin(event, and(eq(event.streamId, version.streamId), eq(event.seq, version.seq)))
      .where(
        sql`(${version.streamId}, ${version.kind}, ${version.id}, ${written.n}) in (
          select (k->>0)::uuid, k->>1, k->>2, (k->>3)::int
          from jsonb_array_elements(${`[${keys.join(',')}]`}::text::jsonb) k)`,
      )
      .orderBy(version.streamId, version.kind, version.id, written.n, asc(version.seq)),
  (it) => JSON.stringify([it.streamId, it.kind, it.id, it.rowVersion]),
);

/** Who made the record what it is now, and when. */
export const lastChange = async (reader: Reader, operationId: string, it: Subject): Promise<By> => {
  const [found] = await firstWriters(reader, JSON.stringify([operationId, it.kind, it.id, it.rowVersion]));
  if (!found) return { who: 'Now', at: null };
  const by = await whoIs(reader, found.actorId, found.deviceId);
  const { occurredAt } = believe(found.claimed, found.heard, new Date(found.began));
  return { who: await withLetIn(reader, found, by), at: occurredAt.toISOString() };
};

const checkInsByPerson = finder(
  (reader, ids) =>
    reader
      .select({
        personId: stay.personId,
        commandId: receipt.commandId,
        name: receipt.name,
        authorId: receipt.authorId,
        deviceId: receipt.deviceId,
      })
      .from(stay)
      .innerJoin(receipt, eq(receipt.commandId, stay.id))
      .where(inArray(stay.personId, ids))
      .orderBy(asc(stay.arrivedAt), desc(stay.id)),
  ({ personId }) => personId,
);

/** Who checked a guest in first. */
export const checkedInBy = async (reader: Reader, personId: string): Promise<string> => {
  const [found] = await checkInsByPerson(reader, personId);
  return found ? withLetIn(reader, found, await whoIs(reader, found.authorId, found.deviceId)) : 'Not known';
};

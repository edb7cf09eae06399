import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { attention } from '../../../db/schema/attention.ts';
import { device, quarantinedItem } from '../../../db/schema/tablets.ts';
import { event, receipt, version } from '../../../db/schema/engine.ts';
import { stay } from '../../../db/schema/people.ts';
import { user } from '../../../db/schema/users.ts';
import type { Reader } from '../../engine/deps.ts';
import { nameHere } from './named.ts';
import type { Subject } from '../../engine/telling.ts';
import { releaseQuarantined } from '../../../shared/attention.ts';

/** As a side is headed: `Desk 1, Meera S.` */
export const whoIs = async (reader: Reader, authorId: string | null, deviceId: string | null): Promise<string> => {
  const [named] = authorId ? await reader.select({ name: user.name }).from(user).where(eq(user.id, authorId)) : [];
  const [tablet] = deviceId
    ? await reader
        .select({ label: device.label })
        .from(device)
        .where(sql`${device.id}::text = ${deviceId}`)
    : [];
  const parts = [tablet?.label, named?.name].filter((it) => it !== undefined);
  return parts.length > 0 ? parts.join(', ') : 'Not known';
};

type Came = Pick<typeof quarantinedItem.$inferSelect, 'operationId' | 'deviceId' | 'sentBy' | 'authorId'>;

/** How it came in: `Tablet 1`, `Tablet 1, open for Meera S.`, `the account of R. Iqbal`. Not who said it. */
export const whoCame = async (reader: Reader, { operationId, deviceId, sentBy, authorId }: Came): Promise<string> => {
  const account = sentBy ?? (deviceId === null ? authorId : null);
  const name = account && operationId && (await nameHere(reader, operationId, account));
  if (deviceId !== null) return `${await whoIs(reader, null, deviceId)}${name ? `, open for ${name}` : ''}`;
  return name ? `the account of ${name}` : 'Not known';
};

/** Who is to be named for what was kept sealed: its author where that is proven, else how it came in. */
export const whoSaid = async (reader: Reader, kept: Came): Promise<string> => {
  if (kept.authorId !== null) return whoIs(reader, kept.authorId, kept.deviceId);
  return (await whoCame(reader, kept)).replace(/^the account/, 'Account');
};

/** Of a change that somebody let in: who said it, not only who let it in. */
const letIn = async (reader: Reader, commandId: string): Promise<string | null> => {
  const [found] = await reader
    .select({ kept: quarantinedItem })
    .from(attention)
    .innerJoin(quarantinedItem, eq(quarantinedItem.commandId, attention.commandId))
    .where(and(eq(attention.retriedAs, commandId), eq(attention.settledAs, 'released')));
  return found ? whoSaid(reader, found.kept) : null;
};

interface By {
  who: string;
  at: string | null;
}

/** `Tablet 1, let in by Maya Manager`. */
const withLetIn = async (reader: Reader, { commandId, name }: { commandId: string; name: string }, by: string) => {
  const said = name === releaseQuarantined.name ? await letIn(reader, commandId) : null;
  return said ? `${said}, let in by ${by}` : by;
};

/** Who last made the record what it is now, and when. Marks that Haven makes change no version. */
export const lastChange = async (reader: Reader, operationId: string, it: Subject): Promise<By> => {
  const [found] = await reader
    .select({
      commandId: event.commandId,
      name: event.kind,
      actorId: event.actorId,
      deviceId: event.deviceId,
      at: event.occurredAt,
    })
    .from(version)
    .innerJoin(event, and(eq(event.streamId, version.streamId), eq(event.seq, version.seq)))
    .where(
      and(
        eq(version.streamId, operationId),
        eq(version.kind, it.kind),
        eq(version.id, it.id),
        sql`(${version.row}->>'rowVersion')::int = ${it.rowVersion}`,
      ),
    )
    .orderBy(asc(version.seq))
    .limit(1);
  if (!found) return { who: 'Now', at: null };
  const by = await whoIs(reader, found.actorId, found.deviceId);
  return { who: await withLetIn(reader, found, by), at: found.at.toISOString() };
};

/** Who checked a guest in; the first of those who did. */
export const checkedInBy = async (reader: Reader, personId: string): Promise<string> => {
  const [found] = await reader
    .select({
      commandId: receipt.commandId,
      name: receipt.name,
      authorId: receipt.authorId,
      deviceId: receipt.deviceId,
    })
    .from(stay)
    .innerJoin(receipt, eq(receipt.commandId, stay.id))
    .where(eq(stay.personId, personId))
    .orderBy(asc(stay.arrivedAt), desc(stay.id))
    .limit(1);
  return found ? withLetIn(reader, found, await whoIs(reader, found.authorId, found.deviceId)) : 'Not known';
};

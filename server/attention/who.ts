import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { device } from '../../db/schema/devices.ts';
import { event, receipt, version } from '../../db/schema/engine.ts';
import { stay } from '../../db/schema/people.ts';
import { user } from '../../db/schema/users.ts';
import type { Reader } from '../deps.ts';
import type { Subject } from './subject.ts';

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

interface By {
  who: string;
  at: string | null;
}

/** Who last made the record what it is now, and when. Marks that Haven makes change no version. */
export const lastChange = async (reader: Reader, operationId: string, it: Subject): Promise<By> => {
  const [found] = await reader
    .select({ actorId: event.actorId, deviceId: event.deviceId, at: event.occurredAt })
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
  return { who: await whoIs(reader, found.actorId, found.deviceId), at: found.at.toISOString() };
};

/** Who checked a guest in; the first of those who did. */
export const checkedInBy = async (reader: Reader, personId: string): Promise<string> => {
  const [found] = await reader
    .select({ authorId: receipt.authorId, deviceId: receipt.deviceId })
    .from(stay)
    .innerJoin(receipt, eq(receipt.commandId, stay.id))
    .where(eq(stay.personId, personId))
    .orderBy(asc(stay.arrivedAt), desc(stay.id))
    .limit(1);
  return found ? whoIs(reader, found.authorId, found.deviceId) : 'Not known';
};

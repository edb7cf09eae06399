import { and, asc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { attention } from '../../db/schema/attention.ts';
import { device } from '../../db/schema/tablets.ts';
import { isSilent, minutesUnheard } from '../../shared/silence.ts';
import type { Tx } from '../engine/deps.ts';
import type { Missing } from './guards.ts';

type Tablet = Pick<typeof device.$inferSelect, 'label' | 'lastSeenAt' | 'waiting'>;

const tabletsAt = (tx: Tx, centreId: string): Promise<Tablet[]> =>
  tx
    .select({ label: device.label, lastSeenAt: device.lastSeenAt, waiting: device.waiting })
    .from(device)
    .where(and(eq(device.centreId, centreId), isNull(device.revokedAt), isNotNull(device.lastSeenAt)))
    .orderBy(asc(device.label), asc(device.id));

const sinceWords = (minutes: number): string => {
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 2880 ? `${Math.floor(minutes / 60)} hours` : `${Math.floor(minutes / 1440)} days`;
};

const silent = ({ label, lastSeenAt }: Tablet, now: Date): Missing[] => {
  if (!lastSeenAt || !isSilent(lastSeenAt, now)) return [];
  const words = `${label} has not been heard from for ${sinceWords(minutesUnheard(lastSeenAt, now))}. It may hold work that was never sent`;
  return [{ code: 'tablet_silent', words, public: 'a tablet had not been heard from' }];
};

const unsent = ({ label, waiting }: Tablet): Missing[] => {
  if (waiting === 0) return [];
  const words = `${label} still has ${waiting} ${waiting === 1 ? 'thing' : 'things'} to send`;
  return [{ code: 'tablet_unsent', words, public: 'a tablet still had something to send' }];
};

const unsettled = async (tx: Tx, centreId: string): Promise<Missing[]> => {
  const [found] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(attention)
    // A clock to be set is nothing left of anybody's.
    .where(and(eq(attention.centreId, centreId), isNull(attention.settledAt), ne(attention.kind, 'clock')));
  const n = found?.n ?? 0;
  if (n === 0) return [];
  const words = `${n} ${n === 1 ? 'thing needs' : 'things need'} attention`;
  return [{ code: 'attention_open', words, public: 'something was left to sort out' }];
};

/** Work at a centre that has not come in, or that nobody has sorted out. What comes in after closing is accepted and flagged. */
export const outstandingWork = async (tx: Tx, centreId: string, now: Date): Promise<Missing[]> => {
  const tablets = await tabletsAt(tx, centreId);
  return [...tablets.flatMap((it) => [...silent(it, now), ...unsent(it)]), ...(await unsettled(tx, centreId))];
};

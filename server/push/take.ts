import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { receipt } from '../../db/schema/engine.ts';
import { operation } from '../../db/schema/operations.ts';
import type { QuarantineReason } from '../../db/schema/devices.ts';
import type { PushAnswer } from '../../shared/push.ts';
import { uuid } from '../../shared/primitives.ts';
import type { ProblemBody } from '../../shared/problems.ts';
import { sealedItem, type SealedItem } from '../../shared/sealing.ts';
import { onRefused } from '../attention/raise.ts';
import { submit } from '../command/submit.ts';
import type { Outcome } from '../command/receipts.ts';
import type { Deps } from '../deps.ts';
import { openItem } from './opened.ts';
import { quarantine } from './quarantine.ts';
import { authorOf, type Sender } from './sender.ts';

/** Only the id is believed of what is not well made. */
export const anyItem = z.looseObject({ id: uuid });
export type AnyItem = z.infer<typeof anyItem>;

const answerOf = (id: string, outcome: Outcome): PushAnswer =>
  outcome.ok
    ? { id, as: 'accepted', seq: outcome.seq, result: outcome.result, replay: outcome.replay }
    : { id, as: 'refused', problem: outcome.problem, replay: outcome.replay };

/** What it was answered before it could no longer be tried: the tablet was taken out of use after the answer was lost. */
const answeredBefore = async ({ db }: Deps, item: SealedItem): Promise<PushAnswer | null> => {
  const [known] = await db
    .select()
    .from(receipt)
    .where(and(eq(receipt.commandId, item.id), eq(receipt.authorId, item.authorId)));
  if (!known || known.deviceId !== item.deviceId) return null;
  if (known.problem) {
    return { id: item.id, as: 'refused', problem: known.problem as unknown as ProblemBody, replay: true };
  }
  return { id: item.id, as: 'accepted', seq: known.seq ?? 0, result: known.result, replay: true };
};

/** The operation whose leads are to look: the tablet's own, else the one it was sealed to. */
const operationOf = async ({ db }: Deps, item: AnyItem, { tablet }: Sender): Promise<string | null> => {
  if (tablet) return tablet.operationId;
  const keyId = uuid.safeParse(item['keyId']).data;
  if (!keyId) return null;
  const [found] = await db.select({ id: operation.id }).from(operation).where(eq(operation.id, keyId));
  return found?.id ?? null;
};

/** Keeps it sealed, for a manager to look at. */
export const setAside = async (
  deps: Deps,
  sealed: AnyItem,
  sender: Sender,
  reason: QuarantineReason,
): Promise<PushAnswer> => {
  const { tablet, actor } = sender;
  const item = sealedItem.safeParse(sealed).data;
  const before = item && (await answeredBefore(deps, item));
  if (before) return before;
  const operationId = await operationOf(deps, sealed, sender);
  const where = { operationId, centreId: tablet?.centreId ?? null, deviceId: tablet?.id ?? null };
  const authorId = item?.authorId ?? actor?.userId ?? null;
  await quarantine(deps, { id: sealed.id, ...where, authorId, sealed, reason });
  return { id: sealed.id, as: 'quarantined' };
};

/**
 * Opens one item and runs it as whoever said it.
 * @param attended an open form shows its refusal, so nobody else need be told
 * @throws what is no answer to it: the database is away, the server is stopping
 */
export const takeItem = async (deps: Deps, sealed: AnyItem, sender: Sender, attended: boolean): Promise<PushAnswer> => {
  const item = sealedItem.safeParse(sealed).data;
  if (!item) return setAside(deps, sealed, sender, 'malformed');
  const author = await authorOf(deps, item, sender);
  if (typeof author === 'string') return setAside(deps, sealed, sender, author);
  const said = await openItem(deps, item);
  if (typeof said === 'string') return setAside(deps, sealed, sender, said);
  const outcome = await submit({ id: item.id, ...said }, author, deps);
  if (!outcome.ok && !attended) {
    await onRefused(deps, author, said.name, { id: item.id, ...said }, outcome.problem);
  }
  return answerOf(item.id, outcome);
};

import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { receipt, refusedCommand } from '../../../db/schema/engine.ts';
import { operation } from '../../../db/schema/operations.ts';
import { quarantinedItem, type QuarantineReason } from '../../../db/schema/tablets.ts';
import type { PushAnswer } from '../../../shared/push.ts';
import { uuid } from '../../../shared/primitives.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import type { Grant } from '../../../shared/roles.ts';
import { sealedItem, type SealedItem } from '../../../shared/sealing.ts';
import { askToSetClock } from './clocks.ts';
import { placeOfTablet } from './place.ts';
import { belongs, onRefused } from './raise.ts';
import { isUnavailable } from '../../engine/databaseErrors.ts';
import { answeredSeq } from '../../engine/receipts.ts';
import { submit } from '../../engine/submit.ts';
import type { Deps } from '../../engine/deps.ts';
import { tabletGrants } from '../../access/tabletUsers.ts';
import { openItem } from './opened.ts';
import { quarantine } from './quarantine.ts';
import { isSameItem } from './spent.ts';
import { authorOf, isAuthors, rightsOfSender, type Sender } from './sender.ts';

/** Only the id is believed of what is not well made. */
export const anyItem = z.looseObject({ id: uuid });
export type AnyItem = z.infer<typeof anyItem>;

const unlisted = (isListed: boolean): { listed?: false } => (isListed ? {} : { listed: false });

type Known = typeof receipt.$inferSelect;

const receiptOf = async ({ db }: Deps, item: SealedItem): Promise<Known | null> => {
  const [known] = await db
    .select()
    .from(receipt)
    .where(and(eq(receipt.commandId, item.id), eq(receipt.authorId, item.authorId)));
  return known && known.deviceId === item.deviceId ? known : null;
};

/** Makes sure its refusal is on a list: the server may have stopped before it was, or a form may not have shown it. */
const raiseKept = async (deps: Deps, known: Known, problem: ProblemBody): Promise<boolean> => {
  const { commandId: id, authorId: userId, deviceId, name } = known;
  const [refused] = await deps.db.select().from(refusedCommand).where(eq(refusedCommand.commandId, id));
  const author = { userId, name: '', deviceId, grants: [] };
  return refused ? onRefused(deps, author, name, { ...refused, id }, problem) : false;
};

/** The answer it had before: the tablet was taken out of use after that answer was lost. */
const answeredBefore = async (deps: Deps, item: SealedItem, attended: boolean): Promise<PushAnswer | null> => {
  const known = await receiptOf(deps, item);
  if (!known) return null;
  const { id } = item;
  if (!known.problem)
    return { id, as: 'accepted', seq: answeredSeq(known.streamId, known.seq), result: known.result, replay: true };
  const problem = known.problem as unknown as ProblemBody;
  const isListed = attended || (await raiseKept(deps, known, problem));
  return { id, as: 'refused', problem, replay: true, ...unlisted(isListed) };
};

/** Where our own defect keeps a refusal from being raised, the item is set aside as it came. */
const unlessDefect = <T>(reason: QuarantineReason, ask: () => Promise<T>): Promise<T | null> =>
  ask().catch((error: unknown) => {
    if (reason !== 'defect' || isUnavailable(error)) throw error;
    return null;
  });

/** This very item waits for a person, or one has seen to it: it must not be run behind their back, though it could be by now. */
const isSetAside = async ({ db }: Deps, item: SealedItem): Promise<boolean> => {
  const [known] = await db.select().from(quarantinedItem).where(eq(quarantinedItem.commandId, item.id));
  return known !== undefined && isSameItem(known.sealed, item);
};

/** The operation whose leads are to look: the tablet's own, else the one it was sealed to, if its sender ever had a role there. */
const operationOf = async ({ db }: Deps, item: AnyItem, { tablet, actor }: Sender): Promise<string | null> => {
  if (tablet) return tablet.operationId;
  const keyId = uuid.safeParse(item['keyId']).data;
  if (!keyId || !actor || !(await belongs(db, actor, keyId))) return null;
  const [found] = await db.select({ id: operation.id }).from(operation).where(eq(operation.id, keyId));
  return found?.id ?? null;
};

interface Home {
  operationId: string | null;
  centreId: string | null;
  deviceId: string | null;
  /** What whoever handed it in may do there. */
  grants: readonly Grant[] | null;
  /** Whose session handed it in there. */
  sentBy: string | null;
}

const homeOfSender = async (deps: Deps, sealed: AnyItem, sender: Sender): Promise<Home> => {
  const { tablet, actor } = sender;
  const operationId = await operationOf(deps, sealed, sender);
  const grants = operationId ? rightsOfSender(sender, operationId) : null;
  const sentBy = actor?.userId ?? null;
  return { operationId, centreId: tablet?.centreId ?? null, deviceId: tablet?.id ?? null, grants, sentBy };
};

/**
 * Where it belongs. A proven item goes where it was written: to the place of its tablet, even if another tablet hands it
 * in, or to the account's, whatever tablet that was signed in on. Anything else goes with its sender.
 */
const homeOf = async (deps: Deps, sealed: AnyItem, proven: SealedItem | null, sender: Sender): Promise<Home> => {
  if (proven?.deviceId === null) return homeOfSender(deps, sealed, { ...sender, tablet: null });
  if (!proven || proven.deviceId === sender.tablet?.id) return homeOfSender(deps, sealed, sender);
  const place = await placeOfTablet(deps.db, proven.deviceId);
  // Whoever has the sending tablet open has no part in it.
  if (place) return { ...place, deviceId: proven.deviceId, grants: tabletGrants(place), sentBy: null };
  return homeOfSender(deps, sealed, sender);
};

/** Keeps it sealed, for a manager to look at. */
export const setAside = async (
  deps: Deps,
  sealed: AnyItem,
  sender: Sender,
  reason: QuarantineReason,
  attended = false,
): Promise<PushAnswer> => {
  const item = sealedItem.safeParse(sealed).data;
  const proven = item !== undefined && (await isAuthors(deps, item, sender));
  const before = proven && (await unlessDefect(reason, () => answeredBefore(deps, item, attended)));
  if (before) return before;
  const { grants: sentGrants, ...home } = await homeOf(deps, sealed, proven ? item : null, sender);
  // An unproven name is not kept: a lead would take it for the author's, and let it in as theirs.
  const authorId = proven ? item.authorId : null;
  await quarantine(deps, { id: sealed.id, ...home, authorId, sentGrants, sealed, reason });
  return { id: sealed.id, as: 'quarantined', ...unlisted(home.operationId !== null) };
};

/**
 * Opens one item and runs it as its author.
 * @param attended an open form shows its refusal, so it need not be raised
 * @throws where it cannot be answered now: the database is away, the server is stopping
 */
export const takeItem = async (deps: Deps, sealed: AnyItem, sender: Sender, attended: boolean): Promise<PushAnswer> => {
  const item = sealedItem.safeParse(sealed).data;
  if (!item) return setAside(deps, sealed, sender, 'malformed');
  const author = await authorOf(deps, item, sender);
  if (typeof author === 'string') return setAside(deps, sealed, sender, author, attended);
  if (await isSetAside(deps, item)) return setAside(deps, sealed, sender, 'defect', attended);
  const command = await openItem(deps, item);
  if (typeof command === 'string') return setAside(deps, sealed, sender, command);
  const outcome = await submit({ id: item.id, ...command }, author, deps);
  const { id } = item;
  if (outcome.ok && sender.clockIsRight !== true)
    await askToSetClock(deps, author, { id, ...command }, author.deviceId === null ? (sender.computer ?? null) : null);
  if (outcome.ok) return { id, as: 'accepted', seq: outcome.seq, result: outcome.result, replay: outcome.replay };
  const { problem, replay } = outcome;
  const isListed = attended || (await onRefused(deps, author, command.name, { id, ...command }, problem));
  return { id, as: 'refused', problem, replay, ...unlisted(isListed) };
};

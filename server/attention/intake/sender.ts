import type { QuarantineReason } from '../../../db/schema/tablets.ts';
import { type Grant, grantsWithin } from '../../../shared/roles.ts';
import { authorKeyFrom, isProven, type SealedItem } from '../../../shared/sealing.ts';
import type { Actor } from '../../engine/actor.ts';
import type { Deps } from '../../engine/deps.ts';
import { tabletGrants, tabletUserAt } from '../../access/tabletUsers.ts';
import type { Tablet } from '../../access/tablet.ts';
import { authorKeyOf } from '../../tablets/unlock.ts';

/** Who hands in: a tablet, an account, or both at once. */
export interface Sender {
  tablet: Tablet | null;
  actor: Actor | null;
  /** What the device says of its own clock; `null`, or left out, where it says nothing. */
  clockIsRight?: boolean | null;
  /** By what to know the computer of an account again; `null`, or left out, where nothing tells. */
  computer?: string | null;
}

/** What the sender may do there. A tablet may do what a volunteer of its centre may, whoever holds it. */
export const rightsOfSender = ({ tablet, actor }: Sender, operationId: string): readonly Grant[] =>
  tablet ? tabletGrants(tablet) : grantsWithin(actor?.grants ?? [], operationId);

type Author = Actor | QuarantineReason;

const isOwnProof = async (deps: Deps, item: SealedItem, deviceId: string): Promise<boolean> => {
  const key = await authorKeyFrom(authorKeyOf(deps, deviceId, item.authorId));
  return isProven(key, item).catch(() => false);
};

const isOwnAccount = ({ authorId }: SealedItem, { actor }: Sender): boolean =>
  actor !== null && actor.deviceId === null && actor.userId === authorId;

/** Did its named author write it? Proven by their key on the tablet it was written on, else by their own session. */
export const isAuthors = async (deps: Deps, item: SealedItem, sender: Sender): Promise<boolean> =>
  item.deviceId === null ? isOwnAccount(item, sender) : isOwnProof(deps, item, item.deviceId);

const isRevoked = async ({ sql }: Deps, deviceId: string): Promise<boolean> => {
  const rows = await sql`select 1 from device where id = ${deviceId} and revoked_at is null`;
  return rows.length === 0;
};

/** The volunteer who wrote it, with what they may do now: not whoever holds the tablet while it is sent. */
const userOn = async (deps: Deps, item: SealedItem, tablet: Tablet): Promise<Author> => {
  // Asked for each item: the tablet may be taken out of use while it hands in.
  const [revoked, user] = await Promise.all([isRevoked(deps, tablet.id), tabletUserAt(deps, tablet, item.authorId)]);
  // Checked first: whoever has a tablet that was taken out of use can write anything.
  if (!(await isOwnProof(deps, item, tablet.id))) return 'unproven';
  if (revoked) return 'revoked';
  if (!user) return 'no_grant';
  const { userId, name, email } = user;
  return { userId, name, email, sessionId: '', deviceId: tablet.id, grants: tabletGrants(tablet) };
};

/** The actor an item is run as, or why it goes into quarantine. */
export const authorOf = async (deps: Deps, item: SealedItem, sender: Sender): Promise<Author> => {
  const { tablet, actor } = sender;
  if (item.deviceId !== null) {
    return tablet?.id === item.deviceId ? userOn(deps, item, tablet) : 'other_device';
  }
  return actor !== null && isOwnAccount(item, sender) ? actor : 'other_account';
};

import type { QuarantineReason } from '../../../db/schema/tablets.ts';
import { type Grant, grantsWithin } from '../../../shared/roles.ts';
import { authorKeyFrom, isProven, type SealedItem } from '../../../shared/sealing.ts';
import type { Actor } from '../../engine/actor.ts';
import type { Deps } from '../../engine/deps.ts';
import { tabletGrants, tabletUserAt } from '../../access/tabletUsers.ts';
import type { Tablet } from '../../access/tablet.ts';
import { authorKeyOf } from '../../tablets/unlock.ts';

/** Who hands in: a tablet, whoever holds it, or an account, or both at once. */
export interface Sender {
  tablet: Tablet | null;
  actor: Actor | null;
}

/** What whoever hands in may do there: by a tablet, a volunteer of its centre, whoever holds it. */
export const sendersRights = ({ tablet, actor }: Sender, operationId: string): readonly Grant[] =>
  tablet ? tabletGrants(tablet) : grantsWithin(actor?.grants ?? [], operationId);

type Author = Actor | QuarantineReason;

const isOwnProof = async (deps: Deps, item: SealedItem, deviceId: string): Promise<boolean> => {
  const key = await authorKeyFrom(authorKeyOf(deps, deviceId, item.authorId));
  return isProven(key, item).catch(() => false);
};

const isOwnAccount = ({ authorId }: SealedItem, { actor }: Sender): boolean =>
  actor !== null && actor.deviceId === null && actor.userId === authorId;

/** Did its named author say it? By their key on the tablet where it was said, else by their own session. */
export const isAuthors = async (deps: Deps, item: SealedItem, sender: Sender): Promise<boolean> =>
  item.deviceId === null ? isOwnAccount(item, sender) : isOwnProof(deps, item, item.deviceId);

const isRevoked = async ({ sql }: Deps, deviceId: string): Promise<boolean> => {
  const rows = await sql`select 1 from device where id = ${deviceId} and revoked_at is null`;
  return rows.length === 0;
};

/** The volunteer who said it, with what they may do now: not who holds the tablet while it is sent. */
const userOn = async (deps: Deps, item: SealedItem, tablet: Tablet): Promise<Author> => {
  // Asked for each item: it may be taken out of use while it hands in.
  const [revoked, user] = await Promise.all([isRevoked(deps, tablet.id), tabletUserAt(deps, tablet, item.authorId)]);
  // First: whoever has a tablet out of use may write anything.
  if (!(await isOwnProof(deps, item, tablet.id))) return 'unproven';
  if (revoked) return 'revoked';
  if (!user) return 'no_grant';
  const { userId, name, email } = user;
  return { userId, name, email, sessionId: '', deviceId: tablet.id, grants: tabletGrants(tablet) };
};

/** As whom an item is to be run, or why nobody can say. */
export const authorOf = async (deps: Deps, item: SealedItem, sender: Sender): Promise<Author> => {
  const { tablet, actor } = sender;
  if (item.deviceId !== null) {
    return tablet?.id === item.deviceId ? userOn(deps, item, tablet) : 'other_device';
  }
  return actor !== null && isOwnAccount(item, sender) ? actor : 'other_account';
};

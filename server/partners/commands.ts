import { eq } from 'drizzle-orm';
import { partner, partnerCapacity } from '../../db/schema/partners.ts';
import { archivePartner, capacityKey, saveCapacity, savePartner } from '../../shared/partners/contract.ts';
import { Problem } from '../../shared/problems.ts';
import { command, REGISTERS } from '../engine/define.ts';
import type { Tx } from '../engine/deps.ts';
import { nextVersion, refuseStale } from '../engine/rows.ts';
import { refuseFields } from '../venues/check.ts';
import { checkHours } from '../venues/openingHours.ts';
import { lockCodes } from './write.ts';

const register = { stream: () => REGISTERS, createsStream: true, where: 'registers' } as const;

type Seen = { rowVersion: number } | undefined;

const refuseUnlessSeen = (kind: 'partner' | 'capacity', held: Seen, baseVersion: number | null): void => {
  if (held === undefined && baseVersion !== null) throw new Problem('not-found');
  refuseStale(kind, held, baseVersion);
};

const refuseChangedCode = (held: string | undefined, code: string): void => {
  if (held === undefined || held === code) return;
  refuseFields([{ field: 'code', words: 'A code stays as it is. Add a new partner instead' }], '/args/details');
};

const lockPartner = async (tx: Tx, id: string) => {
  const [held] = await tx.select().from(partner).where(eq(partner.id, id)).for('update');
  return held;
};

const refuseTaken = async (tx: Tx, code: string, id: string): Promise<void> => {
  const [other] = await tx.select({ id: partner.id }).from(partner).where(eq(partner.code, code));
  if (other && other.id !== id) throw new Problem('already-exists', { detail: 'Another partner has this code' });
};

const save = command<typeof savePartner>({
  ...register,
  contract: savePartner,
  handle: async (context) => {
    const { partnerId, baseVersion, details } = context.args;
    await lockCodes(context.tx);
    const held = await lockPartner(context.tx, partnerId);
    refuseUnlessSeen('partner', held, baseVersion);
    if (held?.archivedAt) throw new Problem('not-in-this-state', { detail: 'This partner has left the register' });
    refuseChangedCode(held?.code, details.code);
    const hours = checkHours(details.hours);
    if (!hours.ok) refuseFields([{ field: 'hours', words: hours.words }], '/args/details');
    await refuseTaken(context.tx, details.code, partnerId);
    const standing = { archivedAt: null, archivedReason: null, rowVersion: baseVersion ?? 0 };
    await context.rows.put('partner', [{ ...details, id: partnerId, ...standing }]);
    return { partnerId, rowVersion: nextVersion(held) };
  },
});

const archive = command<typeof archivePartner>({
  ...register,
  contract: archivePartner,
  handle: async (context) => {
    const { partnerId, baseVersion, reason } = context.args;
    const held = await lockPartner(context.tx, partnerId);
    if (!held) throw new Problem('not-found');
    refuseUnlessSeen('partner', held, baseVersion);
    if (held.archivedAt) throw new Problem('not-in-this-state', { detail: 'This partner has left the register' });
    const gone = { archivedAt: context.now, archivedReason: reason };
    const { rowVersion } = await context.rows.change('partner', held, gone);
    return { partnerId, rowVersion };
  },
});

const refuseUnknownPartner = async (tx: Tx, code: string): Promise<void> => {
  const [found] = await tx.select({ archivedAt: partner.archivedAt }).from(partner).where(eq(partner.code, code));
  if (found && found.archivedAt === null) return;
  const words = `${code} is not on the register. Add the partner first`;
  refuseFields([{ field: 'partner', words }], '/args/details');
};

const refuseSameOffer = async (tx: Tx, key: string, id: string): Promise<void> => {
  const [other] = await tx.select().from(partnerCapacity).where(eq(partnerCapacity.key, key));
  if (other && other.id !== id)
    throw new Problem('already-exists', { detail: 'This partner has an offer for this role. Change that one' });
};

const saveOffer = command<typeof saveCapacity>({
  ...register,
  contract: saveCapacity,
  handle: async (context) => {
    const { capacityId, baseVersion, details } = context.args;
    await lockCodes(context.tx);
    const [held] = await context.tx
      .select()
      .from(partnerCapacity)
      .where(eq(partnerCapacity.id, capacityId))
      .for('update');
    refuseUnlessSeen('capacity', held, baseVersion);
    await refuseUnknownPartner(context.tx, details.partner);
    const key = capacityKey(details);
    await refuseSameOffer(context.tx, key, capacityId);
    const languages = details.languages.toSorted();
    const row = { ...details, languages, id: capacityId, key, rowVersion: baseVersion ?? 0 };
    await context.rows.put('capacity', [row]);
    return { capacityId, rowVersion: nextVersion(held) };
  },
});

export const partnerCommands = [save, archive, saveOffer];

/** What is left of a sealed item that has been seen to: by what to know it again, and whom it names. */
import { z } from 'zod';
import { sealedItem, type SealedItem } from '../../../shared/sealing.ts';
import { sha256 } from '../../engine/canonical.ts';

const spent = z.object({ spent: z.string().nullable(), authorId: z.string().nullable() });
export type Spent = z.infer<typeof spent>;

const digestOf = (box: string): string => sha256(box).toString('hex');

export const spentOf = (sealed: unknown): Spent => {
  const item = sealedItem.safeParse(sealed).data;
  return item ? { spent: digestOf(item.box), authorId: item.authorId } : { spent: null, authorId: null };
};

/** `sealed`: as it was kept, or what is left of it. */
const leftOf = (sealed: unknown): Spent => spent.safeParse(sealed).data ?? spentOf(sealed);

export const isSameItem = (sealed: unknown, { box }: SealedItem): boolean => leftOf(sealed).spent === digestOf(box);

/** Whom it says it is from, which nobody need believe. */
export const authorNamedIn = (sealed: unknown): string | null => leftOf(sealed).authorId;

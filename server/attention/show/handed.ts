import type { AttentionItem } from '../../../shared/attention.ts';
import type { Reader } from '../../engine/deps.ts';
import { authorNamedIn } from '../intake/spent.ts';
import { nameHere } from './named.ts';
import type { QuarantinedItem } from './sender.ts';
import type { Attention } from '../items/rows.ts';
import { whoCame } from './who.ts';

/** By which tablet or whose account it came, when, and whom it names. */
export const handedIn = async (
  reader: Reader,
  { operationId }: Attention,
  kept: QuarantinedItem | null,
): Promise<AttentionItem['handedIn']> => {
  if (!kept) return null;
  const named = kept.authorId ?? authorNamedIn(kept.sealed);
  return {
    by: await whoCame(reader, kept),
    at: kept.receivedAt.toISOString(),
    from: named && (await nameHere(reader, operationId, named)),
    proven: kept.authorId !== null,
  };
};

import type { HeldCommandRow } from '../../shared/attention.ts';
import type { Effect, Effects } from './effects.ts';

const held: Effect<'heldCommand', 'people.later'> = (args, rows, made) => {
  if (rows.has(args.heldId)) return;
  const row: HeldCommandRow = {
    id: args.heldId,
    operationId: args.operationId,
    centreId: args.centreId,
    reference: args.reference,
    command: args.command,
    authorId: made.author?.id ?? '',
    authorName: made.author?.name ?? 'You',
    occurredAt: made.occurredAt,
    state: 'held',
  };
  rows.set(row.id, row);
};

export const heldEffects: Effects = { heldCommand: { 'people.later': held } };

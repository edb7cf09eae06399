import { answerSlot, arriveSlot, askSlot, type SlotState } from '../../shared/rosters/contract.ts';
import { command } from '../engine/define.ts';
import { authorisedSlot, refuseUnlessMay, type Slot, slotToChange, writeSlot } from './rows.ts';

export const ask = command<typeof askSlot>({
  contract: askSlot,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const found = await slotToChange(context);
    refuseUnlessMay(found, 'asked');
    const { heads, arriveBy, answerBy } = context.args;
    return writeSlot(context, found, {
      state: 'asked',
      asked: heads,
      askedAt: context.occurredAt,
      arriveBy: new Date(arriveBy),
      answerBy: answerBy === null ? null : new Date(answerBy),
    });
  },
});

export const answer = command<typeof answerSlot>({
  contract: answerSlot,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const { args } = context;
    const found = await slotToChange(context);
    refuseUnlessMay(found, args.answer);
    const { words, saidBy, channel } = args;
    const promised =
      args.answer === 'accepted' ? { accepted: args.heads, arriveBy: new Date(args.arriveBy) } : { accepted: 0 };
    return writeSlot(context, found, { state: args.answer, words, saidBy, channel, ...promised });
  },
});

/** The state a slot goes back to when its arrival was recorded by mistake. */
const withoutArrival = (found: Slot): SlotState => {
  if (found.state !== 'arrived') return found.state;
  if (found.accepted > 0) return 'accepted';
  return found.asked > 0 ? 'asked' : 'not_asked';
};

export const arrive = command<typeof arriveSlot>({
  contract: arriveSlot,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const found = await authorisedSlot(context);
    const { count } = context.args;
    const arrival =
      count === 0
        ? { state: withoutArrival(found), arrivedAt: null }
        : { state: 'arrived' as const, arrivedAt: found.arrivedAt ?? context.occurredAt };
    return writeSlot(context, found, { arrived: count, ...arrival });
  },
});

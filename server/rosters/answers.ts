import { Problem } from '../../shared/problems.ts';
import { answerSlot, answerSlots, arriveSlot, askSlot, type SlotState } from '../../shared/rosters/contract.ts';
import { command } from '../engine/define.ts';
import { refuseStale } from '../engine/rows.ts';
import { partnerNamed } from './partners.ts';
import { authorisedSlot, refuseUnlessMay, type Slot, slotsOf, slotToChange, writeSlot } from './rows.ts';
import { logAnswer } from './said.ts';

interface Promised {
  heads: number;
  arriveBy: string | null;
}
type Said = Pick<Slot, 'words' | 'saidBy' | 'channel'>;

/** Nobody at all is a no. */
const answeredWith = ({ words, saidBy, channel }: Said, { heads, arriveBy }: Promised, at: Date): Partial<Slot> => ({
  words,
  saidBy,
  channel,
  state: heads > 0 ? 'accepted' : 'declined',
  accepted: heads,
  answeredAt: at,
  ...(heads > 0 && arriveBy !== null ? { arriveBy: new Date(arriveBy) } : {}),
});

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
    const promise = args.answer === 'accepted' ? args : { heads: 0, arriveBy: null };
    const made = await context.rows.change('slot', found, answeredWith(args, promise, context.occurredAt));
    await logAnswer(context, [made], args);
    return { slotId: made.id, rowVersion: made.rowVersion };
  },
});

const oneByOne = async <T, R>(all: readonly T[], of: (it: T) => Promise<R>): Promise<R[]> => {
  const made: R[] = [];
  for (const it of all) made.push(await of(it));
  return made;
};

export const answerAll = command<typeof answerSlots>({
  contract: answerSlots,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { args } = context;
    const found = await slotsOf(context, args);
    const made = await oneByOne(args.answers, async ({ slotId, baseVersion, ...promise }) => {
      const own = found.get(slotId);
      if (!own) throw new Problem('not-found');
      refuseStale('slot', own, baseVersion);
      refuseUnlessMay(own, promise.heads > 0 ? 'accepted' : 'declined');
      return context.rows.change('slot', own, answeredWith(args, promise, context.occurredAt));
    });
    const [first, ...rest] = made;
    if (first) await logAnswer(context, [first, ...rest], args);
    return { slots: made.map(({ id: slotId, rowVersion }) => ({ slotId, rowVersion })) };
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
    const partnerName = await partnerNamed(context.tx, found.partner);
    const arrival =
      count === 0
        ? { state: withoutArrival(found), arrivedAt: null }
        : { state: 'arrived' as const, arrivedAt: found.arrivedAt ?? context.occurredAt };
    return writeSlot(context, found, { arrived: count, partnerName, ...arrival });
  },
});

import type { ArgsOf } from '../../shared/contract.ts';
import { isFinished } from '../../shared/centres.ts';
import { Problem } from '../../shared/problems.ts';
import { addSlot, changeSlot, fitsADay, standDownSlot, wrongShiftWords } from '../../shared/rosters/contract.ts';
import { command } from '../engine/define.ts';
import { centreIn } from '../engine/place.ts';
import { answer, answerAll, arrive, ask } from './answers.ts';
import { refuseUnlessMay, type Slot, slotToChange, writeSlot } from './rows.ts';

const add = command<typeof addSlot>({
  contract: addSlot,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { slotId, shiftStart, shiftEnd, ...fields } = context.args;
    const there = await centreIn(context.tx, fields);
    if (isFinished(there.state)) throw new Problem('not-in-this-state', { detail: 'This centre is closed' });
    const times = { shiftStart: new Date(shiftStart), shiftEnd: new Date(shiftEnd) };
    const made = await context.rows.insert('slot', { id: slotId, ...fields, ...times, state: 'not_asked' });
    return { slotId, rowVersion: made.rowVersion };
  },
});

const unanswered = {
  partnerName: null,
  state: 'not_asked',
  asked: 0,
  askedAt: null,
  answerBy: null,
  accepted: 0,
  arriveBy: null,
  words: '',
  saidBy: '',
  channel: null,
  answeredAt: null,
} as const;

/** Who said yes said it to other numbers or times: they are to be asked again. */
const reopened = (found: Slot, next: Slot): Partial<Slot> => {
  if (next.partner !== found.partner) return unanswered;
  const moved = +next.shiftStart !== +found.shiftStart || +next.shiftEnd !== +found.shiftEnd;
  if (found.state === 'accepted' && (moved || next.needed > found.accepted)) return { state: 'asked' };
  return {};
};

type Changes = ArgsOf<typeof changeSlot>['changes'];

const changedTo = (found: Slot, { shiftStart, shiftEnd, ...plain }: Changes): Slot => ({
  ...found,
  ...plain,
  shiftStart: shiftStart ? new Date(shiftStart) : found.shiftStart,
  shiftEnd: shiftEnd ? new Date(shiftEnd) : found.shiftEnd,
});

const checkTimes = ({ shiftStart, shiftEnd }: Slot): void => {
  if (fitsADay(shiftStart, shiftEnd)) return;
  throw new Problem('invalid-fields', {
    errors: [{ pointer: '/args/changes/shiftEnd', code: 'custom', detail: wrongShiftWords }],
  });
};

const change = command<typeof changeSlot>({
  contract: changeSlot,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const found = await slotToChange(context);
    const next = changedTo(found, context.args.changes);
    checkTimes(next);
    if (next.partner !== found.partner && found.arrived > 0) {
      throw new Problem('not-in-this-state', { detail: 'Some of them are on site already. Add another slot instead' });
    }
    return writeSlot(context, found, { ...next, ...reopened(found, next) });
  },
});

const standDown = command<typeof standDownSlot>({
  contract: standDownSlot,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const found = await slotToChange(context);
    refuseUnlessMay(found, 'stood_down');
    const { reason } = context.args;
    return writeSlot(context, found, { state: 'stood_down', ...(reason ? { note: reason } : {}) });
  },
});

export const rosterCommands = [add, change, ask, answer, answerAll, arrive, standDown];

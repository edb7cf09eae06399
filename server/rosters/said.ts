import { eq } from 'drizzle-orm';
import { partner } from '../../db/schema/partners.ts';
import { languageOf } from '../../shared/languages.ts';
import { londonTime, londonWhen } from '../../shared/london.ts';
import { roleTitle } from '../../shared/partners/names.ts';
import type { answerChannels } from '../../shared/rosters/contract.ts';
import { listed } from '../../shared/words.ts';
import type { Context } from '../engine/define.ts';
import { writeEntry } from '../log/write.ts';
import type { Slot } from './rows.ts';

interface Said {
  words: string;
  saidBy: string;
  channel: (typeof answerChannels)[number];
}

const by: Record<Said['channel'], string> = {
  phone: 'by phone',
  in_person: 'in person',
  text: 'by text',
  email: 'by email',
  radio: 'by radio',
};

const roleOf = ({ role, language }: Slot): string =>
  language === null ? roleTitle(role) : `${roleTitle(role)} (${languageOf(language).english})`;

const promise = (slot: Slot, now: Date): string => {
  const of = slot.accepted < slot.needed ? ` of ${slot.needed}` : '';
  const when = slot.arriveBy && slot.accepted > 0 ? ` by ${londonWhen(slot.arriveBy, now)}` : '';
  return `${roleOf(slot)} ${slot.accepted}${of}${when}`;
};

const answerOf = (slots: readonly Slot[]): string => {
  if (slots.every((it) => it.accepted === 0)) return 'no';
  return slots.every((it) => it.accepted >= it.needed) ? 'yes to all' : 'yes to some';
};

/** Shift by shift, as it was asked and as it was promised. */
const shiftsOf = (slots: readonly Slot[], now: Date): string[] => {
  const nameOf = (it: Slot): string => `${londonWhen(it.shiftStart, now)} to ${londonTime(it.shiftEnd)}`;
  const names = [...new Set(slots.toSorted((a, b) => +a.shiftStart - +b.shiftStart).map(nameOf))];
  return names.map((name) => {
    const own = slots.filter((it) => nameOf(it) === name);
    return `${name}: ${listed(own.map((it) => promise(it, now)))}`;
  });
};

/** What a partner answered, as the log keeps it. */
export const saidWords = (name: string, slots: readonly Slot[], { words, saidBy, channel }: Said, now: Date): string =>
  [
    `${name} said ${answerOf(slots)} (${saidBy}, ${by[channel]}).`,
    ...shiftsOf(slots, now).map((it) => `${it}.`),
    ...(words === '' ? [] : [`“${words}”`]),
  ].join(' ');

/** Writes the answer into the log of the centre, in the name of whoever took it down. The slots are written by then. */
export const logAnswer = async (
  context: Context<{ operationId: string }>,
  slots: readonly [Slot, ...Slot[]],
  said: Said,
): Promise<void> => {
  const [{ partner: code, centreId }] = slots;
  const [found] = await context.tx.select({ name: partner.name }).from(partner).where(eq(partner.code, code));
  await writeEntry(context, {
    id: context.deps.newId(),
    centreId,
    kind: 'entry',
    text: saidWords(found?.name ?? code, slots, said, context.occurredAt),
  });
};

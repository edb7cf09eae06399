import { needKinds, type NeedKindName } from '../../../shared/needs.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import { byId } from '../../data/store.ts';
import type { Pending } from '../../data/pending.ts';

type Args = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const guestOf = (args: Args): string => {
  const known = byId.person.value.get(text(args['personId']))?.reference;
  return known ?? (text(args['reference']) || 'a guest');
};
const needOf = (args: Args): string => {
  const id = text(args['needId']);
  const kind = byId.needDetail.value.get(id)?.kind ?? (args['kind'] as NeedKindName | undefined);
  const person = byId.need.value.get(id)?.personId ?? text(args['personId']);
  const who = person ? byId.person.value.get(person)?.reference : undefined;
  const open = kind && needKinds[kind].compartment === 'welfare';
  return [open ? needKinds[kind].title : 'a restricted concern', who].filter(Boolean).join(', ');
};

const said: Record<string, (args: Args) => string> = {
  'people.checkIn': (args) => `Check-in of ${guestOf(args)}`,
  'people.undoCheckIn': (args) => `Undoing the check-in of ${guestOf(args)}`,
  'people.amend': (args) => `Correction for ${guestOf(args)}`,
  'people.identify': (args) => `Name of ${guestOf(args)}`,
  'people.move': (args) => `${guestOf(args)} to ${text(args['zone']) || 'no place'}`,
  'people.setPresence': (args) => `Where ${guestOf(args)} is now`,
  'needs.raise': (args) => `New need: ${needOf(args)}`,
  'needs.progress': (args) => `Task: ${needOf(args)}`,
  'log.write': () => 'Log entry',
  'log.decide': () => 'Decision for the log',
  'vehicles.record': (args) => `Vehicle: ${text(args['label'])}`,
  'vehicles.change': () => 'Change to a vehicle',
  'vehicles.arrive': () => 'Arrival of a vehicle',
  'centres.setState': () => 'State of the centre',
  'centres.change': () => 'Change to the centre',
};

/** What somebody wanted to do. Never the words of a restricted need. */
export const whatOf = ({ name, args }: Pending): string => said[name]?.(args) ?? 'Something you changed';

const slugOf = (problem: ProblemBody): string => problem.type.replace('/problems/', '');

const why: Record<string, string> = {
  'not-found': 'It is not there any more, or it is not for your role. Ask the lead.',
  'invalid-fields': 'Something in it needs another answer.',
  'already-exists': 'It has been recorded already. You can discard this one.',
  'id-reused': 'It has been recorded already. You can discard this one.',
};

/** Why it was refused, in words for the person who did it. */
export const whyOf = (problem: ProblemBody | null): string[] => {
  if (!problem) return ['Nobody has said why. Try again.'];
  const details = problem.errors?.map((it) => it.detail) ?? [];
  const missing = problem.missing?.map((it) => it.words) ?? [];
  return [why[slugOf(problem)] ?? problem.detail ?? problem.title, ...details, ...missing].map((it) =>
    /[.?]$/.test(it) ? it : `${it}.`,
  );
};

export const isStale = (problem: ProblemBody | null): boolean =>
  problem !== null && slugOf(problem) === 'stale-version';

/** What a lead is shown of a command that was refused or waits: every command and each of its arguments, written out. */
import { expect, test } from 'vitest';
import { registry } from '../../server/commands.ts';
import type { AnyCommand } from '../../server/engine/define.ts';
import { needKindNames, needKinds } from '../../shared/needs.ts';
import { some } from '../support/some.ts';

const ofGuest = {
  reference: 'reference of core',
  language: 'language of core',
  ageBand: 'ageBand of core',
  preferredName: 'preferredName of identity kind',
  vehicle: 'vehicle of core',
  groupId: 'worked out',
  zone: 'zone of core',
  arrivedAt: 'arrivedAt of core',
  sex: 'other of identity',
};

/** Which row it is about, which compartment reads it whole, what may be mended, and in which field each argument opens. */
const described: Record<string, object> = {
  'people.checkIn': {
    about: 'person by personId against now',
    mends: {
      reference: 'reference',
      language: 'language',
      ageBand: 'ageBand',
      preferredName: 'preferredName',
      vehicle: 'vehicle',
      zone: 'zone',
    },
    fails: 'K-014 was not checked in',
    shows: { ...ofGuest, personId: 'silent', needs: 'worked out' },
  },
  'people.undoCheckIn': {
    about: 'person by personId against now also presence',
    fails: 'Check-in of K-014 was not undone',
    shows: { personId: 'silent', reason: 'note of core' },
  },
  'people.amend': {
    about: 'person by personId against now also presence',
    mends: { reference: 'reference', language: 'language', ageBand: 'ageBand', vehicle: 'vehicle' },
    onlySent: true,
    fails: 'K-014 was not corrected',
    shows: { ...ofGuest, personId: 'silent' },
  },
  'people.identify': {
    about: 'personIdentity by personId against now',
    mends: { preferredName: 'preferredName' },
    fails: 'Name of K-014 was not kept',
    shows: { ...ofGuest, personId: 'silent' },
  },
  'people.move': {
    about: 'person by personId against now also presence',
    mends: { zone: 'zone' },
    fails: 'K-014 was not moved to <zone>',
    shows: { ...ofGuest, personId: 'silent' },
  },
  'people.setPresence': {
    about: 'person by personId against now also presence',
    namesGoal: true,
    mends: { to: 'presence', note: 'note' },
    fails: 'K-014: coming or going not kept',
    shows: { personId: 'silent', to: 'presence of core', note: 'note of core' },
  },
  'people.undoPresence': {
    about: 'person by personId against now also presence',
    fails: 'K-014: going out or coming back was not undone',
    shows: { ...ofGuest, personId: 'silent', undoes: 'silent', to: 'presence of core' },
  },
  'people.merge': { fails: 'K-014 and K-015 were not joined', shows: { keepVersion: 'silent', joinVersion: 'silent' } },
  'people.unmerge': { fails: 'A join was not undone', shows: { reason: 'note of core' } },
  'people.later': { mends: { reference: 'reference' }, fails: 'K-014: not kept', shows: { heldId: 'silent' } },
  'needs.raise': {
    about: 'person by personId',
    mends: { note: 'note' },
    fails: 'New need of K-014 was not kept',
    shows: { needId: 'silent', personId: 'silent', kind: 'worked out', note: 'worked out' },
  },
  'needs.progress': {
    about: 'need by needId against now also holder',
    mends: { note: 'note' },
    fails: 'Task for K-014 was not changed',
    shows: { needId: 'silent', to: 'state of core', note: 'worked out' },
  },
  'needs.give': {
    about: 'need by needId against now also holder',
    fails: 'Task for K-014 was not given to anybody',
    shows: { needId: 'silent', to: 'silent' },
  },
  'needs.note': {
    about: 'need by needId against now',
    mends: { note: 'note' },
    fails: 'Note for K-014 was not kept',
    shows: { needId: 'silent', note: 'worked out' },
  },
  'centres.setState': { fails: 'State of the centre was not changed' },
  'centres.change': { fails: 'Centre was not changed' },
  'vehicles.record': {
    about: 'vehicle by vehicleId against now',
    fails: 'Vehicle was not recorded',
    shows: {
      label: 'vehicle of arrivals',
      dueAt: 'arrivedAt of arrivals',
      state: 'state of arrivals',
      people: 'other of arrivals',
    },
  },
  'vehicles.change': {
    about: 'vehicle by vehicleId against now',
    fails: 'Vehicle was not changed',
    shows: {
      label: 'vehicle of arrivals',
      dueAt: 'arrivedAt of arrivals',
      state: 'state of arrivals',
      people: 'other of arrivals',
    },
  },
  'vehicles.arrive': {
    about: 'vehicle by vehicleId against now',
    fails: 'Arrival of a vehicle was not kept',
    shows: {
      label: 'vehicle of arrivals',
      dueAt: 'arrivedAt of arrivals',
      state: 'state of arrivals',
      people: 'other of arrivals',
    },
  },
  'visits.signIn': {
    of: 'onSite',
    fails: 'A visitor was not signed in',
    shows: { name: 'preferredName of onSite', organisation: 'other of onSite', zone: 'zone of onSite' },
  },
  'visits.signOut': { of: 'onSite', fails: 'A visitor was not signed out' },
  'rollCalls.start': { of: 'onSite', shows: { rollCallId: 'silent' } },
  'rollCalls.mark': {
    of: 'onSite',
    fails: 'K-014 was not marked in the roll call',
    shows: { rollCallId: 'silent', markId: 'silent', zone: 'zone of onSite' },
  },
  'rollCalls.unmark': { of: 'onSite', shows: { rollCallId: 'silent', markId: 'silent' } },
  'rollCalls.end': { of: 'onSite', shows: { rollCallId: 'silent' } },
  'log.write': { mends: { text: 'note' }, fails: 'Log entry was not kept', shows: { text: 'note of log' } },
  'log.decide': { fails: 'Decision was not kept', shows: { text: 'note of log' } },
};

/** Asked for under another name than its own. */
const rights = {
  'people.undoPresence': 'people.setPresence',
  'sheets.unspoil': 'sheets.spoil',
  'rollCalls.unmark': 'rollCalls.mark',
  'walls.start': 'walls.keep',
  'walls.end': 'walls.keep',
};

const inWords = (show: unknown): string => {
  if (typeof show === 'function') return 'worked out';
  if (typeof show === 'string') return show;
  const { field, compartment, least } = show as Record<'field' | 'compartment' | 'least', string>;
  return `${field} of ${compartment}${least === 'full' ? '' : ` ${least}`}`;
};
const aboutOf = ({ about }: AnyCommand): string | undefined => {
  if (!about) return undefined;
  const also = about.against?.also ?? [];
  const against = about.against ? ` against now${also.length > 0 ? ` also ${also.join(' ')}` : ''}` : '';
  return `${about.kind} by ${about.by}${against}`;
};
const failing = { whose: 'K-014', all: ['K-014', 'K-015'], shown: (field: string) => `<${field}>` };
const descriptionOf = (it: AnyCommand): object =>
  JSON.parse(
    JSON.stringify({
      about: aboutOf(it),
      of: it.of,
      namesGoal: it.namesGoal,
      mends: it.mends?.arguments,
      onlySent: it.mends?.onlySent,
      fails: it.fails?.(failing),
      shows: it.shows && Object.fromEntries(Object.entries(it.shows).map(([key, show]) => [key, inWords(show)])),
    }),
  ) as object;

test.each(some([...registry.values()]).map((it) => [it.contract.name, it] as const))('%s', (name, it) =>
  expect(descriptionOf(it)).toEqual(described[name] ?? {}),
);

test('a right goes by the name of its command, but for what takes back, or keeps a wall', () => {
  const named = [...registry.values()].flatMap((it) => (it.right ? [[it.contract.name, it.right]] : []));
  expect(Object.fromEntries(named)).toEqual(rights);
});

test('where its guest may be named goes by whether the need is one of welfare; of a known need it is nowhere', () => {
  const names = (name: string, kind?: string) => registry.get(name)?.names?.({ kind });
  for (const kind of some(needKindNames))
    expect([kind, names('needs.raise', kind)]).toEqual([
      kind,
      needKinds[kind].compartment === 'welfare' ? 'in the list' : 'nowhere',
    ]);
  expect(names('needs.raise', 'unheard_of')).toBe('nowhere');
  expect(['needs.progress', 'needs.give', 'needs.note'].map((it) => names(it, 'drink'))).toEqual(
    Array.from({ length: 3 }, () => 'nowhere'),
  );
});

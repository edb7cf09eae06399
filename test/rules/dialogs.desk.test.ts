import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { forget } from '../../client/data/store.ts';
import { setClock } from '../../client/data/time.ts';
import { tick } from '../../client/session/now.ts';
import { whenOf } from '../../client/forms/when.ts';
import type { AttentionItem } from '../../shared/attention.ts';
import type { CentreRow } from '../../shared/centres.ts';
import type { Slot } from '../../shared/rosters/contract.ts';
import { form, sent, wrong } from './support/askedForm.ts';
import { guestRow, slotRow } from './support/rows.ts';
import { hold } from './support/silverRows.ts';

vi.mock('../../client/forms/useForm.ts', async () => import('./support/askedForm.ts'));
vi.mock('../../client/data/outbox.ts', () => ({ trySubmit: async () => null, submit: async () => null }));
vi.mock('../../client/data/sync.ts', () => ({ pull: async () => undefined }));
vi.mock('../../client/data/connection.ts', () => ({ online: signal(true), dataAge: signal(0) }));
vi.mock('../../client/screens/attention/loaded.ts', () => ({ reload: () => undefined }));
vi.mock('../../client/session/session.ts', () => ({
  operationId: signal('op'),
  centreId: signal('wren'),
  me: signal(null),
  sees: () => 'full',
  can: () => true,
  canRegister: () => true,
}));

const roster = {
  ...(await import('../../client/screens/roster/AnswerForm.tsx')),
  ...(await import('../../client/screens/roster/AskForm.tsx')),
  ...(await import('../../client/screens/roster/OtherForms.tsx')),
};
const attention = {
  ...(await import('../../client/screens/attention/AmendDialog.tsx')),
  ...(await import('../../client/screens/attention/ApartDialog.tsx')),
  ...(await import('../../client/screens/attention/DiscardDialog.tsx')),
  ...(await import('../../client/screens/attention/NewBandDialog.tsx')),
};
const { StateDialog } = await import('../../client/screens/control/StateDialog.tsx');
const { PartnerForm } = await import('../../client/screens/partners/PartnerForm.tsx');
const { OfferForm } = await import('../../client/screens/partners/OfferForm.tsx');
const { ArchivePartner } = await import('../../client/screens/partners/ArchivePartner.tsx');

const ignored = () => undefined;
const at = (time: string): string => `2026-11-19T${time}:00.000Z`;

beforeEach(() => {
  forget();
  setClock(at('07:42'), 0);
  tick();
});

describe('of a slot is sent, from the version that the form says,', () => {
  const slot = (more: Partial<Slot> = {}) =>
    ({
      ...slotRow,
      id: 'slot',
      role: 'welfare',
      shiftStart: at('06:00'),
      shiftEnd: at('14:00'),
      needed: 4,
      rowVersion: 6,
      ...more,
    }) as Slot;
  const ends = { partner: undefined, onDone: ignored };
  const here = { operationId: 'op', slotId: 'slot' };

  test('how many come: as many as said yes before, else as were asked, else as are needed', async () => {
    const heads = (more: Partial<Slot>) => form(roster.AnswerForm, { slot: slot(more), ...ends }).draft()['heads'];
    expect([heads({}), heads({ asked: 3 }), heads({ asked: 3, accepted: 2 })]).toEqual([4, 3, 2]);
    const it = form(roster.AnswerForm, { slot: slot(), ...ends });
    const typed = { saidBy: 'Ada', arriveBy: whenOf(at('09:00')) };
    expect(it.version).toBe(6);
    expect(wrong(it, { ...typed, saidBy: ' ' })).toEqual(['saidBy']);
    expect([null, 0, 1].map((n) => wrong(it, { ...typed, heads: n }).length)).toEqual([1, 1, 0]);
    expect(wrong(it, { ...typed, arriveBy: whenOf(null) })).toEqual(['arriveBy']);
    expect(await sent(it, { ...typed, heads: 2 })).toMatchObject([
      { ...here, baseVersion: 8, answer: 'accepted', heads: 2, arriveBy: at('09:00'), saidBy: 'Ada', channel: 'phone' },
    ]);
  });

  test('that they were asked: for those who are not there yet, by a time or without an end', async () => {
    const heads = (arrived: number) => form(roster.AskForm, { slot: slot({ arrived }), ...ends }).draft()['heads'];
    expect([heads(0), heads(3), heads(9)]).toEqual([4, 1, 1]);
    const it = form(roster.AskForm, { slot: slot(), ...ends });
    const typed = { arriveBy: whenOf(at('09:00')), answerBy: whenOf(at('08:02')) };
    expect(it.draft()['answerBy']).toMatchObject({ time: '08:02', ahead: true });
    expect([wrong(it, { ...typed, heads: 0 }), wrong(it, { ...typed, answerBy: { time: 'x', day: null } })]).toEqual([
      ['heads'],
      ['answerBy'],
    ]);
    expect(await sent(it, typed)).toMatchObject([
      { ...here, baseVersion: 8, heads: 4, arriveBy: at('09:00'), answerBy: at('08:02') },
    ]);
    expect(wrong(it, { ...typed, answerBy: whenOf(null) })).toEqual([]);
    expect(await sent(it, { ...typed, answerBy: whenOf(null) })).toMatchObject([{ answerBy: null }]);
  });

  test('how many are here, whatever was said before', async () => {
    const count = (more: Partial<Slot>) => form(roster.ArriveForm, { slot: slot(more), ...ends }).draft()['count'];
    expect([count({}), count({ accepted: 3 }), count({ accepted: 3, arrived: 2 })]).toEqual([4, 3, 2]);
    const it = form(roster.ArriveForm, { slot: slot(), ...ends });
    expect(await sent(it, { count: 5 })).toEqual([{ name: 'roster.arrive', ...here, count: 5 }]);
  });

  test('what is needed instead, and that nobody is', async () => {
    const it = form(roster.ChangeForm, { slot: slot(), ...ends });
    expect([it.version, wrong(it, { needed: null }), wrong(it, {})]).toEqual([6, ['needed'], []]);
    const times = { shiftStart: at('06:00'), shiftEnd: at('14:00') };
    expect(await sent(it, { needed: 2 })).toMatchObject([
      { ...here, baseVersion: 8, changes: { needed: 2, ...times } },
    ]);
    const down = form(roster.StandDownForm, { slot: slot(), ...ends });
    expect(await sent(down, { reason: 'Closed' })).toMatchObject([{ ...here, baseVersion: 8, reason: 'Closed' }]);
  });
});

describe('of what needs attention is sent, as it stood when it was opened,', () => {
  const item = {
    id: 'item',
    operationId: 'op',
    rowVersion: 3,
    kind: 'refused',
    references: ['K-014'],
    mends: [{ argument: 'zone', field: 'zone' }],
    fields: [{ name: 'zone', values: ['Hall A'], differs: false }],
    sides: [],
    choices: [],
  } as unknown as AttentionItem;
  const here = { operationId: 'op', attentionId: 'item', baseVersion: 8 };
  const opened = { item, onClose: ignored };

  test('why two are apart, in words of its own where none were written', async () => {
    const it = form(attention.ApartDialog, opened);
    expect([it.version, it.from]).toEqual([3, 'open']);
    expect(await sent(it, {})).toMatchObject([{ ...here, as: 'kept_apart', reason: 'Somebody looked: two people' }]);
    expect(await sent(it, { reason: ' Sisters ' })).toMatchObject([{ reason: 'Sisters' }]);
  });

  test('why it is discarded', async () => {
    const it = form(attention.DiscardDialog, opened);
    expect([it.version, it.from, wrong(it, {})]).toEqual([3, 'open', ['reason']]);
    expect(await sent(it, { reason: 'Said twice' })).toMatchObject([
      { ...here, as: 'discarded', reason: 'Said twice' },
    ]);
  });

  test('what is put right before it goes again', async () => {
    const it = form(attention.AmendDialog, opened);
    expect([it.version, it.from, it.draft()]).toEqual([3, 'open', { zone: 'Hall A' }]);
    expect(await sent(it, { zone: 'Hall B' })).toMatchObject([{ ...here, name: 'attention.retry' }]);
    expect(JSON.stringify(await sent(it, { zone: 'Hall B' }))).toContain('Hall B');
  });

  test('a new band for one of two, from their own version', async () => {
    hold('person', [{ ...guestRow, id: 'ana', reference: 'K-014', flags: [], rowVersion: 5 }]);
    const it = form(attention.NewBandDialog, opened);
    expect([wrong(it, {}), wrong(it, { personId: 'ana', reference: 'k41' })]).toEqual([['personId', 'reference'], []]);
    expect(wrong(it, { personId: 'nobody', reference: 'k41' })).toEqual(['personId']);
    expect(await sent(it, { personId: 'ana', reference: 'k41' })).toMatchObject([
      { name: 'people.amend', personId: 'ana', baseVersion: 5, reference: 'K-041' },
    ]);
  });
});

test('a centre’s state is changed as it stood when that was opened, with a reason where one is given', async () => {
  const centre = { id: 'wren', operationId: 'op', rowVersion: 4, state: 'activating' } as CentreRow;
  hold('centre', [centre]);
  const it = form(StateDialog, { to: 'open', words: 'Open', onClose: ignored });
  expect([it.version, it.from]).toEqual([4, 'open']);
  expect([wrong(it, {}), wrong(it, { override: true, reason: ' ' })]).toEqual([[], ['reason']]);
  const here = { name: 'centres.setState', operationId: 'op', centreId: 'wren', baseVersion: 8, to: 'open' };
  expect(await sent(it, { reason: ' ' })).toEqual([here]);
  expect(await sent(it, { reason: ' Late ' })).toEqual([{ ...here, reason: 'Late' }]);
  expect(await sent(it, { reason: 'Late', override: true })).toEqual([{ ...here, overrideReason: 'Late' }]);
});

describe('of a partner is sent', () => {
  const partner = { id: 'brc', code: 'BRC', name: 'Red Cross', kind: 'charity', hours: '24/7', rowVersion: 2 } as never;
  const ends = { onClose: ignored, onSaved: ignored };

  test('what is known of them, from the version that the form says; from none where they are new', async () => {
    const it = form(PartnerForm, { partner, ...ends });
    expect(it.version).toBe(2);
    expect(await sent(it, { name: 'British Red Cross' })).toMatchObject([
      { partnerId: 'brc', baseVersion: 8, details: { code: 'BRC', name: 'British Red Cross' } },
    ]);
    expect(await sent(form(PartnerForm, { partner: null, ...ends }), {})).toMatchObject([{ baseVersion: null }]);
  });

  test('what they offer, likewise', async () => {
    const offer = {
      id: 'offer',
      role: 'welfare',
      languages: ['ro', 'vi'],
      heads: 3,
      maxHours: 6,
      rowVersion: 4,
    } as never;
    const it = form(OfferForm, { partner, offer, ...ends });
    expect([it.version, it.draft()['languages']]).toEqual([4, 'ro, vi']);
    expect(await sent(it, {})).toMatchObject([{ baseVersion: 8 }]);
    const fresh = form(OfferForm, { partner, offer: null, ...ends });
    expect(fresh.draft()).toMatchObject({ maxHours: 8, heads: null });
    expect(await sent(fresh, {})).toMatchObject([{ baseVersion: null }]);
  });

  test('why they leave the register, as it stood when that was opened', async () => {
    const it = form(ArchivePartner, { partner, ...ends });
    expect([it.version, it.from]).toEqual([2, 'open']);
    expect(await sent(it, { reason: 'Ended' })).toMatchObject([{ partnerId: 'brc', baseVersion: 8, reason: 'Ended' }]);
  });
});

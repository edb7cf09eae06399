import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { forgetTyped } from '../../client/data/forgetting.ts';
import { forget } from '../../client/data/store.ts';
import { guestRow } from './support/rows.ts';
import { hold } from './support/silverRows.ts';

interface Sent {
  name: string;
  args: Record<string, unknown>;
  answer: (it: { ok: boolean }) => void;
}
const outbox = vi.hoisted(() => ({ sent: [] as Sent[], fails: null as Error | null }));
const me = signal({ userId: 'joan' });
const deviceState = signal('open');
const device = signal({ view: { letter: 'M' as string | null } });

const keep = (name: string, args: Sent['args']) => {
  let answer: Sent['answer'] = () => undefined;
  const answered = new Promise((resolve) => (answer = resolve));
  outbox.sent.push({ name, args, answer });
  return { id: `command ${outbox.sent.length}`, answer: answered };
};
vi.mock('../../client/data/outbox.ts', () => ({
  submit: async ({ name }: Sent, args: Sent['args'], { kept }: { kept: (id: string) => void }) => {
    if (outbox.fails) throw outbox.fails;
    const made = keep(name, args);
    kept(made.id);
    return made;
  },
  trySubmit: async ({ name }: Sent, args: Sent['args']) => keep(name, args),
}));
vi.mock('../../client/data/connection.ts', () => ({ online: signal(true), dataAge: signal(0) }));
vi.mock('../../client/data/device.ts', () => ({ device, deviceState, offlineListAt: signal(null) }));
vi.mock('../../client/session/session.ts', () => ({
  operationId: signal('op'),
  centreId: signal('wren'),
  me,
  sees: () => 'full',
}));
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });

const checkIn = await import('../../client/screens/checkIn/draft.ts');
const numbers = await import('../../client/screens/checkIn/numbers.ts');
const { NotSaved } = await import('../../client/data/notSaved.ts');
const { draft } = checkIn;

const guest = (id: string, reference: string, more: object = {}) => ({
  ...guestRow,
  id,
  reference,
  flags: [],
  ...more,
});
const sheet = (kind: string, more: object = {}) => ({
  id: `${kind} sheet`,
  centreId: 'wren',
  kind,
  letter: kind === 'wristbands' ? 'K' : null,
  first: 1,
  last: 24,
  marks: [],
  rowVersion: 1,
  ...more,
});

beforeEach(() => {
  forget();
  Object.assign(outbox, { sent: [], fails: null });
  me.value = { userId: 'joan' };
  deviceState.value = 'open';
  forgetTyped();
});

describe('the questions at the door', () => {
  test('are asked one after the other, the band held from the first answer on', () => {
    expect(draft.value).toMatchObject({ step: 'language', reference: null });
    const band = checkIn.referenceNow.value;
    expect(band).toMatch(/^M-/);
    checkIn.takeAnswer({ language: 'ro' });
    expect(draft.value).toMatchObject({ step: 'age', language: 'ro', reference: band });
    checkIn.takeAnswer({ ageBand: 'adult' });
    expect(draft.value.step).toBe('needs');
    hold('person', [guest('other', band)] as never);
    expect(checkIn.referenceNow.value).toBe(band);
  });

  test('begin with the band where those are printed, and only for a tablet', () => {
    hold('sheet', [sheet('wristbands')] as never);
    checkIn.nextGuest();
    expect(draft.value.step).toBe('wristband');
    deviceState.value = 'unpaired';
    checkIn.nextGuest();
    expect([draft.value.step, numbers.nextBand.value]).toEqual(['language', 'K-001']);
  });

  test('go on where they were left, but not for another person, nor after a guest was saved', async () => {
    checkIn.takeAnswer({ language: 'ro' });
    checkIn.arrive();
    expect(draft.value.language).toBe('ro');
    me.value = { userId: 'leon' };
    checkIn.arrive();
    expect(draft.value.language).toBeNull();
    checkIn.takeAnswer({ language: 'vi' });
    await checkIn.save(['drink']);
    checkIn.arrive();
    expect(draft.value).toMatchObject({ language: null, saved: null, needs: [] });
    checkIn.takeAnswer({ language: 'vi' });
    forgetTyped();
    expect(draft.value.language).toBeNull();
  });

  test('are corrected from the version that the record has by then, once it was saved', async () => {
    checkIn.takeAnswer({ language: 'ro' });
    checkIn.takeAnswer({ ageBand: 'adult' });
    await checkIn.save([]);
    const id = String(outbox.sent[0]?.args['personId']);
    hold('person', [guest(id, 'M-002', { rowVersion: 3 })] as never);
    checkIn.takeAnswer({ ageBand: 'child' });
    await expect.poll(() => outbox.sent.length).toBe(2);
    expect(outbox.sent[1]).toMatchObject({
      name: 'people.amend',
      args: { personId: id, baseVersion: 3, ageBand: 'child' },
    });
    await expect.poll(() => draft.value.step).toBe('saved');
  });
});

describe('a guest who is saved', () => {
  test('is who was said, with each need; what nobody answered is not known, never an adult', async () => {
    await checkIn.save(['drink', 'rest']);
    const [sent] = outbox.sent;
    expect(sent).toMatchObject({
      name: 'people.checkIn',
      args: {
        operationId: 'op',
        centreId: 'wren',
        language: 'und',
        ageBand: 'unsure',
        needs: [{ kind: 'drink' }, { kind: 'rest' }],
      },
    });
    expect(sent?.args).not.toHaveProperty('paperForm');
    expect(draft.value).toMatchObject({
      step: 'saved',
      saved: { personId: sent?.args['personId'], commandId: 'command 1' },
    });
  });

  test('is told of as Haven answers, and an answer about the one before is not taken for it', async () => {
    await checkIn.save([]);
    outbox.sent[0]?.answer({ ok: false });
    await expect.poll(() => draft.value.saved?.answer).toBe('refused');
    checkIn.nextGuest();
    await checkIn.save([]);
    checkIn.nextGuest();
    await checkIn.save([]);
    outbox.sent[2]?.answer({ ok: true });
    await expect.poll(() => draft.value.saved?.answer).toBe('accepted');
    outbox.sent[1]?.answer({ ok: false });
    await new Promise((resolve) => setImmediate(resolve));
    expect(draft.value.saved?.answer).toBe('accepted');
  });

  test('twice at once is saved once', async () => {
    await Promise.all([checkIn.save([]), checkIn.save([])]);
    expect(outbox.sent).toHaveLength(1);
  });

  test('and could not be kept is to be written on paper, with what was said still there', async () => {
    outbox.fails = new NotSaved('full');
    await checkIn.save(['drink']);
    expect(draft.value).toMatchObject({ step: 'notSaved', needs: ['drink'], saved: null });
    outbox.fails = null;
    await checkIn.save();
    expect(outbox.sent[0]?.args).toMatchObject({ needs: [{ kind: 'drink' }] });
  });

  test('from a paper form came when it was written', async () => {
    const paper = { form: 12, writtenAt: '2026-11-19T05:10:00.000Z' };
    checkIn.startPaper(12);
    expect(draft.value).toMatchObject({ step: 'paper', paper: { form: 12, writtenAt: null } });
    checkIn.sayPaper(paper);
    expect(draft.value.step).toBe('wristband');
    await checkIn.save([]);
    expect(outbox.sent[0]?.args).toMatchObject({ paperForm: 12, writtenAt: paper.writtenAt });
  });
});

describe('a number', () => {
  test('is worn by whoever has it and was not undone, and not by the one who was just saved', async () => {
    hold('person', [guest('ana', 'K-001'), guest('minh', 'K-002', { undoneAt: '2026-11-19T07:00:00Z' })] as never);
    expect(['K-001', 'K-002', 'K-003'].map((it) => checkIn.wearer(it)?.id)).toEqual(['ana', undefined, undefined]);
    await checkIn.save([]);
    const id = String(outbox.sent[0]?.args['personId']);
    hold('person', [guest(id, 'M-001')] as never);
    expect(checkIn.wearer('M-001')).toBeUndefined();
  });

  test('that was used is not offered again, also where that check-in was undone', () => {
    deviceState.value = 'unpaired';
    hold('sheet', [sheet('wristbands', { id: 'there', centreId: 'lark', letter: 'A' }), sheet('wristbands')] as never);
    hold('person', [guest('ana', 'K-001', { undoneAt: '2026-11-19T07:00:00Z' }), guest('minh', 'K-002')] as never);
    expect(numbers.nextBand.value).toBe('K-003');
  });

  test('of a form is the next that was not keyed in', () => {
    expect(numbers.nextForm.value).toBeNull();
    hold('sheet', [sheet('forms')] as never);
    hold('person', [guest('ana', 'K-001', { paperForm: 1 })] as never);
    expect(numbers.nextForm.value).toBe(2);
  });
});

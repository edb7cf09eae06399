import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkLetter, formCode, partsOf, referenceOf, scanned } from '../../shared/references.ts';
import { isOn, reconcile, type SheetRow } from '../../shared/sheets.ts';
import { isSlip, typedFrom, typedReference } from '../../client/screens/checkIn/typing.ts';
import { writtenMoment } from '../../client/screens/checkIn/writtenTime.ts';

const letters = fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUWXYZ');
const numbers = fc.integer({ min: 1, max: 9999 });
const seed = { seed: 20261119 };

test('a code on a wristband or a form is read, in whatever way it is typed', () => {
  for (const text of ['K-014', ' k-014 ', 'K014', 'k14', 'K-14', 'K-014\r\n']) {
    expect(scanned(text)).toEqual({ reference: 'K-014' });
  }
  expect(scanned('F-012')).toEqual({ reference: 'F-012' });
  expect(scanned('FORM-012')).toEqual({ form: 12 });
  expect(scanned('form-1204')).toEqual({ form: 1204 });
});

test('any other code is nobody’s wristband', () => {
  for (const text of [
    '',
    'K-',
    'K-000',
    'FORM-000',
    'KK-014',
    'K-01234',
    'https://haven.example/K-014',
    'WIFI:S:K-014;',
  ]) {
    expect(scanned(text)).toBeNull();
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = scanned(text);
      expect(read === null || 'form' in read || /^[A-Z]-\d{3,4}$/.test(read.reference)).toBe(true);
    }),
    seed,
  );
});

test('what is printed is read back', () => {
  fc.assert(
    fc.property(letters, numbers, (letter, number) => {
      const reference = referenceOf(letter, number);
      expect(scanned(reference)).toEqual({ reference });
      expect(scanned(`${reference} ${checkLetter(reference)}`)).toEqual({ reference });
      expect(partsOf(reference)).toEqual({ letter, number });
      expect(scanned(formCode(number))).toEqual({ form: number });
    }),
    seed,
  );
});

test('the check letter is the one that docs/wristbands.md works out', () => {
  expect(checkLetter('K-014')).toBe('W');
  expect(checkLetter('A-001')).toBe('C');
});

test('one wrong digit changes the check letter', () => {
  fc.assert(
    fc.property(letters, numbers, fc.nat(3), fc.integer({ min: 1, max: 9 }), (letter, number, at, step) => {
      const digits = [...String(number).padStart(4, '0')].map(Number);
      digits[at] = ((digits[at] ?? 0) + step) % 10;
      const slipped = Number(digits.join(''));
      fc.pre(slipped > 0);
      const wrong = referenceOf(letter, slipped);
      expect(checkLetter(wrong)).not.toBe(checkLetter(referenceOf(letter, number)));
      expect(scanned(`${wrong}${checkLetter(referenceOf(letter, number))}`)).toBeNull();
    }),
    seed,
  );
});

test('two neighbouring digits swapped change the check letter', () => {
  fc.assert(
    fc.property(letters, numbers, fc.nat(2), (letter, number, at) => {
      const digits = [...String(number).padStart(4, '0')];
      const [one = '', two = ''] = digits.slice(at, at + 2);
      fc.pre(one !== two);
      digits.splice(at, 2, two, one);
      expect(checkLetter(referenceOf(letter, Number(digits.join(''))))).not.toBe(
        checkLetter(referenceOf(letter, number)),
      );
    }),
    seed,
  );
});

test('another letter before the same number changes the check letter', () => {
  fc.assert(
    fc.property(letters, letters, numbers, (one, two, number) => {
      fc.pre(one !== two);
      expect(checkLetter(referenceOf(one, number))).not.toBe(checkLetter(referenceOf(two, number)));
    }),
    seed,
  );
});

const sheetOf = (marks: SheetRow['marks']): SheetRow => ({
  id: '0193e0a0-0000-7000-8000-000000000051',
  operationId: '0193e0a0-0000-7000-8000-000000000001',
  centreId: '0193e0a0-0000-7000-8000-000000000002',
  kind: 'wristbands',
  letter: 'K',
  first: 25,
  last: 48,
  marks,
  madeAt: '2026-11-19T05:30:00Z',
  madeBy: 'S. Whitlock',
  rowVersion: 1,
});

test('each number of a sheet is counted once, whatever was said of it', () => {
  const marked = fc.record({
    number: fc.integer({ min: 25, max: 48 }),
    why: fc.constantFrom('spoilt' as const, 'missing' as const),
    note: fc.constant(null),
    by: fc.constant('Vic'),
    at: fc.constant('2026-11-19T05:40:00Z'),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(marked, { selector: (it) => it.number }),
      fc.array(fc.integer({ min: 1, max: 60 })),
      (marks, worn) => {
        const { used, spoilt, missing, free } = reconcile(sheetOf(marks), new Set(worn));
        const all = [...used, ...spoilt, ...missing, ...free].toSorted((a, b) => a - b);
        expect(all).toEqual(Array.from({ length: 24 }, (_, at) => at + 25));
        expect(used.every((it) => worn.includes(it))).toBe(true);
      },
    ),
    seed,
  );
});

test('what is worn is used, also where it was marked before, and is pointed out then', () => {
  const mark = (number: number, why: 'spoilt' | 'missing') => ({ number, why, note: null, by: 'Vic', at: '' });
  const marks = [mark(25, 'spoilt'), mark(26, 'missing'), mark(27, 'spoilt'), mark(28, 'missing')];
  const { used, spoilt, missing, free, unexpected } = reconcile(sheetOf(marks), new Set([24, 25, 26, 48, 49]));
  expect([used, spoilt, missing, unexpected]).toEqual([[25, 26, 48], [27], [28], [25, 26]]);
  expect(free).toEqual(Array.from({ length: 19 }, (_, at) => at + 29));
});

const empty = { letter: 'K', digits: '', check: '' };
/** Each key in turn, into a field that shows what was understood so far. */
const keyed = (text: string) =>
  [...text].reduce((typed, key) => typedFrom(typed, typed.digits + typed.check + key), empty);

test('a number is typed with or without its letter, and with or without the check letter', () => {
  expect(typedReference(keyed('14'))).toBe('K-014');
  expect(typedReference(keyed('M-014'))).toBe('M-014');
  expect(typedReference(keyed(`14${checkLetter('K-014')}`))).toBe('K-014');
  expect(typedReference(keyed(`M014${checkLetter('M-014')}`))).toBe('M-014');
  expect(typedReference(keyed('12345'))).toBe('K-1234');
  expect(typedReference(keyed('0'))).toBeNull();
});

test('a check letter of another number is pointed out and gives no reference', () => {
  const slip = keyed(`41${checkLetter('K-014')}`);
  expect(isSlip(slip)).toBe(true);
  expect(typedReference(slip)).toBeNull();
});

test('the time on a form is a moment that has passed, on the day that was chosen', () => {
  const now = new Date('2026-11-19T00:20:00Z');
  expect(writtenMoment('today', '00:05', now)).toEqual(new Date('2026-11-19T00:05:00Z'));
  expect(writtenMoment('yesterday', '2350', now)).toEqual(new Date('2026-11-18T23:50:00Z'));
  expect(writtenMoment('today', '23:50', now)).toBe('to come');
  expect(writtenMoment('today', '7.42', new Date('2026-11-19T09:00:00Z'))).toEqual(new Date('2026-11-19T07:42:00Z'));
  for (const text of ['', '25:00', '7:60', 'noon', '742x']) expect(writtenMoment('today', text, now)).toBe('unclear');
});

test('yesterday is yesterday also on the days the clocks change', () => {
  const springForward = new Date('2026-03-29T09:00:00Z');
  expect(writtenMoment('yesterday', '23:30', springForward)).toEqual(new Date('2026-03-28T23:30:00Z'));
  expect(writtenMoment('today', '09:30', springForward)).toEqual(new Date('2026-03-29T08:30:00Z'));
  const fallBack = new Date('2026-10-25T08:00:00Z');
  expect(writtenMoment('yesterday', '23:30', fallBack)).toEqual(new Date('2026-10-24T22:30:00Z'));
});

const ten: SheetRow = {
  id: '0193e0a0-0000-7000-8000-000000000901',
  operationId: '0193e0a0-0000-7000-8000-000000000001',
  centreId: '0193e0a0-0000-7000-8000-000000000002',
  kind: 'forms',
  letter: null,
  first: 11,
  last: 20,
  marks: [
    { number: 12, why: 'spoilt', note: null, by: 'T. Okafor', at: '2026-11-19T06:30:00Z' },
    { number: 13, why: 'missing', note: null, by: 'T. Okafor', at: '2026-11-19T06:30:00Z' },
    { number: 14, why: 'spoilt', note: null, by: 'T. Okafor', at: '2026-11-19T06:30:00Z' },
  ],
  madeAt: '2026-11-19T06:00:00Z',
  madeBy: 'T. Okafor',
  rowVersion: 1,
};

test('a number is on a sheet from its first to its last', () => {
  expect([10, 11, 15, 20, 21].map((it) => isOn(ten, it))).toEqual([false, true, true, true, false]);
});

test('what was put aside and is worn all the same is used, and said to be unexpected', () => {
  expect(reconcile(ten, new Set([11, 14, 21]))).toMatchObject({
    used: [11, 14],
    unexpected: [14],
    spoilt: [12],
    missing: [13],
    free: [15, 16, 17, 18, 19, 20],
  });
});

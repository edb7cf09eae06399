import { describe, expect, test } from 'vitest';
import { dialling } from '../../shared/dialling.ts';
import { readPostcode } from '../../shared/postcodes.ts';
import { optionalTelephone, readTelephone, telephone } from '../../shared/telephones.ts';
import { partnerDetails, partnerView } from '../../shared/partners/contract.ts';
import { accessAsKept, venueAccess, venueDetails } from '../../shared/venues/venue.ts';
import { sampleVenues } from './support/samples.ts';

const HALL = '01632 960269';
const MOBILE = '07700 900135';

describe('a telephone number with one plain meaning is taken, however it is written', () => {
  test.each([
    [HALL, HALL],
    ['(01632) 960269', HALL],
    ['01632-960-269', HALL],
    ['01632.960.269', HALL],
    ['01632–960269', HALL],
    ['01632\u00a0960\u202f269', HALL],
    ['\u200e01632 960269\u202c', HALL],
    ['+44 (0)1632 960269', HALL],
    ['0044 1632 960269', HALL],
    ['1632960269', HALL],
    ['01632 960269 ext 12', `${HALL} ext 12`],
    ['01632 960269 ext. 12', `${HALL} ext 12`],
    ['01632 960269 x12', `${HALL} ext 12`],
    [' 07700900135 ', MOBILE],
    ['7700900135', MOBILE],
    ['447700900135', MOBILE],
    ['+447700900135', MOBILE],
    ['０７７００ ９００１３５', MOBILE],
    ['020 7946 0123', '020 7946 0123'],
    ['0115 496 0123', '0115 496 0123'],
    ['+353 1 234 5678', '+353 1 234 5678'],
    ['+40211234567', '+40 21 123 4567'],
  ])('%s', (written, kept) => {
    expect(readTelephone(written)).toEqual({ ok: true, number: kept, doubted: false });
    expect(telephone.parse(kept)).toBe(kept);
  });
});

describe('what is no number, or has lost a part of it, is refused with what to do', () => {
  test.each([
    ['0770090013', /has 11 digits; this has 10/],
    ['077009001350', /has 11 digits; this has 12/],
    ['770090013', /has 11 digits; this has 10/],
    ['4.47701E+11', /rounded this number/],
    ['4,47701E+11', /rounded this number/],
    ['0163296', /has 10 digits; this has 7/],
    ['020 7946 012', /has 11 digits; this has 10/],
    ['0300 123 456', /begins with 03 has 11 digits; this has 10/],
    ['016329602690', /too few or too many/],
    ['999', /too few or too many/],
    ['ask at the bar', /one telephone number/],
    ['07700 900135 or 07700 900136', /one telephone number/],
    ['', /one telephone number/],
  ])('%s', (written, words) => {
    expect(readTelephone(written)).toMatchObject({ ok: false, words: expect.stringMatching(words) });
    expect(telephone.safeParse(written).error?.issues[0]?.message).toMatch(words);
  });
});

test('a number that is in nobody’s plan, or a digit short of most, is doubted and taken all the same', () => {
  expect(readTelephone('01632 96026')).toMatchObject({ ok: true, doubted: true });
  expect(readTelephone('01999 123456')).toEqual({ ok: true, number: '01999 123456', doubted: true });
});

test('a number that may be left out may be left out', () => {
  expect(optionalTelephone.parse(' ')).toBe('');
  expect(optionalTelephone.parse('(01632) 960269')).toBe(HALL);
});

test('what is dialled is the number, and its extension after it', () => {
  expect(dialling(HALL)).toBe('tel:01632960269');
  expect(dialling(`${HALL} ext 12`)).toBe('tel:01632960269;ext=12');
  expect(dialling('+353 1 234 5678')).toBe('tel:+35312345678');
});

test.each([
  ['de1 5zz', 'DE1 5ZZ'],
  ['DE15ZZ', 'DE1 5ZZ'],
  ['D e1\u00a05 zz', 'DE1 5ZZ'],
  ['de1-5zz.', 'DE1 5ZZ'],
  ['sw1a 2aa', 'SW1A 2AA'],
])('the postcode %s is %s', (written, postcode) => expect(readPostcode(written)).toEqual({ ok: true, postcode }));

test.each([
  ['SWIA 2AA', 'Use SW1A 2AA if that is the postcode'],
  ['DE1', 'Use a postcode such as DE1 5ZZ'],
  ['nowhere', 'Use a postcode such as DE1 5ZZ'],
])('the postcode %s is asked about', (written, words) => expect(readPostcode(written)).toEqual({ ok: false, words }));

test('forms take them as imports do: the contracts of a venue and of a partner', () => {
  const [venue] = sampleVenues();
  const typed = { postcode: 'de15zz', keyholders: [{ name: 'F Marsden', phone: '7700900135' }] };
  expect(venueDetails.parse({ ...venue, ...typed })).toMatchObject({
    postcode: 'DE1 5ZZ',
    keyholders: [{ phone: MOBILE }],
  });
  const { shape } = partnerDetails;
  expect(shape.contactPhone.parse('(01632) 960269')).toBe(HALL);
  expect(shape.deputyPhone.parse('')).toBe('');
});

test('what an earlier release let in is shown as it is kept', () => {
  const odd = { name: 'F Marsden', phone: '0770090013' };
  expect(accessAsKept.shape.keyholders.parse([odd])).toEqual([odd]);
  expect(accessAsKept.shape.postcode.parse('ZZ9 9ZZ ')).toBe('ZZ9 9ZZ ');
  expect(partnerView.shape.contactPhone.parse('999')).toBe('999');
  expect(venueAccess.shape.keyholders.safeParse([odd]).success).toBe(false);
});

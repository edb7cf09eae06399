import { expect, test } from 'vitest';
import { writeCsv } from '../../server/imports/rows.ts';
import { checkHours } from '../../server/venues/openingHours.ts';
import { countStatuses } from '../../shared/imports.ts';
import {
  capacityColumns,
  capacityCsv,
  capacityRowsFromCsv,
  partnerColumns,
  partnerCsv,
  partnerRowsFromCsv,
} from '../../shared/partners/csv.ts';
import { confirmation } from '../../shared/partners/contract.ts';
import { roleTitle } from '../../shared/partners/names.ts';
import { detailsOf, readCsv, registered, sampleCapacities, samplePartnerCodes, sampleText } from './support/samples.ts';
import { some } from '../support/some.ts';

const partners = readCsv(sampleText('partners'));
const capacities = readCsv(sampleText('capacity'));
const codes = samplePartnerCodes();

test('the sample partners and capacities import as new and a second time as unchanged', () => {
  const first = partnerRowsFromCsv(partners, new Map());
  expect(countStatuses(first)).toEqual({ new: 15, changed: 0, unchanged: 0, wrong: 0 });
  expect(countStatuses(partnerRowsFromCsv(partners, registered(first))).unchanged).toBe(15);
  const offers = capacityRowsFromCsv(capacities, new Map(), codes);
  expect(countStatuses(offers)).toEqual({ new: capacities.rows.length, changed: 0, unchanged: 0, wrong: 0 });
  expect(countStatuses(capacityRowsFromCsv(capacities, registered(offers), codes)).unchanged).toBe(
    capacities.rows.length,
  );
});

test('partners and capacities survive export and import unchanged', () => {
  const rows = partnerRowsFromCsv(partners, new Map());
  const text = writeCsv(
    detailsOf(rows).map((each) => partnerColumns.map((column) => partnerCsv.write(each)[column] ?? '')),
    partnerColumns,
  );
  expect(countStatuses(partnerRowsFromCsv(readCsv(text), registered(rows))).unchanged).toBe(15);
  const offers = capacityRowsFromCsv(capacities, new Map(), codes);
  const offered = writeCsv(
    detailsOf(offers).map((each) => capacityColumns.map((column) => capacityCsv.write(each)[column] ?? '')),
    capacityColumns,
  );
  expect(countStatuses(capacityRowsFromCsv(readCsv(offered), registered(offers), codes)).wrong).toBe(0);
});

test('the hours partners write are ones the library can read', () => {
  for (const { hours } of some(detailsOf(partnerRowsFromCsv(partners, new Map()))))
    expect(checkHours(hours)).toEqual({ ok: true });
});

test('interpreters have a row for each language, and a partner nobody knows is named', () => {
  expect(sampleCapacities().filter(({ role }) => role === 'interpreter')).toHaveLength(14);
  const [row] = capacityRowsFromCsv(capacities, new Map(), new Set());
  expect(row).toMatchObject({ status: 'wrong', problems: [{ field: 'partner' }] });
});

test('capacity confirmed more than six months ago is stale', () => {
  expect(confirmation('2026-03-06', '2026-11-19')).toEqual({ months: 8, stale: true, words: 'confirmed 8 months ago' });
  expect(confirmation('2026-05-19', '2026-11-19')).toMatchObject({ months: 6, stale: false });
  expect(confirmation('2026-05-18', '2026-11-19').stale).toBe(true);
  expect(confirmation('2026-08-31', '2027-02-28').stale).toBe(false);
  expect(confirmation('2026-10-19', '2026-11-19').words).toBe('confirmed 1 month ago');
  expect(confirmation('2026-11-19', '2026-11-19').words).toBe('confirmed this month');
  expect(confirmation(null, '2026-11-19')).toMatchObject({ stale: true, words: 'never confirmed' });
});

test('a role a council made up reads as it was written', () => {
  expect(roleTitle('first_aid')).toBe('First aid');
  expect(roleTitle('dog_handler')).toBe('Dog handler');
});

import { expect, test } from 'vitest';
import { faultsFrom, isOf, type Refused, split, stillRefused, unmended } from '../../client/forms/faults.ts';
import { recordVehicle } from '../../shared/vehicles.ts';
import { Problem } from '../../shared/problems.ts';

const drawn = new Map([
  ['label', 'vehicle-label'],
  ['people', 'vehicle-people'],
  ['dueAt', 'vehicle-due'],
]);
const error = (pointer: string, detail = 'Use another') => ({ pointer, code: 'custom', detail });
const told = (...errors: Refused['errors'][number][]): Refused => ({ problem: null, errors });

test('a fault finds its field by the end of its pointer, however deep it lies', () => {
  expect(isOf('/args/people', 'people')).toBe(true);
  expect(isOf('/args/details/keyholders/0/phone', 'keyholders')).toBe(true);
  expect(isOf('/args/value/clocks/P1', 'value/clocks/P1')).toBe(true);
  expect(isOf('/args/details/contactPhone', 'contact')).toBe(false);
  expect(isOf('/args/peopleHere', 'people')).toBe(false);
});

test('the contract’s own pointers find the fields of a form that is drawn in the same names', () => {
  const wrong = recordVehicle.args.safeParse({ ...recordVehicle.example, people: 500, dueAt: '' }).error;
  const errors = (wrong?.issues ?? []).map((it) => error(`/args/${it.path.join('/')}`, it.message));
  const { faults, refused } = split([], told(...errors), drawn);
  expect(faults.map((it) => it.id)).toEqual(['vehicle-people', 'vehicle-due']);
  expect(refused).toBeNull();
});

test('faults come in the order of the fields, one for each, whatever order they were found in', () => {
  const { faults } = split(
    [],
    told(error('/args/dueAt'), error('/args/people', 'First'), error('/args/people')),
    drawn,
  );
  expect(faults).toEqual([
    { name: 'people', id: 'vehicle-people', text: 'First' },
    { name: 'dueAt', id: 'vehicle-due', text: 'Use another' },
  ]);
});

test('what belongs to no field of the form is told beside it', () => {
  const { faults, refused } = split([], told(error('/args/people'), error('/args/vehicleId', 'Again')), drawn);
  expect(faults.map((it) => it.name)).toEqual(['people']);
  expect(refused?.errors.map((it) => it.detail)).toEqual(['Again']);
});

test('a command may call a field something else', () => {
  const { faults } = split([], told(error('/args/inspectedOn')), new Map([['lastInspected', 'day']]), {
    inspectedOn: 'lastInspected',
  });
  expect(faults).toEqual([{ name: 'lastInspected', id: 'day', text: 'Use another' }]);
});

test('a change that came too late is told whole, and a form’s own words come first', () => {
  const stale: Refused = { problem: new Problem('stale-version').body(), errors: [] };
  expect(split([], stale, drawn)).toEqual({ faults: [], refused: stale });
  const own = faultsFrom<{ label: string; people: null }>({ people: 'Enter how many are on board', label: false });
  expect(split(own, stale, drawn)).toEqual({
    faults: [{ name: 'people', id: 'vehicle-people', text: 'Enter how many are on board' }],
    refused: null,
  });
});

test('a fault that was mended is listed no more: by what the form finds now, or once a refused field was touched', () => {
  const faults = faultsFrom({ label: 'Say which', people: 'Enter how many', dueAt: 'Enter a time' });
  const names = (left: readonly { name: string }[]) => left.map(({ name }) => name);
  // Mended by another field, touched and still wrong, not touched.
  expect(names(unmended(faults, { label: false, people: 'Too many', dueAt: 'Enter a time' }, ['people']))).toEqual([
    'people',
    'dueAt',
  ]);
  expect(names(unmended(faults, null, ['people']))).toEqual(['label', 'dueAt']);
});

test('a refusal goes with the form it spoke of: once something is changed, only that somebody else was first stays true', () => {
  const full: Refused = { problem: new Problem('already-exists').body(), errors: [] };
  const stale: Refused = { problem: new Problem('stale-version').body(), errors: [] };
  expect(stillRefused(full, [])).toBe(full);
  expect(stillRefused(full, ['label'])).toBeNull();
  expect(stillRefused(stale, ['label'])).toBe(stale);
  expect(stillRefused(null, [])).toBeNull();
});

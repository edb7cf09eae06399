import { afterEach, expect, test, vi } from 'vitest';
import { changedOf, telling } from '../../client/parts/people/changed.ts';

const close = vi.fn<() => void>();

afterEach(() => {
  vi.useRealTimers();
  close.mockClear();
});

test('a change of a guest is acknowledged as far as is known: in the record, or on this device', () => {
  telling('k-014', 'Name', close)({ rowVersion: 2 });
  expect(changedOf('k-014')).toBe('Name kept in the record.');
  telling('k-014', 'Group', close)('saved');
  expect(changedOf('k-014')).toBe('Group kept on this device. It goes out by itself.');
  expect(changedOf('k-015')).toBeNull();
  expect(close).toHaveBeenCalledTimes(2);
});

test('where nothing was to be changed nothing is said, and what was said goes after a while', () => {
  vi.useFakeTimers();
  telling('k-014', 'Name', close)({ rowVersion: 3 });
  telling('k-014', 'Place and vehicle', close)(null);
  expect(changedOf('k-014')).toBe('Name kept in the record.');
  vi.advanceTimersByTime(5000);
  telling('k-014', 'Group', close)({ rowVersion: 4 });
  // As long as the last of them, whatever was said before it.
  vi.advanceTimersByTime(7999);
  expect(changedOf('k-014')).toBe('Group kept in the record.');
  vi.advanceTimersByTime(1);
  expect(changedOf('k-014')).toBeNull();
});

import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readKeys } from '../../server/keys.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'keys-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('keys are made once, and a later start finds the same', () => {
  const made = readKeys(folder, {});
  expect(made.audit).toHaveLength(32);
  expect(readKeys(folder, {})).toEqual(made);
  expect(readdirSync(folder)).toEqual(['keys.json']);
});

test('keys that are made are for whoever runs Haven alone: the file, and the folder that is made for it', () => {
  const made = path.join(folder, 'data');
  readKeys(made, {});
  const rights = [made, path.join(made, 'keys.json')].map((it) => (statSync(it).mode & 0o777).toString(8));
  expect(rights).toEqual(['700', '600']);
});

test('a key file that was cut short stops the start with words, and is never written over', () => {
  writeFileSync(path.join(folder, 'keys.json'), '');
  expect(() => readKeys(folder, {})).toThrow(/keys\.json cannot be read/);
  expect(existsSync(path.join(folder, 'keys.json'))).toBe(true);
});

test('an audit key that is none is refused, not taken as an empty one', () => {
  for (const wrong of ['secret', 'zz'.repeat(32), 'ab'.repeat(8)]) {
    expect(() => readKeys(folder, { HAVEN_AUDIT_KEY: wrong })).toThrow(/HAVEN_AUDIT_KEY must be/);
  }
  expect(() => readKeys(folder, { HAVEN_SESSION_KEY: 'c'.repeat(31) })).toThrow(/HAVEN_SESSION_KEY must be/);
  const least = { HAVEN_AUDIT_KEY: 'ab'.repeat(32), HAVEN_SESSION_KEY: 'c'.repeat(32) };
  expect(readKeys(folder, least)).toEqual({ audit: Buffer.alloc(32, 0xab), session: least.HAVEN_SESSION_KEY });
});

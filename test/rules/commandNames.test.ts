import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { registry } from '../../server/commands.ts';

const root = path.resolve(import.meta.dirname, '../..');
const names = [...registry.keys()];
const domains = new Set(names.map((it) => it.split('.')[0]));

const isName = (text: string): boolean =>
  names.includes(text) || (text.endsWith('.') && domains.has(text.slice(0, -1)));

/** Ways to steer by a command's name: comparing it, looking for how it begins, or leading from it to something else. */
const steering = [
  /[=!]==\s*'([\w.]+)'/g,
  /'([\w.]+)'\s*[=!]==/g,
  /\b(?:startsWith|endsWith|includes|has|get)\(\s*'([\w.]+)'/g,
  /\bcase '([\w.]+)'/g,
  /^\s*(?:\[\s*)?'([\w.]+)'\s*[:,]/gm,
];

const steersBy = (source: string): string[] =>
  steering.flatMap((it) => [...source.matchAll(it)].map(([, name]) => name ?? '')).filter(isName);

const filesIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((it) => /\.tsx?$/.test(it))
    .map((it) => path.join(folder, it));

// The exercise sends commands as a client would. What a tablet shows before it has heard back is told by command.
const elsewhere =
  /^server\/exercise\/|^client\/data\/(optimistic\w*|raising)\.ts$|^client\/parts\/people\/HeldList\.tsx$/;

test('nothing outside a command goes by its name: what is to be known of it, it says itself', () => {
  const files = ['server', 'client'].flatMap(filesIn).filter((it) => !elsewhere.test(it));
  const found = files.flatMap((it) =>
    steersBy(readFileSync(path.join(root, it), 'utf8')).map((name) => `${it}: ${name}`),
  );
  expect(files.length).toBeGreaterThan(500);
  expect(found).toEqual([]);
});

test.each([
  ["if (name === 'people.checkIn') return;", 'people.checkIn'],
  ["if ('people.checkIn' !== name) return;", 'people.checkIn'],
  ["const open = !name.startsWith('needs.');", 'needs.'],
  ["switch (name) { case 'log.write': break; }", 'log.write'],
  ["const words = {\n  'people.move': 'Moved',\n};", 'people.move'],
  ["const places = new Set([\n  'people.move',\n  'people.amend',\n]);", 'people.move'],
])('%j is seen', (source, name) => {
  expect(steersBy(source)).toContain(name);
});

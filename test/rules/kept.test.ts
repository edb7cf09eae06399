import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const client = path.resolve(import.meta.dirname, '../../client');
const sources = readdirSync(client, { recursive: true, encoding: 'utf8' })
  .filter((it) => it.endsWith('.tsx'))
  .map((it) => ({ file: it.replaceAll(path.sep, '/'), code: readFileSync(path.join(client, it), 'utf8') }));

/** Files in which `what` stands, with how often. */
const where = (what: RegExp): Record<string, number> =>
  Object.fromEntries(
    sources.map(({ file, code }) => [file, [...code.matchAll(what)].length] as const).filter(([, found]) => found > 0),
  );

test('nobody types into anything but a control that keeps the words, or one whose keeping is told here', () => {
  expect(where(/<(?:input|textarea|select)\b/g)).toEqual({
    // Through `useKept`.
    'ui/fields.tsx': 2,
    'ui/select.tsx': 1,
    'ui/stepper.tsx': 1,
    'ui/choices.tsx': 2,
    'screens/checkIn/NumberPad.tsx': 2,
    'screens/rolePlan/PlanCells.tsx': 5,
    // Pressed, not typed: kept with the draft it belongs to, where there is one.
    'ui/tile.tsx': 1,
    'screens/activate/Ranked.tsx': 1,
    // A file, and the address a browser's own password store wants to see. Nobody is signed in there.
    'parts/imports/ImportFile.tsx': 1,
    'screens/join/JoinForm.tsx': 1,
  });
});

test('passwords, codes and one-time links are kept nowhere, nor a press that acts at once', () => {
  expect(where(/kept=\{false\}/g)).toEqual({
    'forms/PasswordField.tsx': 1,
    'screens/control/Ready.tsx': 1,
    'screens/setUp/SetUp.tsx': 1,
    'screens/silver/OwnWall.tsx': 1,
    'screens/users/LinkOnce.tsx': 1,
  });
  expect(where(/type=(?:"|\{[^}]*')password/g)).toEqual({ 'forms/PasswordField.tsx': 1 });
});

test('no dialog says that it is about nobody while it names somebody', () => {
  const told = sources.flatMap(({ file, code }) =>
    [
      ...code.matchAll(
        /<(?:Dialog|Drawer|FormDialog)\b[^>]*?about=\{null\}[^>]*?title=\{`[^`]*\$\{(\w+)\.(?:reference|id)/g,
      ),
    ].map(() => file),
  );
  expect(told).toEqual([]);
});

test('what narrows a list is not kept: nobody is missing from it to whoever comes back', () => {
  expect(where(/<About\.Provider value=\{null\}/g)).toEqual({
    'screens/log/Log.tsx': 1,
    'screens/needs/Needs.tsx': 1,
    'screens/venues/Filters.tsx': 1,
  });
});

import { expect, test } from 'vitest';
import { z } from 'zod';
import { registry } from '../../server/commands.ts';
import { some } from '../support/some.ts';
import { bounds, type Bound } from './support/bounds.ts';
import { boundsIn, lines } from './support/boundsIn.ts';

// A row's version is bounded by its column in the database alone.
const isVersion = ([field]: Bound): boolean => /[vV]ersion$/.test(field);

test('every field of a command that is bounded has the bounds that were decided, and no other field has any', () => {
  const found = some(registry.values()).flatMap(({ contract }) =>
    boundsIn(contract.name, z.toJSONSchema(contract.args, { io: 'input', unrepresentable: 'any' })),
  );
  expect(lines(found.filter((it) => !isVersion(it)))).toEqual(lines(bounds));
});

type Holder = Record<string, unknown>;

/** The example of a command with another value in a field; nothing where the example lacks what the field stands in. */
function exampleWith(field: string, value: unknown): { command: string; path: string[]; args: unknown } | null {
  const command = field.split('.').slice(0, 2).join('.');
  const path = field
    .slice(command.length + 1)
    .replaceAll('[]', '.0')
    .split('.');
  const args = structuredClone(registry.get(command)?.contract.example) as Holder;
  let holder: unknown = args;
  for (const step of path.slice(0, -1)) holder = (holder as Holder | undefined)?.[step];
  if (typeof holder !== 'object' || holder === null) return null;
  (holder as Holder)[path.at(-1) ?? ''] = value;
  return { command, path, args };
}

/** What is refused of that field. */
function refused(field: string, value: unknown): string[] {
  const made = exampleWith(field, value);
  const issues = made && registry.get(made.command)?.contract.args.safeParse(made.args).error?.issues;
  const at = made?.path.join('.') ?? '';
  return (issues ?? []).filter(({ path }) => path.join('.') === at).map(({ message }) => message);
}

/** Of free text and numbers; what has a form of its own (an e-mail address, opening hours) is tested by its form. */
const tried = bounds.filter(
  ([field, kind]) =>
    kind !== 'list' &&
    !/email|hours$|Hours$|\.words$|saidBy|settings\.|scalesWith|roster\.answer\./i.test(field) &&
    exampleWith(field, 0) !== null,
);
const unit = ([, kind]: Bound): number => (kind === 'number' ? 0.001 : 1);
const valueOf = ([, kind]: Bound, size: number): unknown => (kind === 'text' ? 'x'.repeat(size) : size);

/** Less than the least: of a text, nothing that can be seen. */
const beneath = (it: Bound): unknown => (it[1] === 'text' ? '' : it[2] - unit(it));

test.each(some(tried).map((it) => [it[0], it] as const))(
  '%s takes what is at its bounds, and nothing beyond them',
  (field, it) => {
    const [, kind, least, most] = it;
    expect(refused(field, valueOf(it, most))).toEqual([]);
    expect(refused(field, valueOf(it, least))).toEqual([]);
    expect(refused(field, valueOf(it, most + unit(it)))).toHaveLength(1);
    expect(refused(field, beneath(it))).toHaveLength(least === 0 && kind === 'text' ? 0 : 1);
  },
);

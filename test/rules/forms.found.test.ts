import { expect, test } from 'vitest';
import { useFound } from '../../client/forms/useFound.ts';
import { drawn, mount } from './support/hooks.ts';

const [name, place] = [
  { id: 'venue-name', text: 'Say its name' },
  { id: 'venue-place', text: 'Say where it is' },
];

test('what was found wrong is told until it is typed over, and again when it is found again', async () => {
  const page = mount(useFound);
  page.now.find([name, place]);
  await drawn(() => page.now.errors.length === 2);
  page.now.typed({ 'venue-name': 'Hall' });
  await drawn(() => page.now.errors.length === 1);
  expect([page.now.errors, page.now.answer]).toEqual([[place], [name, place]]);
  page.now.find([name]);
  await drawn(() => page.now.errors[0] === name);
  expect(page.now.errors).toEqual([name]);
});

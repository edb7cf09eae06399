import { expect, test } from 'vitest';
import { codeIn, pairingCode, setUpLink } from '../../shared/tablets.ts';

test('a set-up link holds the code after the #, which is sent to nobody', () => {
  const link = new URL(setUpLink('https://haven.example', 'MQR7 2HX9 TD'));
  expect([link.pathname, link.search, link.hash]).toEqual(['/set-up', '', '#MQR72HX9TD']);
  expect(codeIn(link.href)).toBe('MQR72HX9TD');
});

test.each(['MQR7 2HX9 TD', ' mqr72hx9td ', 'https://haven.example/set-up#MQR72HX9TD'])(
  '%s is read as the code',
  (text) => {
    expect(pairingCode.parse(codeIn(text))).toBe('MQR72HX9TD');
  },
);

import { expect, it } from 'vitest';
import { safeName } from './safe-name.ts';
import { windowsName } from './windows-name.ts';

it('makes names fit for Windows, no two of them the same', () => {
  const names = ['a:b', 'a?b', 'a*b', 'what"', 'x<y>|z', 'tab\there', 'ends.', 'ends ', 'ends..', 'CON', 'con.txt', 'Lpt1 .x', 'NUL', 'a\\b', 'CON '];
  const made = names.map(windowsName);
  expect(made).toEqual(['a%3Ab', 'a%3Fb', 'a%2Ab', 'what%22', 'x%3Cy%3E%7Cz', 'tab%09here', 'ends%2E', 'ends%20', 'ends.%2E', '%43ON', '%63on.txt', '%4Cpt1 .x', '%4EUL', 'a%5Cb', 'CON%20']);
  expect(new Set(made).size).toBe(names.length);
  for (const name of made) expect(safeName(name, 'win32')).toBe(name);
});

it('leaves other names alone', () => {
  for (const name of ['a.txt', 'Ünïcode', '.profile', 'console', 'com10', 'a%3Ab', '..', '.']) expect(windowsName(name)).toBe(name);
});

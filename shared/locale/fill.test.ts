import { expect, it } from 'vitest';
import { fill } from './fill.ts';

it('puts in what it is given, and leaves every other name as it stands', () => {
  expect(fill('{done} of {count}, {done} {left} {constructor} {toString}', { done: 1, count: 'two' })).toBe('1 of two, 1 {left} {constructor} {toString}');
});

import { expect, it } from 'vitest';
import type { Item } from './item.ts';
import { createReached } from './reached.ts';

it('gives attempts back where one goes on further than all before it, and not where a server has it begin anew', () => {
  const reached = createReached();
  const item = { id: 't1', attempts: 1, bytes: 0, note: null } as unknown as Item;
  reached.began(item, 1000);
  expect([item.attempts, item.note]).toEqual([0, 'went-on']);
  for (const attempts of [1, 2]) {
    item.attempts = attempts;
    reached.began(item, 0);
    reached.ended(item);
    reached.began(item, 1000);
    expect(item.attempts).toBe(attempts);
  }
  reached.began(item, 1001);
  expect(item.attempts).toBe(0);
});

import { expect, it } from 'vitest';
import { seededRandom } from '../../../../e2e/fixtures/seeded-random.ts';
import { sortInParts } from './sort-in-parts.ts';

function sorted(keys: readonly number[]) {
  const work = sortInParts(keys.length, (a, b) => keys[a]! - keys[b]! || a - b);
  let yields = 0;
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return { keys: [...step.value].map((place) => keys[place]!), places: new Set(step.value).size, yields };
    yields++;
  }
}

it.each([0, 1, 2, 1999, 2000, 2001, 4000, 9001, 50_000])('puts %i things in order, each once', (count) => {
  const random = seededRandom(count);
  for (const keys of [Array.from({ length: count }, () => random.below(1000)), Array.from({ length: count }, (_, index) => index), Array.from({ length: count }, (_, index) => -index)]) {
    expect(sorted(keys)).toMatchObject({ keys: keys.toSorted((a, b) => a - b), places: count });
  }
});

it('pauses again and again', () => {
  expect(sorted(Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 100_000)).yields).toBeGreaterThan(100);
});

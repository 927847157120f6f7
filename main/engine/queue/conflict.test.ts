import { describe, expect, it } from 'vitest';
import type { Question } from '../../../shared/model/question.ts';
import type { Ask } from '../session/context.ts';
import { createConflicts, freeName } from './conflict.ts';
import type { Item } from './item.ts';

const item = { batch: 1, direction: 'upload', to: { path: '/x' } } as Item;
const entry = { name: 'x', kind: 'file', size: 1, modified: null, mode: null, owner: null, group: null, linkTarget: null, targetKind: null } as const;
const never = new AbortController().signal;

describe('a file that exists', () => {
  it('is asked about one at a time, and no more after “for all”', async () => {
    const answers: ((answer: unknown) => void)[] = [];
    const ask = ((_question: Question) => new Promise((resolve) => { answers.push(resolve as (answer: unknown) => void); })) as Ask;
    const conflicts = createConflicts(ask);
    const decisions = [1, 2, 3].map(() => conflicts.decide(item, entry, entry, never));
    const other = conflicts.decide({ ...item, batch: 2 }, entry, entry, never);
    await expect.poll(() => answers.length).toBe(2);
    answers[0]!({ action: 'overwrite', forAll: false });
    await expect.poll(() => answers.length).toBe(3);
    answers[2]!({ action: 'skip', forAll: true });
    expect(await Promise.all(decisions)).toEqual(['overwrite', 'skip', 'skip']);
    expect(conflicts.standing(1)).toBe('skip');
    expect(conflicts.standing(2)).toBeNull();
    answers[1]!({ action: 'rename', forAll: false });
    expect(await other).toBe('rename');
  });

  it('gets a free name', () => {
    const taken = new Set(['photo (2).jpg', 'photo (3).jpg', '.profile (2)']);
    expect(freeName('photo.jpg', (name) => taken.has(name))).toBe('photo (4).jpg');
    expect(freeName('.profile', (name) => taken.has(name))).toBe('.profile (3)');
    expect(freeName('README', () => false)).toBe('README (2)');
    expect(freeName('a.tar.gz', () => false)).toBe('a.tar (2).gz');
  });
});

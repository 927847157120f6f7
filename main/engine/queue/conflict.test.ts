import { describe, expect, it } from 'vitest';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import type { Question } from '../../../shared/model/question.ts';
import type { ConflictPolicy } from '../../../shared/model/transfer-rules.ts';
import type { Ask } from '../session/context.ts';
import { createConflicts, freeName, isCollision } from './conflict.ts';
import type { Item } from './item.ts';
import { createStandingAnswers } from './standing-answers.ts';

const item = { direction: 'upload', to: { path: '/x' } } as Item;
const entry = { name: 'x', kind: 'file', size: 1, modified: null, mode: null, owner: null, group: null, linkTarget: null, targetKind: null } as const;
const files = { source: entry, target: entry, differs: false, to: { session: LOCAL_SESSION, path: '/x' } };
const never = new AbortController().signal;

function conflictsWith(setting: ConflictPolicy = 'ask') {
  const answers: ((answer: unknown) => void)[] = [];
  const ask = ((_question: Question) => new Promise((resolve) => { answers.push(resolve as (answer: unknown) => void); })) as Ask;
  const conflicts = createConflicts(ask, () => setting, createStandingAnswers(null, () => {}));
  return { answers, ...conflicts };
}

describe('a file that exists', () => {
  it('is asked about one at a time, and no more after an answer for all', async () => {
    const { answers, decide, policy, forgetAll } = conflictsWith();
    const decisions = [1, 2, 3].map(() => decide(item, files, never));
    const down = decide({ ...item, direction: 'download' }, files, never);
    await expect.poll(() => answers.length).toBe(1);
    answers[0]!({ action: 'overwrite', scope: 'this' });
    await expect.poll(() => answers.length).toBe(2);
    answers[1]!({ action: 'skip', scope: 'direction' });
    expect(await Promise.all(decisions)).toEqual(['overwrite', 'skip', 'skip']);
    expect([policy('upload'), policy('download')]).toEqual(['skip', 'ask']);
    await expect.poll(() => answers.length).toBe(3);
    answers[2]!({ action: 'rename', scope: 'run' });
    expect(await down).toBe('rename');
    expect([policy('upload'), policy('download'), policy('copy')]).toEqual(['rename', 'rename', 'rename']);
    forgetAll();
    expect(policy('copy')).toBe('ask');
  });

  it('is asked about where the rule needs what is not known, and where it has another name in the same letters', async () => {
    const { answers, decide } = conflictsWith('newer');
    const open = decide(item, files, never);
    await expect.poll(() => answers.length).toBe(1);
    answers[0]!({ action: 'overwrite', scope: 'run' });
    expect(await open).toBe('overwrite');
    const collision = decide(item, { ...files, target: { ...entry, name: 'X' } }, never);
    await expect.poll(() => answers.length).toBe(2);
    answers[1]!({ action: 'skip', scope: 'this' });
    expect(await collision).toBe('skip');
    expect(isCollision({ to: { path: '/a/x.TXT' } } as Item, { ...entry, name: 'X.txt' })).toBe(true);
    expect(isCollision({ to: { path: '/a/x' } } as Item, entry)).toBe(false);
  });

  it('is asked about where the rule is to continue it, and it has turned out to be another', async () => {
    const { answers, decide } = conflictsWith('resume');
    expect(await decide(item, files, never)).toBe('resume');
    const differs = decide(item, { ...files, differs: true }, never);
    await expect.poll(() => answers.length).toBe(1);
    answers[0]!({ action: 'rename', scope: 'run' });
    expect([await differs, await decide(item, { ...files, differs: true }, never)]).toEqual(['rename', 'rename']);
  });

  it('gets a free name', () => {
    const taken = new Set(['photo (2).jpg', 'photo (3).jpg', '.profile (2)']);
    expect(freeName('photo.jpg', (name) => taken.has(name))).toBe('photo (4).jpg');
    expect(freeName('.profile', (name) => taken.has(name))).toBe('.profile (3)');
    expect(freeName('README', () => false)).toBe('README (2)');
    expect(freeName('a.tar.gz', () => false)).toBe('a.tar (2).gz');
  });
});

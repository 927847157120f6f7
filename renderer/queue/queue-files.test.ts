import { expect, it } from 'vitest';
import { succeeded } from '../../shared/model/outcome.ts';
import { testHawser } from '../testing/test-hawser.ts';
import { exportQueue, importQueue } from './queue-files.ts';

const queue = { format: 'hawser-queue', version: 1, accounts: [], transfers: [] } as const;

it.each([
  [0, '3 transfers were added to the queue', 'That is all that the file holds.'],
  [1, '3 transfers were added to the queue', '1 entry of the file was left out: it cannot be read, or its server speaks another protocol.'],
])('says how much of a file came in, %i left out', async (leftOut, title, body) => {
  const { hawser } = testHawser({ loadQueue: () => succeeded({ queue, leftOut }), importQueue: () => succeeded(3) });
  await importQueue(hawser);
  expect(hawser.notices.store.getState().shown).toMatchObject([{ title, body }]);
});

it('says what FileZilla cannot be given, and nothing where all went along', async () => {
  for (const [leftOut, titles] of [[0, []], [2, ['2 transfers were left out of the file']]] as const) {
    const { hawser } = testHawser({ exportQueue: () => succeeded(queue), saveQueue: () => succeeded(leftOut) });
    await exportQueue(hawser, 'filezilla');
    expect(hawser.notices.store.getState().shown.map(({ title }) => title)).toEqual(titles);
  }
});

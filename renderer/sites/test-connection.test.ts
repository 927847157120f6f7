import { expect, it } from 'vitest';
import { failureData } from '../../shared/model/failure.ts';
import { failed, succeeded, type Outcome } from '../../shared/model/outcome.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { facts, REMOTE, testHawser } from '../testing/test-hawser.ts';
import { createConnectionTest } from './test-connection.ts';

const profile: Profile = { protocol: 'sftp', host: 'h', port: 22, logon: { type: 'agent', user: 'u' }, dataMode: 'default' };
const snapshot = (...sessions: readonly ReturnType<typeof facts>[]) => succeeded({ sessions, transfers: [], totals: {}, questions: [], log: [] });
const ends = (calls: readonly (readonly [string, ...unknown[]])[]) => calls.map(([name]) => name).filter((name) => name === 'disconnect' || name === 'cancel');

it('tells what it found, the channels as they are after the listing, and leaves', async () => {
  let asked = 0;
  const open = facts(REMOTE, { protection: { control: { kind: 'plain' }, data: { kind: 'plain' } } });
  const { hawser, calls } = testHawser({ connect: () => succeeded(facts(REMOTE)), list: () => succeeded({ count: 3, path: '/home' }), snapshot: () => (asked++ === 0 ? snapshot() : snapshot(open)) });
  const test = createConnectionTest(hawser);
  await test.run(profile, { secret: 's' }, '');
  expect(test.store.getState()).toMatchObject({ kind: 'done', home: '/home', entries: 3, protection: { data: { kind: 'plain' } } });
  expect(ends(calls)).toEqual(['disconnect']);
});

it('leaves a session open that was open before', async () => {
  const { hawser, calls } = testHawser({ connect: () => succeeded(facts(REMOTE)), list: () => succeeded({ count: 0, path: '/' }), snapshot: () => snapshot(facts(REMOTE)) });
  await createConnectionTest(hawser).run(profile, {}, '/somewhere');
  expect(ends(calls)).toEqual([]);
  expect(calls.find(([name]) => name === 'list')?.[3]).toBe('/somewhere');
});

it('is stopped while it connects, and leaves what opens all the same', async () => {
  const opening = Promise.withResolvers<Outcome<unknown>>();
  const { hawser, calls } = testHawser({ connect: () => opening.promise, snapshot: () => snapshot() });
  const test = createConnectionTest(hawser);
  const running = test.run(profile, {}, '');
  await expect.poll(() => test.store.getState()).toMatchObject({ kind: 'running', step: 'connecting' });
  await test.stop();
  opening.resolve(succeeded(facts(REMOTE)));
  await running;
  expect(test.store.getState()).toEqual({ kind: 'idle' });
  expect(ends(calls)).toEqual(['cancel', 'disconnect']);
});

it('shows why it failed', async () => {
  const { hawser } = testHawser({ connect: () => failed(failureData('host-not-found', { host: 'h', port: 22 })), snapshot: () => snapshot() });
  const test = createConnectionTest(hawser);
  await test.run(profile, {}, '');
  expect(test.store.getState()).toMatchObject({ kind: 'failed', failure: { reason: 'host-not-found' } });
});

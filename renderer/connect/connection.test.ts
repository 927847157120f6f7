// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { failureData } from '../../shared/model/failure.ts';
import { failed, type Outcome, succeeded } from '../../shared/model/outcome.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { sessionIdSchema } from '../../shared/model/ids.ts';
import { facts, REMOTE, testHawser } from '../testing/test-hawser.ts';

const profile: Profile = { protocol: 'sftp', host: 'files.example.org', port: 22, logon: { type: 'password', user: 'marit' }, dataMode: 'default' };
const listed = () => succeeded({ count: 0, path: '/' });

describe('the connection', () => {
  it('opens, shows the folder asked for, and closes', async () => {
    const { hawser, calls } = testHawser({ connect: () => succeeded(facts(REMOTE)), list: (_op: never, _session: never, path: never) => succeeded({ count: 0, path }) });
    await hawser.connection.connect(profile, { secret: 'xyzzy', remoteDirectory: '/var/www' });
    await expect.poll(() => hawser.panes.remote.store.getState()).toMatchObject({ session: REMOTE, path: '/var/www', status: 'ready' });
    expect(calls.find(([name]) => name === 'connect')?.slice(2)).toEqual([profile, { secret: 'xyzzy' }]);
    expect(JSON.stringify([hawser.connection.store.getState(), hawser.panes.remote.store.getState()])).not.toContain('xyzzy');
    await hawser.connection.disconnect();
    expect(hawser.connection.store.getState()).toMatchObject({ status: 'none', failure: null });
    expect(hawser.panes.remote.store.getState().session).toBeNull();
    expect(calls.at(-1)).toEqual(['disconnect', REMOTE]);
  });

  it('keeps the failure of a connection that did not come about, but not of one that was called off', async () => {
    const refused = failureData('connection-refused', { host: 'x', port: 22 });
    const first = testHawser({ connect: () => failed(refused) }).hawser;
    await first.connection.connect(profile);
    expect(first.connection.store.getState()).toEqual({ status: 'none', profile, failure: refused });
    const second = testHawser({ connect: () => failed(failureData('cancelled')) }).hawser;
    await second.connection.connect(profile);
    expect(second.connection.store.getState()).toMatchObject({ status: 'none', failure: null });
  });

  it('closes a session that opens after it was called off', async () => {
    const opening = Promise.withResolvers<Outcome<unknown>>();
    const { hawser, calls } = testHawser({ connect: () => opening.promise });
    const connecting = hawser.connection.connect(profile);
    await expect.poll(() => calls.some(([name]) => name === 'connect')).toBe(true);
    await hawser.connection.cancel();
    opening.resolve(succeeded(facts(REMOTE)));
    await connecting;
    expect(hawser.connection.store.getState().status).toBe('none');
    expect(calls.at(-1)).toEqual(['disconnect', REMOTE]);
  });

  it('opens its session again in a new engine, once for all who want it', async () => {
    const again = sessionIdSchema.parse('remote-2');
    let opened = 0;
    const { hawser, calls } = testHawser({ connect: () => succeeded(facts(opened++ === 0 ? REMOTE : again)), list: listed });
    await hawser.connection.connect(profile, { secret: 'xyzzy' });
    hawser.connection.engineGone();
    expect(hawser.connection.store.getState()).toMatchObject({ status: 'open', orphaned: true, lost: { reason: 'engine-stopped' } });
    const [one, two] = await Promise.all([hawser.connection.session(), hawser.connection.session()]);
    expect([one, two]).toEqual([succeeded(again), succeeded(again)]);
    expect(opened).toBe(2);
    expect(calls.filter(([name]) => name === 'connect').at(-1)?.[3]).toEqual({});
    expect(hawser.panes.remote.store.getState().session).toBe(again);
    expect(hawser.connection.store.getState()).toMatchObject({ orphaned: false, lost: null });
  });

  it('shows a loss until the session speaks again', async () => {
    const { hawser } = testHawser({ connect: () => succeeded(facts(REMOTE)), list: listed });
    await hawser.connection.connect(profile);
    hawser.connection.sessionLost(REMOTE, failureData('connection-lost', { host: 'x' }));
    expect(hawser.connection.store.getState()).toMatchObject({ lost: { reason: 'connection-lost' } });
    hawser.connection.sessionChanged(facts(REMOTE));
    expect(hawser.connection.store.getState()).toMatchObject({ lost: null });
  });
});

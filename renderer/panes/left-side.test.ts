// @vitest-environment node
import { expect, it } from 'vitest';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import { succeeded } from '../../shared/model/outcome.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { entry, facts, REMOTE, showFolder, testHawser } from '../testing/test-hawser.ts';
import { transferSelected } from './transfer.ts';

const profile: Profile = { protocol: 'ftp', host: 'files.example.org', port: 21, logon: { type: 'password', user: 'marit' }, dataMode: 'default' };

it('shows a server in the place of this computer and goes back to the folder that was shown', async () => {
  const { hawser } = testHawser({ connect: () => succeeded(facts(REMOTE)), list: (_op: never, _session: never, path: never) => succeeded({ count: 0, path }) });
  const { left, panes } = hawser;
  await left.ready(facts(LOCAL_SESSION, { home: '/home/me' }));
  await panes.local.open('/home/me/site');
  await left.server.connect(profile, { remoteDirectory: '/www' });
  await expect.poll(() => panes.local.store.getState()).toMatchObject({ session: REMOTE, path: '/www', label: profile.host, status: 'ready' });
  await left.showComputer();
  await expect.poll(() => panes.local.store.getState()).toMatchObject({ session: LOCAL_SESSION, path: '/home/me/site', status: 'ready' });
});

it('copies between the two servers, and keeps a session that the other side shows too', async () => {
  const { hawser, calls } = testHawser({ connect: () => succeeded(facts(REMOTE)), list: (_op: never, _session: never, path: never) => succeeded({ count: 0, path }) });
  await hawser.connection.connect(profile);
  await hawser.left.server.connect(profile);
  await expect.poll(() => hawser.panes.local.store.getState().status).toBe('ready');
  showFolder(hawser, 'local', '/from', [entry('a.txt')]);
  hawser.panes.local.store.setState(({ selection }) => ({ selection: { ...selection, selected: new Set(['a.txt']) } }));
  await transferSelected(hawser, 'local');
  expect(calls.find(([name]) => name === 'enqueue')?.[1]).toMatchObject({ sources: [{ place: { session: REMOTE, path: '/from/a.txt' } }], targetDirectory: { session: REMOTE } });
  await hawser.left.showComputer();
  expect(calls.some(([name]) => name === 'disconnect')).toBe(false);
  await hawser.connection.disconnect();
  expect(calls.filter(([name]) => name === 'disconnect')).toEqual([['disconnect', REMOTE]]);
});

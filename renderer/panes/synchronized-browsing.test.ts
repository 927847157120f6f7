import { expect, it } from 'vitest';
import { failureData } from '../../shared/model/failure.ts';
import { failed, succeeded } from '../../shared/model/outcome.ts';
import { facts, REMOTE, showFolder, testHawser } from '../testing/test-hawser.ts';

/** Two panes of which the remote one has no folder `alone`. */
function together() {
  const test = testHawser({ list: (_operation: never, session: never, path: string) => (session === REMOTE && path.endsWith('/alone') ? failed(failureData('not-connected')) : succeeded({ count: 0, path })) });
  test.hawser.connection.adopt(facts(REMOTE), { protocol: 'sftp', host: 'h', port: 22, logon: { type: 'agent', user: 'u' }, dataMode: 'default' });
  showFolder(test.hawser, 'local', '/home/site', []);
  showFolder(test.hawser, 'remote', '/srv/www', []);
  test.hawser.together.begin();
  const paths = () => [test.hawser.panes.local.store.getState().path, test.hawser.panes.remote.store.getState().path];
  return { ...test, paths };
}

it('opens in one pane what is opened in the other, down and up again', async () => {
  const { hawser, paths, calls } = together();
  await hawser.panes.local.open('/home/site/css/print');
  await expect.poll(paths).toEqual(['/home/site/css/print', '/srv/www/css/print']);
  await hawser.panes.remote.parent();
  await expect.poll(paths).toEqual(['/home/site/css', '/srv/www/css']);
  // Nobody follows the one that followed.
  expect(calls.filter(([name]) => name === 'list')).toHaveLength(4);
  hawser.together.end();
  await hawser.panes.local.open('/home/site');
  expect(paths()).toEqual(['/home/site', '/srv/www/css']);
});

it('ends, and says so, where the other side has no such folder or the place is another', async () => {
  const { hawser } = together();
  await hawser.panes.local.open('/home/site/alone');
  await expect.poll(() => hawser.together.store.getState().from).toBeNull();
  expect(hawser.notices.store.getState().shown.at(-1)?.body).toContain('/srv/www/alone');
  const other = together().hawser;
  await other.panes.remote.open('/etc');
  await expect.poll(() => other.together.store.getState().from).toBeNull();
  expect(other.panes.local.store.getState().path).toBe('/home/site');
});

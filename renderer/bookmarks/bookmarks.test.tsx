import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Profile } from '../../shared/model/profile.ts';
import { type SitesChange, siteSchema } from '../../shared/model/site.ts';
import { changeSites } from '../../shared/model/site-change.ts';
import { succeeded } from '../../shared/model/outcome.ts';
import { commandState } from '../command-state.ts';
import type { Hawser } from '../hawser.ts';
import { renderIn } from '../testing/render-in.tsx';
import { facts, REMOTE, showFolder, testHawser } from '../testing/test-hawser.ts';
import { menuFor } from '../window/native-menu.ts';
import { AddBookmarkDialog } from './add-bookmark-dialog.tsx';
import { BookmarkManager } from './bookmark-manager.tsx';
import { chooseBookmark } from './bookmarks.ts';

const profile: Profile = { protocol: 'sftp', host: 'files.example.org', port: 22, logon: { type: 'agent', user: 'marit' }, dataMode: 'default' };
const site = siteSchema.parse({ id: 'museum', name: 'museum', profile });
const elsewhere = { name: 'logs', remoteDirectory: '/var/log', localDirectory: '', synchronizedBrowsing: false };

/** A window at a site, whose main keeps what is changed. */
function atSite() {
  const parts: { hawser?: Hawser } = {};
  const test = testHawser({
    list: (_operation: never, _session: never, path: string) => succeeded({ count: 0, path }),
    changeSites: (change: SitesChange) => {
      const { sites } = parts.hawser!;
      sites.set(changeSites(sites.store.getState(), change));
      return succeeded(undefined);
    },
  });
  parts.hawser = test.hawser;
  test.hawser.sites.set({ nodes: [site], bookmarks: [elsewhere] });
  test.hawser.connection.adopt(facts(REMOTE), profile);
  showFolder(test.hawser, 'local', '/home/marit/site', []);
  showFolder(test.hawser, 'remote', '/srv/www', []);
  return test;
}

it('keeps the two folders with the connected site, offers them first in the menu, and opens both', async () => {
  const { hawser } = atSite();
  renderIn(hawser, <AddBookmarkDialog onClose={() => {}} />);
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('www');
  expect(screen.getByLabelText<HTMLSelectElement>('Offered').selectedOptions[0]?.text).toBe('museum');
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'site & shop' } });
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Add' })));
  expect(hawser.sites.store.getState().sites[0]?.bookmarks).toEqual([{ name: 'site & shop', localDirectory: '/home/marit/site', remoteDirectory: '/srv/www', synchronizedBrowsing: false }]);

  const menu = menuFor(commandState(hawser)).find(({ label }) => label === '&Bookmarks');
  expect(menu?.items.map(({ command, label }) => [command, label]).slice(-2)).toEqual([['bookmark:0', 'site && shop'], ['bookmark:1', 'logs']]);
  showFolder(hawser, 'local', '/tmp', []);
  showFolder(hawser, 'remote', '/', []);
  expect(chooseBookmark(hawser, 'bookmark:0')).toBe(true);
  await expect.poll(() => [hawser.panes.local.store.getState().path, hawser.panes.remote.store.getState().path]).toEqual(['/home/marit/site', '/srv/www']);
  expect(chooseBookmark(hawser, 'something-else')).toBe(false);
});

it('changes a bookmark as its field is left, removes one with undo, and keeps none without a name', async () => {
  const { hawser, calls } = atSite();
  renderIn(hawser, <BookmarkManager onClose={() => {}} />);
  fireEvent.change(screen.getByLabelText('Offered'), { target: { value: '' } });
  const name = screen.getByLabelText('Name: logs');
  fireEvent.change(name, { target: { value: ' ' } });
  fireEvent.blur(name);
  expect(name.getAttribute('aria-invalid')).toBe('true');
  expect(hawser.sites.store.getState().bookmarks).toEqual([elsewhere]);
  fireEvent.change(name, { target: { value: 'journals' } });
  await act(async () => fireEvent.blur(name));
  expect(hawser.sites.store.getState().bookmarks).toEqual([{ ...elsewhere, name: 'journals' }]);
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Delete journals' })));
  expect(hawser.sites.store.getState().bookmarks).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(calls.at(-1)).toEqual(['undoSites']);
});

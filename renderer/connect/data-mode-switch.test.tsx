import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { failureData } from '../../shared/model/failure.ts';
import { siteIdSchema } from '../../shared/model/ids.ts';
import { failed, type Outcome, succeeded } from '../../shared/model/outcome.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { siteSchema, type Site } from '../../shared/model/site.ts';
import { commandState } from '../command-state.ts';
import { commands } from '../commands.ts';
import { runCommand } from '../run-command.ts';
import { renderIn } from '../testing/render-in.tsx';
import { facts, REMOTE, testHawser } from '../testing/test-hawser.ts';
import { StatusBar } from '../window/status-bar.tsx';

const profile: Profile = { protocol: 'ftp', host: 'files.example.org', port: 21, logon: { type: 'password', user: 'marit' }, dataMode: 'default' };
const site: Site = siteSchema.parse({ id: siteIdSchema.parse('site-1'), name: 'Files', profile, remoteDirectory: '/site' });
const passive = facts(REMOTE, { dataMode: 'passive' });
const choice = (name: string) => screen.queryByRole<HTMLInputElement>('radio', { name });

it('shows the mode, and a click tells the engine and keeps it with the saved site', async () => {
  const { hawser, calls } = testHawser();
  hawser.sites.set({ nodes: [site], bookmarks: [] });
  hawser.connection.adopt(passive, profile);
  renderIn(hawser, <StatusBar />);
  expect(screen.getByRole('radiogroup', { name: 'Data connections' }).textContent).toContain('Passive');
  expect([choice('Passive')?.checked, choice('Active')?.checked]).toEqual([true, false]);
  expect(choice('Active')?.closest('label')?.title).toContain('the server opens');
  fireEvent.click(choice('Active')!);
  expect(choice('Active')?.checked).toBe(true);
  await expect.poll(() => calls).toContainEqual(['setDataMode', REMOTE, 'active']);
  await expect.poll(() => calls).toContainEqual(['changeSites', { kind: 'put', nodes: [{ ...site, profile: { ...profile, dataMode: 'active' } }], before: null }]);
  expect(hawser.connection.store.getState().profile?.dataMode).toBe('active');
});

it('saves nothing for a server that is no site, and says why the engine refused', async () => {
  const { hawser, calls } = testHawser({ setDataMode: () => failed(failureData('not-connected')) });
  hawser.connection.adopt(passive, profile);
  runCommand(hawser, 'activeMode');
  await expect.poll(() => hawser.notices.store.getState()).toMatchObject({ shown: [{}] });
  expect(calls.map(([name]) => name)).not.toContain('changeSites');
});

it('is not there where the protocol has no such choice', () => {
  const { hawser } = testHawser();
  hawser.connection.adopt(facts(REMOTE), { ...profile, protocol: 'sftp' });
  renderIn(hawser, <StatusBar />);
  expect(screen.queryByRole('radiogroup')).toBeNull();
  expect(commands.activeMode.enabled(commandState(hawser))).toBe(false);
});

it('is a command that turns it to and fro', async () => {
  const { hawser, calls } = testHawser();
  hawser.connection.adopt(passive, profile);
  expect(commands.activeMode.checked?.(commandState(hawser))).toBe(false);
  runCommand(hawser, 'activeMode');
  expect(commands.activeMode.checked?.(commandState(hawser))).toBe(true);
  runCommand(hawser, 'activeMode');
  await expect.poll(() => calls.filter(([name]) => name === 'setDataMode').map(([, , mode]) => mode)).toEqual(['active', 'passive']);
});

it('holds through the end of the engine, even where it is turned while the session opens again', async () => {
  const opening = Promise.withResolvers<Outcome<unknown>>();
  const { hawser, calls } = testHawser({ connect: () => opening.promise });
  hawser.connection.adopt(passive, profile);
  hawser.connection.engineGone();
  await hawser.connection.setDataMode('active');
  expect(calls).toEqual([]);
  const reopened = hawser.connection.session();
  expect(calls[0]?.[2]).toMatchObject({ dataMode: 'active' });
  await hawser.connection.setDataMode('passive');
  opening.resolve(succeeded(facts(REMOTE, { dataMode: 'active' })));
  await reopened;
  expect(calls.at(-1)).toEqual(['setDataMode', REMOTE, 'passive']);
});

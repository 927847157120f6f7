import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { siteIdSchema } from '../../shared/model/ids.ts';
import type { Site } from '../../shared/model/site.ts';
import { StartPanel } from '../connect/start-panel.tsx';
import { renderIn } from '../testing/render-in.tsx';
import { testHawser } from '../testing/test-hawser.ts';

const site = (name: string): Site => ({
  id: siteIdSchema.parse(name), name, remoteDirectory: '', localDirectory: '',
  profile: { protocol: 'sftp', host: `${name}.example.org`, port: 22, logon: { type: 'password', user: 'marit' }, dataMode: 'default' },
});

it('connects a site by Enter and double-click, and asks before it removes one', async () => {
  const { hawser, calls } = testHawser({ connect: () => new Promise(() => {}) });
  renderIn(hawser, <StartPanel />);
  expect(screen.getByText('No server connected')).toBeTruthy();
  act(() => hawser.sites.set([site('museum'), site('harbour')]));
  const list = screen.getByRole('listbox', { name: 'Sites' });
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([expect.stringContaining('harbour'), expect.stringContaining('museum')]);
  fireEvent.click(screen.getByRole('button', { name: 'Remove museum' }));
  expect(hawser.window.getState().dialog).toMatchObject({ kind: 'remove-site' });
  fireEvent.keyDown(list, { key: 'ArrowDown' });
  fireEvent.keyDown(list, { key: 'Enter' });
  await screen.findByText('Connecting to museum.example.org');
  expect(calls.find(([name]) => name === 'connect')?.[2]).toMatchObject({ host: 'museum.example.org' });
});

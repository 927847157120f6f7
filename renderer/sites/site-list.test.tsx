import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { siteSchema, type Site } from '../../shared/model/site.ts';
import { StartPanel } from '../connect/start-panel.tsx';
import { renderIn } from '../testing/render-in.tsx';
import { testHawser } from '../testing/test-hawser.ts';

const site = (name: string): Site =>
  siteSchema.parse({ id: name, name, profile: { protocol: 'sftp', host: `${name}.example.org`, port: 22, logon: { type: 'password', user: 'marit' } } });

it('connects a site by Enter and double-click, and opens it in the site manager', async () => {
  const { hawser, calls } = testHawser({ connect: () => new Promise(() => {}) });
  renderIn(hawser, <StartPanel />);
  expect(screen.getByText('No server connected')).toBeTruthy();
  act(() => hawser.sites.set({ nodes: [site('museum'), site('harbour')], bookmarks: [] }));
  const list = screen.getByRole('listbox', { name: 'Sites' });
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([expect.stringContaining('museum'), expect.stringContaining('harbour')]);
  fireEvent.click(screen.getByRole('button', { name: 'Edit museum' }));
  expect(hawser.window.getState().dialog).toEqual({ kind: 'sites', site: 'museum' });
  fireEvent.keyDown(list, { key: 'ArrowDown' });
  fireEvent.keyDown(list, { key: 'Enter' });
  await screen.findByText('Connecting to harbour.example.org');
  expect(calls.find(([name]) => name === 'connect')?.[2]).toMatchObject({ host: 'harbour.example.org' });
  expect(calls).toContainEqual(['noteUsed', { site: 'harbour' }]);
});

import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { NO_SECRETS, type SecretKeeping } from '../../shared/model/secret-status.ts';
import { siteSchema } from '../../shared/model/site.ts';
import { renderIn } from '../testing/render-in.tsx';
import { testHawser } from '../testing/test-hawser.ts';
import { SiteManager } from './site-manager.tsx';

const site = siteSchema.parse({ id: 'museum', name: 'museum', profile: { protocol: 'sftp', host: 'h', port: 22, logon: { type: 'password', user: 'marit' } } });
const field = (): HTMLInputElement => screen.getByLabelText('Password');

function open(keeping: SecretKeeping) {
  const test = testHawser({ connect: () => new Promise(() => {}) });
  test.hawser.sites.set({ nodes: [site], bookmarks: [] });
  test.hawser.secrets.set({ ...NO_SECRETS, keeping });
  renderIn(test.hawser, <SiteManager site={site.id} onClose={() => {}} />);
  return test;
}

it('has a typed password saved by main, shows a saved one as such alone, and forgets it', async () => {
  const { hawser, calls } = open('keyring');
  fireEvent.change(field(), { target: { value: 's3cret' } });
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Save' })));
  expect(calls.at(-1)).toEqual(['setSiteSecret', 'museum', { secret: 's3cret' }]);
  act(() => hawser.secrets.set({ ...NO_SECRETS, keeping: 'keyring', sites: [site.id], count: 1 }));
  expect(screen.getByText('Saved, sealed')).toBeTruthy();
  expect(document.body.innerHTML).not.toContain('s3cret');
  fireEvent.click(screen.getByRole('button', { name: 'Replace' }));
  expect(field().value).toBe('');
  fireEvent.click(screen.getByRole('button', { name: 'Keep the saved one' }));
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Forget' })));
  expect(calls.at(-1)).toEqual(['setSiteSecret', 'museum', null]);
});

it.each<SecretKeeping>(['session', 'never'])('uses a typed password for the connection alone where nothing is kept (%s)', async (keeping) => {
  const { calls } = open(keeping);
  fireEvent.change(field(), { target: { value: 's3cret' } });
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Connect' })));
  await expect.poll(() => calls.find(([name]) => name === 'connect')?.[3]).toEqual({ secret: 's3cret', site: 'museum' });
  expect(calls.some(([name]) => name === 'setSiteSecret')).toBe(false);
});

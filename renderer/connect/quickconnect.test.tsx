import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { succeeded } from '../../shared/model/outcome.ts';
import { renderIn } from '../testing/render-in.tsx';
import { facts, REMOTE, testHawser } from '../testing/test-hawser.ts';
import { Quickconnect } from './quickconnect.tsx';

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);

it('splits a pasted address, connects on Enter, and keeps no password', async () => {
  const { hawser, calls } = testHawser({ connect: () => succeeded(facts(REMOTE)), list: (_op: never, _session: never, path: string) => succeeded({ count: 0, path }) });
  renderIn(hawser, <Quickconnect />);
  fireEvent.change(field('Host'), { target: { value: 'ftpes://marit:s3cret@files.example.org:2121/site' } });
  expect([field('Protocol').value, field('Host').value, field('User').value, field('Port').value, field('Password').value]).toEqual(['ftps-explicit', 'files.example.org', 'marit', '2121', 's3cret']);
  fireEvent.submit(screen.getByRole('form', { name: 'Quickconnect' }));
  expect(field('Password').value).toBe('');
  await expect.poll(() => hawser.panes.remote.store.getState().path).toBe('/site');
  const [, , profile, options] = calls.find(([name]) => name === 'connect')!;
  expect(profile).toMatchObject({ protocol: 'ftps-explicit', host: 'files.example.org', port: 2121, logon: { type: 'password', user: 'marit' } });
  expect(options).toEqual({ secret: 's3cret' });
});

it('says what is wrong while it is typed and does not connect', () => {
  const { hawser, calls } = testHawser();
  renderIn(hawser, <Quickconnect />);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Connect' }).disabled).toBe(true);
  fireEvent.change(field('Host'), { target: { value: 'files.example.org' } });
  fireEvent.change(field('User'), { target: { value: 'marit' } });
  fireEvent.change(field('Port'), { target: { value: '99999' } });
  expect(screen.getByRole('status').textContent).toContain('65535');
  expect(field('Port').getAttribute('aria-invalid')).toBe('true');
  fireEvent.submit(screen.getByRole('form'));
  expect(calls.some(([name]) => name === 'connect')).toBe(false);
});

it('takes a key file for SFTP and offers none for FTP', async () => {
  const { hawser } = testHawser({ chooseFile: () => succeeded('/home/marit/.ssh/id_ed25519') });
  renderIn(hawser, <Quickconnect />);
  fireEvent.click(screen.getByRole('button', { name: 'Sign in with a key file…' }));
  expect((await screen.findByRole('button', { name: 'Do not use this key file' })).textContent).toContain('id_ed25519');
  fireEvent.change(field('Protocol'), { target: { value: 'ftp' } });
  expect(screen.queryByRole('button', { name: /key file/u })).toBeNull();
});

it('hands what was typed to the site manager for all other choices', () => {
  const { hawser } = testHawser();
  renderIn(hawser, <Quickconnect />);
  fireEvent.click(screen.getByRole('button', { name: 'More choices, as a new site…' }));
  expect(hawser.window.getState().dialog).toEqual({ kind: 'sites', site: null, fresh: {} });
  fireEvent.change(field('Host'), { target: { value: 'ftpes://marit@files.example.org:2121/site' } });
  fireEvent.click(screen.getByRole('button', { name: 'More choices, as a new site…' }));
  expect(hawser.window.getState().dialog).toMatchObject({ fresh: { profile: { protocol: 'ftps-explicit', host: 'files.example.org', port: 2121, logon: { user: 'marit' } }, remoteDirectory: '/site' } });
});

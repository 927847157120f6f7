import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { succeeded } from '../../shared/model/outcome.ts';
import { renderIn } from '../testing/render-in.tsx';
import { facts, REMOTE, testHawser } from '../testing/test-hawser.ts';
import { Quickconnect } from './quickconnect.tsx';

const profile = { protocol: 'sftp', host: 'files.example.org', port: 22, logon: { type: 'password', user: 'marit' }, dataMode: 'default' } as const;

it('keeps what was typed without its password, connects to it again, and forgets it', async () => {
  const { hawser, calls } = testHawser({
    noteUsed: () => succeeded({ typed: [profile], sites: [] }),
    clearHistory: () => succeeded({ typed: [], sites: [] }),
    connect: () => succeeded(facts(REMOTE)),
  });
  renderIn(hawser, <Quickconnect />);
  const history = screen.getByRole<HTMLButtonElement>('button', { name: 'Recent servers' });
  expect(history.disabled).toBe(true);
  fireEvent.change(screen.getByLabelText('Host'), { target: { value: 'sftp://marit:s3cret@files.example.org' } });
  fireEvent.submit(screen.getByRole('form', { name: 'Quickconnect' }));
  await expect.poll(() => calls.find(([name]) => name === 'noteUsed')).toEqual(['noteUsed', { profile }]);
  await expect.poll(() => history.disabled).toBe(false);

  fireEvent.click(history);
  fireEvent.click(screen.getByRole('menuitem', { name: 'sftp://marit@files.example.org:22' }));
  await expect.poll(() => calls.filter(([name]) => name === 'connect').map(([, , given, options]) => [given, options])).toEqual([[profile, { secret: 's3cret' }], [profile, {}]]);

  fireEvent.click(history);
  await act(async () => fireEvent.click(screen.getByRole('menuitem', { name: 'Clear this list' })));
  expect(history.disabled).toBe(true);
});

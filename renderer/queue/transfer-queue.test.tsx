import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { failureData } from '../../shared/model/failure.ts';
import { LOCAL_SESSION, transferIdSchema } from '../../shared/model/ids.ts';
import type { TransferRow } from '../../shared/model/transfer.ts';
import { renderIn } from '../testing/render-in.tsx';
import { REMOTE, testHawser } from '../testing/test-hawser.ts';
import { NO_TOTALS } from './queue-store.ts';
import { TransferQueue } from './transfer-queue.tsx';

function row(name: string, more: Partial<TransferRow>): TransferRow {
  return {
    id: transferIdSchema.parse(name), parent: null, kind: 'file', direction: 'upload', server: 'sftp://marit@h:22', size: 1000, state: 'queued', failure: null, startedAt: null, endedAt: null,
    from: { session: LOCAL_SESSION, path: `/home/${name}` }, to: { session: REMOTE, path: `/site/${name}` }, ...more,
  };
}

it('shows progress, rate and time left of a row, and cancels it', () => {
  const { hawser, calls } = testHawser();
  renderIn(hawser, <TransferQueue />);
  expect(screen.getByText('Nothing to transfer')).toBeTruthy();
  act(() => hawser.queue.change([row('film.mov', { state: 'active' }), row('later.txt', {})], [], NO_TOTALS));
  act(() => hawser.queue.progress([{ id: transferIdSchema.parse('film.mov'), bytes: 250, rate: 250 }], NO_TOTALS));
  const film = screen.getByRole('row', { name: /film\.mov/u });
  expect(within(film).getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
  expect(film.textContent).toContain('250 B/s');
  expect(film.textContent).toContain('0:03');
  expect(screen.getByRole('tab', { name: /Queued 2/u })).toBeTruthy();
  fireEvent.click(within(film).getByRole('button', { name: 'Cancel film.mov' }));
  expect(calls.at(-1)).toEqual(['cancelTransfers', ['film.mov']]);
});

it('says why a transfer failed, with the words of the server, and retries it', () => {
  const { hawser, calls } = testHawser();
  renderIn(hawser, <TransferQueue />);
  act(() => hawser.queue.change([row('a.txt', { state: 'failed', failure: failureData('server-full', { host: 'h', path: '/site/a.txt' }, '552 Quota exceeded') })], [], NO_TOTALS));
  fireEvent.click(screen.getByRole('tab', { name: /Failed 1/u }));
  fireEvent.click(screen.getByRole('row', { name: /a\.txt/u }));
  expect(screen.getByRole('status').textContent).toContain('552 Quota exceeded');
  fireEvent.click(screen.getByRole('button', { name: 'Retry a.txt' }));
  expect(calls.at(-1)).toEqual(['retryTransfers', ['a.txt']]);
});

it('moves between its tabs by arrow keys', () => {
  renderIn(testHawser().hawser, <TransferQueue />);
  fireEvent.keyDown(screen.getByRole('tab', { name: 'Queued' }), { key: 'ArrowLeft' });
  expect(screen.getByRole('tab', { name: 'Done' }).getAttribute('aria-selected')).toBe('true');
  expect(screen.getByText('Nothing finished yet')).toBeTruthy();
});

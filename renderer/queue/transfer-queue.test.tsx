import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { failureData } from '../../shared/model/failure.ts';
import { LOCAL_SESSION, transferIdSchema } from '../../shared/model/ids.ts';
import { succeeded } from '../../shared/model/outcome.ts';
import type { QueuePage, QueuePageRequest, QueueTab, TransferRow } from '../../shared/model/transfer.ts';
import { renderIn } from '../testing/render-in.tsx';
import { REMOTE, testHawser } from '../testing/test-hawser.ts';
import { NO_STATUS, NO_TOTALS } from './queue-store.ts';
import { TransferQueue } from './transfer-queue.tsx';

function row(name: string, more: Partial<TransferRow>): TransferRow {
  return {
    id: transferIdSchema.parse(name), parent: null, kind: 'file', direction: 'upload', server: 'sftp://marit@h:22', size: 1000, state: 'queued', failure: null, startedAt: null, endedAt: null, priority: 'normal', retryAt: null, note: null, below: null,
    from: { session: LOCAL_SESSION, path: `/home/${name}` }, to: { session: REMOTE, path: `/site/${name}` }, ...more,
  };
}

/** The window over an engine that has these rows. */
async function showQueue(rows: readonly TransferRow[]) {
  const tab = (of: TransferRow): QueueTab => (of.state === 'failed' ? 'failed' : 'queued');
  const test = testHawser({
    queuePage: (request: QueuePageRequest) => succeeded({ rows: rows.filter((one) => tab(one) === request.tab).map((one) => ({ row: one, depth: 0 })), total: rows.filter((one) => tab(one) === request.tab).length, heads: [] }),
  });
  renderIn(test.hawser, <TransferQueue />);
  const count = (name: QueueTab) => rows.filter((one) => tab(one) === name).length;
  await act(async () => {
    test.hawser.queue.take({ ...NO_STATUS, counts: { queued: count('queued'), failed: count('failed'), done: 0 } });
    await Promise.resolve();
  });
  return test;
}

it('shows progress, rate and time left of a row, and cancels it', async () => {
  const { hawser, calls } = await showQueue([row('film.mov', { state: 'active' }), row('later.txt', {})]);
  act(() => hawser.queue.progress([{ id: transferIdSchema.parse('film.mov'), bytes: 250, rate: 250 }], NO_TOTALS));
  const film = await screen.findByRole('row', { name: /film\.mov/u });
  expect(within(film).getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
  expect(within(film).getByRole('img', { name: 'Upload' })).toBeTruthy();
  expect(film.textContent).toContain('250 B/s');
  expect(film.textContent).toContain('0:03');
  expect(screen.getByRole('tab', { name: /Queued 2/u })).toBeTruthy();
  fireEvent.click(within(film).getByRole('button', { name: 'Cancel film.mov' }));
  expect(calls.at(-1)).toEqual(['cancelTransfers', ['film.mov']]);
});

it('keeps the element of a line whose transfer has ended for the next one, and the focus of none of its buttons', async () => {
  const rows = [row('a.txt', {}), row('b.txt', {})];
  const { hawser } = await showQueue(rows);
  const first = await screen.findByRole('row', { name: /a\.txt/u });
  within(first).getByRole('button', { name: 'Cancel a.txt' }).focus();
  rows.shift();
  await act(async () => {
    hawser.queue.take(NO_STATUS);
    await Promise.resolve();
  });
  await waitFor(() => expect(screen.queryByRole('row', { name: /a\.txt/u })).toBeNull());
  expect(screen.getByRole('row', { name: /b\.txt/u })).toBe(first);
  expect(within(first).getByRole('button', { name: 'Cancel b.txt' })).not.toBe(document.activeElement);
});

it('does nothing where another row is under the pointer by the time that the button goes up', async () => {
  const below = { pending: 1, files: 1, ended: 0, failed: 0, bytesTotal: 1, bytesDone: 0 };
  const rows = ['one', 'two', 'three'].map((name) => row(name, { kind: 'directory', below }));
  const { hawser } = await showQueue(rows);
  const movesUp = async (target: (line: HTMLElement) => HTMLElement) => {
    const name = rows[0]!.id;
    const line = await screen.findByRole('row', { name: new RegExp(name, 'u') });
    fireEvent.mouseDown(target(line));
    rows.shift();
    act(() => hawser.queue.take(NO_STATUS));
    await waitFor(() => expect(screen.queryByRole('row', { name: new RegExp(name, 'u') })).toBeNull());
    fireEvent.click(target(line));
  };
  await movesUp((line) => line);
  expect([...hawser.queue.view.getState().chosen.keys]).toEqual(['one']);
  await movesUp((line) => within(line).getByRole('button', { name: 'Show what is inside' }));
  expect(hawser.queue.view.getState().expanded.size).toBe(0);
  const three = screen.getByRole('button', { name: 'Show what is inside' });
  fireEvent.mouseDown(three);
  fireEvent.click(three);
  expect([...hawser.queue.view.getState().expanded]).toEqual(['three']);
});

it('leaves the focus where it is in the context menu while rows come and go', async () => {
  const rows = [row('a.txt', {}), row('b.txt', {})];
  const { hawser } = await showQueue(rows);
  fireEvent.mouseDown(await screen.findByRole('row', { name: /b\.txt/u }));
  const grid = screen.getByRole('grid');
  grid.focus();
  fireEvent.keyDown(grid, { key: 'F10', shiftKey: true });
  const first = document.activeElement!;
  fireEvent.keyDown(first, { key: 'ArrowDown' });
  const second = document.activeElement!;
  expect(second.getAttribute('role')).toBe('menuitem');
  expect(second).not.toBe(first);
  rows.shift();
  act(() => hawser.queue.take(NO_STATUS));
  await waitFor(() => expect(screen.queryByRole('row', { name: /a\.txt/u })).toBeNull());
  expect(document.activeElement).toBe(second);
  fireEvent.keyDown(second, { key: 'Escape' });
  expect(document.activeElement).toBe(grid);
});

it('says that there is nothing, where there is nothing', async () => {
  await showQueue([]);
  expect(await screen.findByText('Nothing to transfer')).toBeTruthy();
});

it('says that a search goes on, and that it found nothing only once that one is answered', async () => {
  const asked: { readonly search: string | undefined; readonly answer: (found: Partial<QueuePage>) => void }[] = [];
  const { hawser } = testHawser({
    queuePage: ({ search }: QueuePageRequest) => new Promise((resolve) => { asked.push({ search, answer: (found) => resolve(succeeded({ rows: [], heads: [], total: 0, ...found })) }); }),
  });
  renderIn(hawser, <TransferQueue />);
  const question = async (search: string | undefined) => {
    await waitFor(() => expect(asked.at(-1)?.search).toBe(search));
    return asked.pop()!;
  };
  (await question(undefined)).answer({});
  act(() => hawser.queue.view.setState({ search: 'foo' }));
  const status = screen.getByRole('status');
  (await question('foo')).answer({});
  await waitFor(() => expect(status.textContent).toContain('No transfer here has “foo”'));
  act(() => hawser.queue.view.setState({ search: 'bar' }));
  const { answer } = await question('bar');
  expect(status.textContent).toBe('');
  const found = { rows: [{ row: row('bar.txt', {}), depth: 0 }], total: 1 };
  answer({ ...found, found: 'partly' });
  expect(await screen.findByRole('row', { name: /bar\.txt/u })).toBeTruthy();
  expect(status.textContent).toBe('Searching…');
  (await question('bar')).answer(found);
  await waitFor(() => expect(status.textContent).toBe(''));
});

it('says when a row tries again, and that one is held back', async () => {
  await showQueue([row('a.txt', { state: 'waiting', retryAt: Date.now() + 60_000 }), row('b.txt', { state: 'paused' })]);
  expect((await screen.findByRole('row', { name: /a\.txt/u })).textContent).toContain('Tries again in');
  expect((await screen.findByRole('row', { name: /b\.txt/u })).textContent).toContain('Paused');
});

it('says why a transfer failed, with the words of the server, and retries it', async () => {
  const { calls } = await showQueue([row('a.txt', { state: 'failed', failure: failureData('server-full', { host: 'h', path: '/site/a.txt' }, '552 Quota exceeded') })]);
  fireEvent.click(screen.getByRole('tab', { name: /Failed 1/u }));
  fireEvent.mouseDown(await screen.findByRole('row', { name: /a\.txt/u }));
  expect(screen.getByRole('status').textContent).toContain('552 Quota exceeded');
  fireEvent.click(screen.getByRole('button', { name: 'Retry a.txt' }));
  expect(calls.at(-1)).toEqual(['retryTransfers', ['a.txt']]);
});

it('moves between its tabs by arrow keys', async () => {
  await showQueue([]);
  fireEvent.keyDown(screen.getByRole('tab', { name: 'Queued' }), { key: 'ArrowLeft' });
  expect(screen.getByRole('tab', { name: 'Done' }).getAttribute('aria-selected')).toBe('true');
  expect(await screen.findByText('Nothing finished yet')).toBeTruthy();
});

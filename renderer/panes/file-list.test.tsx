import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { failureData } from '../../shared/model/failure.ts';
import { succeeded } from '../../shared/model/outcome.ts';
import { renderIn } from '../testing/render-in.tsx';
import { entry, folder, showFolder, testHawser, type TestHawser } from '../testing/test-hawser.ts';
import { FilePane } from './file-pane.tsx';

function open(replies?: Parameters<typeof testHawser>[0]): TestHawser {
  const test = testHawser(replies);
  showFolder(test.hawser, 'local', '/home', [entry('b.txt', { size: 1_234_567 }), folder('docs'), entry('a.txt')]);
  renderIn(test.hawser, <FilePane side="local" />);
  return test;
}
const grid = () => screen.getByRole('grid', { name: 'Local file list' });
const rows = () => within(grid()).getAllByRole('row').slice(1).map((row) => within(row).getAllByRole('gridcell')[0]?.textContent);
const row = (name: string) => within(grid()).getByRole('row', { name: new RegExp(name, 'u') });
const selected = () => within(grid()).queryAllByRole('row', { selected: true }).map((one) => within(one).getAllByRole('gridcell')[0]?.textContent);

it('lists folders first and sorts by a click on a header', () => {
  open();
  expect(rows()).toEqual(['..', 'docs', 'a.txt', 'b.txt']);
  expect(grid().getAttribute('aria-rowcount')).toBe('5');
  expect(row('b.txt').textContent).toContain('1.23 MB');
  const header = within(grid()).getByRole('columnheader', { name: 'Name' });
  expect(header.getAttribute('aria-sort')).toBe('ascending');
  fireEvent.click(within(header).getByRole('button'));
  expect(rows()).toEqual(['..', 'docs', 'b.txt', 'a.txt']);
  expect(within(grid()).getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending');
});

it('selects by mouse and keyboard', () => {
  open();
  fireEvent.mouseDown(row('docs'));
  fireEvent.mouseDown(row('b.txt'), { ctrlKey: true });
  expect(selected()).toEqual(['docs', 'b.txt']);
  fireEvent.mouseDown(row('a.txt'));
  fireEvent.keyDown(grid(), { key: 'ArrowDown', shiftKey: true });
  expect(selected()).toEqual(['a.txt', 'b.txt']);
  fireEvent.keyDown(grid(), { key: 'd' });
  expect(selected()).toEqual(['docs']);
  expect(screen.getByText('1 folder selected')).toBeTruthy();
});

it('enters a folder by double-click and Enter, and goes to a typed path', async () => {
  const { calls } = open({ list: (_op: never, _session: never, path: string) => succeeded({ count: 0, path }) });
  const listed = () => calls.filter(([name]) => name === 'list').map((call) => call[3]);
  fireEvent.doubleClick(row('docs'));
  await expect.poll(listed).toEqual(['/home/docs']);
  const path = screen.getByRole<HTMLInputElement>('textbox', { name: 'Local path' });
  await expect.poll(() => path.value).toBe('/home/docs');
  fireEvent.focus(path);
  fireEvent.change(path, { target: { value: '../music' } });
  fireEvent.keyDown(path, { key: 'Enter' });
  await expect.poll(listed).toEqual(['/home/docs', '/home/music']);
});

it('renames in place, and not to what cannot be a name', () => {
  const { hawser, calls } = open();
  act(() => hawser.panes.local.store.setState({ renaming: 'a.txt' }));
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'New name for a.txt' });
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, 1]);
  fireEvent.change(field, { target: { value: 'x/y' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(field.getAttribute('aria-invalid')).toBe('true');
  fireEvent.change(field, { target: { value: 'z.txt' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(screen.queryByRole('textbox', { name: /New name/u })).toBeNull();
  return expect.poll(() => calls.find(([name]) => name === 'rename')?.slice(2)).toEqual(['/home/a.txt', '/home/z.txt']);
});

it('shows a failure with its own words and a way to try again', async () => {
  const { hawser, calls } = open();
  act(() => hawser.panes.local.store.setState({ status: 'failed', failure: failureData('local-denied', { path: '/root' }, 'EACCES: permission denied') }));
  expect(screen.getByRole('alert').textContent).toContain('EACCES: permission denied');
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await expect.poll(() => calls.some(([name]) => name === 'list')).toBe(true);
});

it('renders a screenful of 50,000 rows', () => {
  const { hawser } = open();
  act(() => showFolder(hawser, 'local', '/', Array.from({ length: 50_000 }, (_, index) => entry(`record ${index}`))));
  expect(rows().length).toBeLessThan(60);
  expect(grid().getAttribute('aria-rowcount')).toBe('50001');
  fireEvent.keyDown(grid(), { key: 'End' });
  expect(hawser.panes.local.store.getState().selection.focus).toBe('record 49999');
});

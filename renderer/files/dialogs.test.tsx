import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { SessionFacts } from '../../shared/ipc/engine-calls.ts';
import { failureData } from '../../shared/model/failure.ts';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import { failed, type Outcome, succeeded } from '../../shared/model/outcome.ts';
import type { Side } from '../panes/pane-state.ts';
import { renderIn } from '../testing/render-in.tsx';
import { entry, facts, folder, REMOTE, showFolder, testHawser } from '../testing/test-hawser.ts';
import { Dialogs } from '../window/dialogs.tsx';
import { ChecksumDialog } from './checksum-dialog.tsx';
import { DuplicateDialog } from './duplicate-dialog.tsx';
import { NewLinkDialog } from './new-link-dialog.tsx';
import { PermissionsDialog } from './permissions-dialog.tsx';
import { RawCommandDialog } from './raw-command-dialog.tsx';
import { UploadUniqueDialog } from './upload-unique-dialog.tsx';

const close = (): void => undefined;

function select(test: ReturnType<typeof testHawser>, side: Side, ...names: readonly string[]): void {
  test.hawser.panes[side].store.setState({ selection: { selected: new Set(names), focus: names[0] ?? null, anchor: null } });
}
const box = (name: string) => screen.getByRole('checkbox', { name });

it('changes the bits of what is selected and keeps those on which the files differ', async () => {
  const test = testHawser({ changeModes: () => succeeded({ changed: 2 }) });
  showFolder(test.hawser, 'remote', '/www', [entry('a', { mode: 0o644 }), { ...folder('css'), mode: 0o755 }, entry('link', { kind: 'link', mode: 0o777 })]);
  select(test, 'remote', 'a', 'css', 'link');
  renderIn(test.hawser, <PermissionsDialog side="remote" onClose={close} />);
  expect(screen.getByRole('heading').textContent).toBe('Permissions of 2 items');
  expect(box('Owner: Execute').getAttribute('aria-checked')).toBe('mixed');
  expect(box('Group: Read').getAttribute('aria-checked')).toBe('true');
  fireEvent.click(box('Group: Write'));
  fireEvent.click(screen.getByRole('checkbox', { name: 'Also everything inside the folders' }));
  fireEvent.click(screen.getByRole('radio', { name: 'Files only' }));
  fireEvent.click(screen.getByRole('button', { name: 'Change permissions' }));
  await expect.poll(() => test.calls.find(([name]) => name === 'changeModes')?.slice(2)).toEqual([
    REMOTE,
    [{ path: '/www/css', directory: true, mode: 0o755 }, { path: '/www/a', directory: false, mode: 0o644 }],
    { mask: 0o666, bits: 0o664, recursive: true, to: 'files' },
  ]);
});

it('takes the bits in digits and says what is no digit', () => {
  const test = testHawser();
  showFolder(test.hawser, 'remote', '/www', [entry('a', { mode: 0o644 })]);
  select(test, 'remote', 'a');
  renderIn(test.hawser, <PermissionsDialog side="remote" onClose={close} />);
  const digits = screen.getByRole<HTMLInputElement>('textbox', { name: 'In digits' });
  expect(digits.value).toBe('644');
  fireEvent.change(digits, { target: { value: '75x' } });
  expect(box('Others: Read').getAttribute('aria-checked')).toBe('mixed');
  expect(box('Owner: Execute').getAttribute('aria-checked')).toBe('true');
  fireEvent.change(digits, { target: { value: '78' } });
  expect(screen.getByText('Three digits from 0 to 7, or x.')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Change permissions' }).disabled).toBe(true);
});

it('compares the server’s checksum with one from elsewhere', async () => {
  const test = testHawser({ checksum: () => succeeded('ab01') });
  showFolder(test.hawser, 'remote', '/', [entry('a.zip')]);
  select(test, 'remote', 'a.zip');
  renderIn(test.hawser, <ChecksumDialog side="remote" onClose={close} />);
  fireEvent.click(screen.getByRole('button', { name: 'Compute' }));
  expect(await screen.findByText('ab01')).toBeTruthy();
  const expected = screen.getByRole('textbox', { name: 'Compare with' });
  fireEvent.change(expected, { target: { value: 'AB:01 ' } });
  expect(screen.getByText('They are the same.')).toBeTruthy();
  fireEvent.change(expected, { target: { value: 'AB02' } });
  expect(expected.getAttribute('aria-invalid')).toBe('true');
});

it('sends a command, shows the reply, and keeps what was refused for another try', async () => {
  const test = testHawser({ sendCommand: (_: never, command: string) => (command === 'HELP' ? succeeded('214 Help yourself.') : failed(failureData('not-supported', { host: 'h', what: command }))) });
  showFolder(test.hawser, 'remote', '/', []);
  renderIn(test.hawser, <RawCommandDialog side="remote" onClose={close} />);
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Command' });
  fireEvent.change(field, { target: { value: 'HELP' } });
  fireEvent.click(screen.getByRole('button', { name: 'Send' }));
  expect(await screen.findByText('214 Help yourself.')).toBeTruthy();
  fireEvent.change(field, { target: { value: 'STOR x' } });
  fireEvent.click(screen.getByRole('button', { name: 'Send' }));
  expect(await screen.findByText(/cannot do this/u)).toBeTruthy();
  expect(field.value).toBe('STOR x');
});

it('makes a link to what is selected, under a name that is free', async () => {
  const test = testHawser({ makeLink: () => succeeded(undefined) });
  showFolder(test.hawser, 'local', '/www', [entry('v2')]);
  select(test, 'local', 'v2');
  renderIn(test.hawser, <NewLinkDialog side="local" onClose={close} />);
  const create = screen.getByRole<HTMLButtonElement>('button', { name: 'Create' });
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Leads to' }).value).toBe('v2');
  expect(create.disabled).toBe(true);
  const name = screen.getByRole('textbox', { name: 'Name of the link' });
  fireEvent.change(name, { target: { value: 'v2' } });
  expect(screen.getByText('There is something with this name already.')).toBeTruthy();
  fireEvent.change(name, { target: { value: 'current' } });
  fireEvent.change(screen.getByRole('textbox', { name: 'Leads to' }), { target: { value: '' } });
  expect(create.disabled).toBe(true);
  fireEvent.change(screen.getByRole('textbox', { name: 'Leads to' }), { target: { value: '../v2' } });
  fireEvent.click(create);
  await expect.poll(() => test.calls.find(([called]) => called === 'makeLink')?.slice(1)).toEqual([LOCAL_SESSION, '../v2', '/www/current']);
});

it('keeps a copy that the server refuses open, with its words', async () => {
  const test = testHawser({ copyOnServer: () => failed(failureData('permission-denied', { host: 'example.org', path: '/www/b' }, 'Not here.')) });
  showFolder(test.hawser, 'local', '/www', [entry('a')]);
  select(test, 'local', 'a');
  renderIn(test.hawser, <DuplicateDialog side="local" onClose={close} />);
  fireEvent.change(screen.getByRole('textbox', { name: 'Name of the copy' }), { target: { value: 'b' } });
  fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await screen.findByText('Not here.')).toBeTruthy();
  expect(test.calls.find(([called]) => called === 'copyOnServer')?.slice(2)).toEqual([LOCAL_SESSION, '/www/a', '/www/b']);
});

it('uploads nothing that was stopped before the connection for it was open', async () => {
  let connected = (_outcome: Outcome<SessionFacts>): void => undefined;
  const test = testHawser({ connect: () => new Promise((resolve) => { connected = resolve; }) });
  showFolder(test.hawser, 'local', '/www', [entry('a')]);
  select(test, 'local', 'a');
  test.hawser.connection.adopt(facts(REMOTE), { protocol: 'ftp', host: 'example.org', port: 21, logon: { type: 'anonymous' }, dataMode: 'default' });
  test.hawser.connection.engineGone();
  renderIn(test.hawser, <UploadUniqueDialog onClose={close} />);
  fireEvent.click(screen.getByRole('button', { name: 'Upload' }));
  await expect.poll(() => test.calls.some(([called]) => called === 'connect')).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  connected(succeeded(facts(REMOTE)));
  expect(await screen.findByText('Cancelled.')).toBeTruthy();
  expect(test.calls.some(([called]) => called === 'uploadUnique')).toBe(false);
});

it('closes no other dialog when what was begun in one ends after that was dismissed', async () => {
  let made = (_outcome: Outcome<void>): void => undefined;
  const { hawser, calls } = testHawser({ makeDirectory: () => new Promise((resolve) => { made = resolve; }) });
  showFolder(hawser, 'local', '/www', []);
  hawser.window.setState({ dialog: { kind: 'new-folder', side: 'local' } });
  renderIn(hawser, <Dialogs />);
  fireEvent.change(screen.getByRole('textbox', { name: 'Folder name' }), { target: { value: 'css' } });
  fireEvent.click(screen.getByRole('button', { name: 'Create' }));
  await expect.poll(() => calls.some(([name]) => name === 'makeDirectory')).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  act(() => hawser.window.setState({ dialog: { kind: 'delete', side: 'local' } }));
  await act(async () => {
    made(succeeded(undefined));
    await new Promise((resolve) => { setTimeout(resolve); });
  });
  expect(hawser.window.getState().dialog).toEqual({ kind: 'delete', side: 'local' });
});

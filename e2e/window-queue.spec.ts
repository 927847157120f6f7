import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFaultProxy } from './fixtures/fault-proxy.ts';
import { MINIMUM_SIZE } from '../main/window/place-window.ts';
import { expect, test } from './hawser-test.ts';
import { showTwoSides } from './two-sides.ts';

const size = 400_000;
const content = (letter: string): Buffer => Buffer.alloc(size, letter);

test('rows are queued, run two at a time, and are done', async ({ start, until, hawser, folder }) => {
  const { local, remote, queue, page, quickconnect, status } = hawser;
  const server = await start('vsftpd-plain');
  const proxy = await until(startFaultProxy(server, { dataFaults: {} }));
  const names = ['a.bin', 'b.bin', 'c.bin', 'd.bin'];
  for (const name of names) await writeFile(join(server.root, name), content(name));
  await quickconnect.connect({ ...server, port: proxy.port });
  await expect(status).toHaveText(/^Connected to /u);
  await local.open(folder);
  await remote.shows(names);

  await queue.button('Pause queue').click();
  await expect(queue.region).toContainText('Paused');
  await remote.list.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await remote.button('Download').click();
  await queue.counts('Queued', 4);
  for (const name of names) await expect(queue.row(name)).toContainText('Queued');

  // Each file stands still at a quarter.
  proxy.setFaults({}, { stallAfter: { toClient: size / 4 } });
  await queue.button('Process queue').click();
  await expect(queue.progress('a.bin')).toHaveAttribute('aria-valuenow', '25');
  await expect(queue.progress('b.bin')).toHaveAttribute('aria-valuenow', '25');
  await expect(queue.row('c.bin')).toContainText('Queued');
  await expect(queue.row('d.bin')).toContainText('Queued');
  await expect(page.getByRole('group', { name: 'Queue totals' })).toContainText('2 active, 2 queued');

  // However narrow the window is, what is not encrypted is said in full.
  await hawser.app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]!.setSize(width, height), MINIMUM_SIZE);
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(MINIMUM_SIZE.width);
  await expect(page.getByRole('button', { name: /^Data/u })).toBeInViewport({ ratio: 1 });

  proxy.setFaults({}, {});
  await queue.ends({ done: 4 });
  for (const name of names) expect((await readFile(join(folder, name))).equals(content(name))).toBe(true);
  await queue.tab('Done').click();
  for (const name of names) await expect(queue.row(name)).toBeVisible();
  await queue.button('Clear finished and failed').click();
  await queue.counts('Done', 0);
});

test('a transfer that runs is cancelled; tried again, it is done', async ({ start, until, hawser, folder }) => {
  const { local, remote, queue, quickconnect, status } = hawser;
  const server = await start('vsftpd-plain');
  const proxy = await until(startFaultProxy(server, { dataFaults: {} }));
  await writeFile(join(server.root, 'large.bin'), content('x'));
  await quickconnect.connect({ ...server, port: proxy.port });
  await expect(status).toHaveText(/^Connected to /u);
  await local.open(folder);
  await expect(remote.row('large.bin')).toBeVisible();
  proxy.setFaults({}, { stallAfter: { toClient: size / 2 } });
  await remote.row('large.bin').dblclick();
  await expect(queue.progress('large.bin')).toHaveAttribute('aria-valuenow', '50');
  await queue.button('Cancel large.bin').click();
  await queue.counts('Queued', 0);
  await queue.tab('Failed').click();
  await expect(queue.row('large.bin')).toContainText('Cancelled');
  expect(await readdir(folder)).not.toContain('large.bin');

  proxy.setFaults({}, {});
  await queue.button('Retry large.bin').click();
  await queue.ends({ done: 1 });
  expect((await readFile(join(folder, 'large.bin'))).equals(content('x'))).toBe(true);
});

test('one that is there already is asked about: kept, replaced, or both kept', async ({ start, hawser, folder }) => {
  const { local, queue, dialog } = hawser;
  const { server } = await showTwoSides({ start, hawser, folder }, { local: { 'same.txt': 'longer, from here' }, remote: { 'same.txt': 'there' } });
  const there = (name: string) => readFile(join(server.root, name), 'utf8');
  await local.row('same.txt').dblclick();
  await expect(dialog.title).toHaveText('“same.txt” is there already');
  await expect(dialog.button('Skip')).toBeFocused();
  await dialog.button('Skip').click();
  await queue.ends({ done: 1 });
  expect(await there('same.txt')).toBe('there');

  await local.row('same.txt').dblclick();
  await dialog.button('Keep both').click();
  await queue.ends({ done: 2 });
  expect(await there('same.txt')).toBe('there');
  const [other = ''] = (await readdir(server.root)).filter((name) => name !== 'same.txt');
  expect(await there(other)).toBe('longer, from here');

  await local.row('same.txt').dblclick();
  await dialog.button('Overwrite').click();
  await queue.ends({ done: 3 });
  expect(await there('same.txt')).toBe('longer, from here');
});

test('what is left when the app is killed is there when it opens again, waits to be let go, and goes on where it was', async ({ start, until, open, folder }) => {
  const server = await start('vsftpd-plain');
  const proxy = await until(startFaultProxy(server, { dataFaults: {} }));
  const names = ['a.bin', 'b.bin', 'c.bin'];
  for (const name of names) await writeFile(join(server.root, name), content(name));
  const first = await open();
  await first.quickconnect.connect({ ...server, port: proxy.port });
  await expect(first.status).toHaveText(/^Connected to /u);
  await first.local.open(folder);
  await first.remote.shows(names);
  proxy.setFaults({}, { stallAfter: { toClient: size / 2 } });
  await first.remote.list.focus();
  await first.page.keyboard.press('ControlOrMeta+a');
  await first.remote.button('Download').click();
  await expect(first.queue.progress('a.bin')).toHaveAttribute('aria-valuenow', '50');
  await first.queue.counts('Queued', 3);
  const gone = first.app.waitForEvent('close');
  first.app.process().kill('SIGKILL');
  await gone;

  proxy.setFaults({}, {});
  const second = await open();
  await second.queue.counts('Queued', 3);
  await expect(second.queue.region).toContainText('Paused');
  await expect(second.queue.row('a.bin')).toContainText('Queued');
  await second.queue.button('Process queue').click();
  await second.dialog.field('Password').fill(server.password);
  await second.page.keyboard.press('Enter');
  await second.queue.ends({ done: 3 });
  await second.queue.tab('Done').click();
  await expect(second.queue.row('a.bin')).toContainText('went on where it had stopped');
  await expect(second.queue.row('c.bin')).not.toContainText('went on');
  for (const name of names) expect((await readFile(join(folder, name))).equals(content(name))).toBe(true);
});

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './hawser-test.ts';

const content = (name: string): string => `${name} `.repeat(500);

/** What the desktop is told from here on: notifications by their words, progress of the taskbar by its values. */
async function watchDesktop(app: ElectronApplication): Promise<() => Promise<{ readonly told: readonly string[]; readonly progress: readonly number[] }>> {
  await app.evaluate(({ BrowserWindow, Notification }) => {
    const seen = { told: [] as string[], progress: [] as number[] };
    Object.assign(globalThis, { seenByDesktop: seen });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) { seen.told.push(this.body); };
    const window = BrowserWindow.getAllWindows()[0]!;
    window.isFocused = () => false;
    window.setProgressBar = (value) => { seen.progress.push(value); };
  });
  return () => app.evaluate(() => (globalThis as unknown as { readonly seenByDesktop: { readonly told: string[]; readonly progress: number[] } }).seenByDesktop);
}

test('chosen transfers are moved, searched, paused, cancelled and put back, by keys and menu; at the end happens what was chosen', async ({ start, hawser, folder }) => {
  const { local, remote, queue, page, quickconnect, status, dialog } = hawser;
  const server = await start('vsftpd-plain');
  const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt'];
  for (const name of [...names, 'late.txt']) await writeFile(join(server.root, name), content(name));
  await server.handOver();
  const desktop = await watchDesktop(hawser.app);
  await quickconnect.connect(server);
  await expect(status).toHaveText(/^Connected to /u);
  await local.open(folder);
  await remote.shows([...names, 'late.txt']);
  await queue.button('Pause queue').click();
  await remote.row('a.txt').click();
  await remote.row('d.txt').click({ modifiers: ['Shift'] });
  await remote.button('Download').click();
  await queue.counts('Queued', 4);
  await expect(queue.list.getByRole('row', { name: new RegExp(`@127\\.0\\.0\\.1.*4 files`, 'u') })).toBeVisible();

  // Order and priority.
  await queue.row('c.txt').click();
  await page.keyboard.press('Alt+ArrowUp');
  await queue.order(['a.txt', 'c.txt', 'b.txt', 'd.txt']);
  await page.keyboard.press('Alt+Home');
  await queue.order(['c.txt', 'a.txt', 'b.txt', 'd.txt']);
  await page.keyboard.press('Alt+ArrowDown');
  await queue.order(['a.txt', 'c.txt', 'b.txt', 'd.txt']);
  await queue.choose('d.txt', 'Highest priority');
  await queue.order(['d.txt', 'a.txt', 'c.txt', 'b.txt']);
  await expect(queue.row('d.txt')).toContainText('Highest');
  await queue.drag(queue.row('b.txt'), queue.row('a.txt'));
  await queue.order(['d.txt', 'b.txt', 'a.txt', 'c.txt']);
  await queue.drag(queue.row('c.txt'), queue.list.getByRole('row', { name: /4 files/u }));
  await queue.order(['c.txt', 'd.txt', 'b.txt', 'a.txt']);

  // One is paused, two are cancelled and put back.
  await queue.choose('c.txt', 'Pause');
  await expect(queue.row('c.txt')).toContainText('Paused');
  await queue.row('b.txt').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await queue.counts('Queued', 2);
  await queue.tab('Failed').click();
  await queue.row('a.txt').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Enter');
  await queue.counts('Failed', 0);
  await queue.tab('Queued').click();
  await queue.search.fill('/C.TX');
  await queue.order(['c.txt']);
  await queue.choose('c.txt', 'Resume');
  await expect(queue.row('c.txt')).toContainText('Queued');
  await queue.search.press('Escape');
  await expect(queue.row('a.txt')).toBeVisible();

  // What cannot be undone is announced.
  await queue.button('After the queue…').click();
  await page.getByRole('radio', { name: 'Quit Hawser' }).check();
  await dialog.button('Done').click();
  await queue.button('Process queue').click();
  await expect(dialog.title).toHaveText('The queue has ended');
  await expect(dialog.button('Cancel')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog.title).toBeHidden();
  await queue.ends({ done: 4 });
  for (const name of names) expect(await readFile(join(folder, name), 'utf8')).toBe(content(name));
  expect((await desktop()).told).toEqual(['Files transferred: 4.']);
  expect((await desktop()).progress.at(-1)).toBe(-1);

  await queue.button('After the queue…').click();
  await page.getByRole('radio', { name: 'Disconnect from all servers' }).check();
  await dialog.button('Done').click();
  await remote.row('late.txt').dblclick();
  await expect(status).toHaveText('Not connected');
  await queue.ends({ done: 5 });
  expect((await desktop()).told).toEqual(['Files transferred: 4.', 'Files transferred: 1.']);
  await expect(queue.button('After the queue…')).toBeVisible();
});

test('speed limits are set, with their times, and turned off and on; in a kiosk no queue is kept', async ({ start, open, folder }) => {
  const policy = join(folder, 'policy.json');
  await writeFile(policy, '{"kiosk":true}');
  const server = await start('vsftpd-plain');
  await writeFile(join(server.root, 'a.txt'), content('a.txt'));
  const { page, dialog, queue, quickconnect, remote, local, status, userData, app } = await open({ env: { HAWSER_POLICY: policy } });
  const settings = async () => JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8')) as Record<string, unknown>;
  await page.getByRole('button', { name: 'Speed limits: Off' }).click();
  await expect(dialog.title).toHaveText('Speed limits');
  await page.getByRole('group', { name: 'Usually' }).getByLabel('Download, kB/s').fill('500');
  await dialog.button('Add times').click();
  const times = page.getByRole('group', { name: 'Times 1' });
  await times.getByRole('button', { name: 'Saturday' }).click();
  await times.getByLabel('Upload, kB/s').fill('1');
  await expect(times.getByLabel('Upload, kB/s')).toHaveAttribute('aria-invalid', 'true');
  await times.getByLabel('Upload, kB/s').fill('20');
  await expect.poll(settings).toMatchObject({ downloadRate: 500_000, uploadRate: null, rateSchedule: [{ days: [1, 2, 3, 4, 5, 6], from: 1320, to: 360, uploadRate: 20_000, downloadRate: null }] });
  await dialog.button('Done').click();
  const button = page.locator('footer').getByRole('button', { name: /^Speed limits/u });
  await expect(button).toHaveAccessibleName('Speed limits: up unlimited, down 500 kB/s');
  await button.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Turn speed limits off' }).click();
  await expect(button).toHaveAccessibleName('Speed limits: Off');
  await expect.poll(settings).toMatchObject({ rateLimits: false, downloadRate: 500_000 });

  await quickconnect.connect(server);
  await expect(status).toHaveText(/^Connected to /u);
  await local.open(folder);
  await remote.row('a.txt').dblclick();
  await queue.ends({ done: 1 });
  expect((await readdir(userData)).filter((name) => name.startsWith('queue'))).toEqual([]);

  // The queue goes into a file of the user's choice, and comes back from it.
  const file = join(folder, 'transfers.json');
  await app.evaluate(({ dialog: native }, path) => {
    native.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, file);
  const menu = (command: string) => app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), command);
  await queue.button('Pause queue').click();
  await remote.row('a.txt').dblclick();
  await queue.counts('Queued', 1);
  await expect.poll(() => app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('exportQueue')?.enabled)).toBe(true);
  await menu('exportQueue');
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('a.txt');
  await queue.row('a.txt').click();
  await page.keyboard.press('Delete');
  await queue.counts('Queued', 0);
  await menu('importQueue');
  await queue.counts('Queued', 1);
  await expect(queue.row('a.txt')).toContainText('Queued');
});

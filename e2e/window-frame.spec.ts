import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type HawserWindow } from './hawser-test.ts';
import { showTwoSides } from './two-sides.ts';

test('splitters are moved by the mouse and by keys, and stay where they were left', async ({ open }) => {
  const first = await open();
  const { page, local } = first;
  const bar = page.getByRole('separator', { name: 'Divide local and remote files' });
  const width = async (): Promise<number> => (await local.region.boundingBox())?.width ?? 0;
  // Where things stand counts once the window has its rows.
  await expect(local.row('..')).toBeVisible();
  const before = await width();
  const box = await bar.boundingBox();
  if (box === null) throw new Error('The splitter is not to be seen.');
  await page.mouse.move(box.x + box.width / 2, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 200, box.y + 120, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Math.abs(before - 200 - (await width()))).toBeLessThan(6);

  await bar.focus();
  const pulled = await width();
  await page.keyboard.press('ArrowRight');
  await expect.poll(width).toBeGreaterThan(pulled);
  await page.keyboard.press('End');
  await expect(bar).toHaveAttribute('aria-valuenow', '85');
  await page.keyboard.press('Home');
  await expect(bar).toHaveAttribute('aria-valuenow', '15');
  await expect.poll(width).toBeLessThan(pulled);
  const left = await width();

  const down = page.getByRole('separator', { name: 'Divide files and transfers' });
  const height = async (): Promise<number> => (await local.region.boundingBox())?.height ?? 0;
  const high = await height();
  await down.focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(height).toBeLessThan(high);
  await first.close();

  const second = await open();
  await expect(second.page.getByRole('separator', { name: 'Divide local and remote files' })).toHaveAttribute('aria-valuenow', '15');
  await expect.poll(async () => Math.abs(((await second.local.region.boundingBox())?.width ?? 0) - left)).toBeLessThan(2);
});

test('the log shows the dialogue as it was, but never the password', async ({ start, hawser, folder }) => {
  const { log, page } = hawser;
  const { server } = await showTwoSides({ start, hawser, folder }, {});
  await log.toStart();
  await expect(log.line('220 (vsFTPd')).toBeVisible();
  await expect(log.line(`USER ${server.user}`)).toBeVisible();
  await expect(log.line('PASS ****')).toBeVisible();
  await expect(log.line('230 Login successful.')).toBeVisible();
  expect(server.log()).toContain(`PASS`);
  // Nowhere in the page: no line, no field, no attribute.
  const leaks = () => page.evaluate((secret) => {
    const fields = [...document.querySelectorAll('input')].map((field) => field.value);
    return document.documentElement.outerHTML.includes(secret) || fields.some((value) => value.includes(secret)) || Object.keys(localStorage).some((key) => localStorage.getItem(key)?.includes(secret) === true);
  }, server.password);
  expect(await leaks()).toBe(false);
  await log.lines.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(log.line('226 Directory send OK.').last()).toBeVisible();
  expect(await leaks()).toBe(false);
  await log.button('Clear log').click();
  await expect(log.region).toContainText('The dialogue with the server appears here.');
});

/** How light the window's ground is, 0 to 255. */
const lightness = ({ page }: HawserWindow) => page.evaluate(() => {
  const [red = 0, green = 0, blue = 0] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/gu)?.map(Number) ?? [];
  return (red + green + blue) / 3;
});

test('light, dark, and as the system has it', async ({ open }) => {
  const first = await open();
  const choose = async (name: string): Promise<void> => {
    await first.page.getByRole('toolbar').getByRole('button', { name: /^Settings/u }).click();
    await first.dialog.element.getByText(name, { exact: true }).click();
    await expect(first.dialog.element.getByRole('radio', { name })).toBeChecked();
    await first.dialog.button('Done').click();
  };
  await choose('Dark');
  await expect.poll(() => lightness(first)).toBeLessThan(70);
  await choose('Light');
  await expect.poll(() => lightness(first)).toBeGreaterThan(200);
  await choose('System');
  const dark = await first.app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors);
  await expect.poll(async () => (await lightness(first)) < 70).toBe(dark);

  await choose('Dark');
  await first.close();
  const second = await open();
  await expect.poll(() => lightness(second)).toBeLessThan(70);
});

test('when the engine dies the window says so, and the next use signs in again without asking', async ({ start, hawser, folder }) => {
  const { app, remote, local, notices, status, dialog, queue } = hawser;
  const { server } = await showTwoSides({ start, hawser, folder }, { local: { 'mine.txt': 'mine' }, remote: { 'first.txt': 'x' } });
  const pid = await app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Hawser engine')?.pid);
  if (pid === undefined) throw new Error('The engine does not run.');
  process.kill(pid, 'SIGKILL');
  await expect(notices).toContainText('The part of Hawser that talks to servers stopped and was started again.');
  await expect(status).toHaveText(/^Connection to .* lost; it opens again when you use it$/u);
  await notices.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notices).toHaveCount(0);

  await writeFile(join(server.root, 'second.txt'), 'x');
  await remote.button('Refresh').click();
  await remote.shows(['first.txt', 'second.txt']);
  await expect(status).toHaveText(/^Connected to /u);
  await expect(dialog.element).toHaveCount(0);
  await local.row('mine.txt').dblclick();
  await queue.ends({ done: 1 });
  await remote.shows(['first.txt', 'mine.txt', 'second.txt']);
});

test('a connection that the server ended opens again at the next use', async ({ start, hawser, folder }) => {
  const { remote, status, dialog } = hawser;
  const { server } = await showTwoSides({ start, hawser, folder }, { remote: { 'first.txt': 'x' } });
  const { root, port } = server;
  await writeFile(join(folder, 'kept.txt'), 'x');
  await server.stop();
  await expect(status).toHaveText(/^Connection to .* lost; it opens again when you use it$/u);

  const next = await start('vsftpd-plain', { port });
  expect(next.root).not.toBe(root);
  await writeFile(join(next.root, 'second.txt'), 'x');
  await remote.button('Refresh').click();
  await remote.shows(['second.txt']);
  await expect(status).toHaveText(/^Connected to /u);
  await expect(dialog.element).toHaveCount(0);
});

test('disconnecting shows the way in again, and reconnecting needs no password', async ({ start, hawser, folder }) => {
  const { remote, status, page, dialog } = hawser;
  await showTwoSides({ start, hawser, folder }, { remote: { 'first.txt': 'x' } });
  await page.keyboard.press('ControlOrMeta+d');
  await expect(status).toHaveText('Not connected');
  await expect(remote.region).toContainText('No server connected');
  await page.keyboard.press('ControlOrMeta+r');
  await remote.shows(['first.txt']);
  await expect(dialog.element).toHaveCount(0);
});
